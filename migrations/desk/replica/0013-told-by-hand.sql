-- Notices that somebody told a reader by telephone, by letter or at the counter.
ALTER TABLE "notice" ADD COLUMN "toldOn" TEXT;
ALTER TABLE "notice" ADD COLUMN "toldBy" TEXT;
ALTER TABLE "notice" ADD COLUMN "toldHow" TEXT;
-- What a desk that works alone has to tell: by when it was made, and loans by when they are due.
CREATE INDEX notice_at ON notice ("at");
CREATE INDEX loan_due ON loan ("dueOn") WHERE "closedOn" IS NULL;
