-- Messages as conversations: what was said after the first words, as JSON.
ALTER TABLE "feedback" ADD COLUMN "said" TEXT;
-- Suggestions of many readers: further sheets of names; and the fund that an order is charged to, in fen.
ALTER TABLE "suggestion" ADD COLUMN "sheetOf" TEXT;
ALTER TABLE "suggestion" ADD COLUMN "sheets" TEXT;
ALTER TABLE "suggestion" ADD COLUMN "more" INTEGER;
ALTER TABLE "suggestion" ADD COLUMN "fundId" TEXT;
ALTER TABLE "suggestion" ADD COLUMN "charge" INTEGER;
CREATE INDEX suggestion_sheet ON suggestion ("sheetOf") WHERE "sheetOf" IS NOT NULL;
