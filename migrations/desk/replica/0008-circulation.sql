-- Circulation: what loans, holds, readers and tickets have besides, transfers, cases, suggestions, reviews.

ALTER TABLE "reader" ADD COLUMN "expiresOn" TEXT;
ALTER TABLE "reader" ADD COLUMN "block" TEXT;
ALTER TABLE "reader" ADD COLUMN "mergedInto" TEXT;
ALTER TABLE "reader" ADD COLUMN "language" TEXT;
ALTER TABLE "reader" ADD COLUMN "notices" TEXT;

ALTER TABLE "loan" ADD COLUMN "renewals" INTEGER;
ALTER TABLE "loan" ADD COLUMN "recalledOn" TEXT;
ALTER TABLE "loan" ADD COLUMN "claimedOn" TEXT;
ALTER TABLE "loan" ADD COLUMN "fine" INTEGER;
ALTER TABLE "loan" ADD COLUMN "settledOn" TEXT;
ALTER TABLE "loan" ADD COLUMN "settled" TEXT;
ALTER TABLE "loan" ADD COLUMN "verifyBy" TEXT;
ALTER TABLE "loan" ADD COLUMN "verifiedOn" TEXT;
ALTER TABLE "loan" ADD COLUMN "fromLoan" TEXT;
ALTER TABLE "loan" ADD COLUMN "ended" TEXT;
ALTER TABLE "loan" ADD COLUMN "offline" TEXT;
ALTER TABLE "loan" ADD COLUMN "ledger" TEXT;

ALTER TABLE "hold" ADD COLUMN "slot" TEXT;
ALTER TABLE "hold" ADD COLUMN "readyOn" TEXT;
ALTER TABLE "hold" ADD COLUMN "readyUntil" TEXT;
ALTER TABLE "hold" ADD COLUMN "endedOn" TEXT;
ALTER TABLE "hold" ADD COLUMN "outcome" TEXT;

ALTER TABLE "feedback" ADD COLUMN "category" TEXT;
ALTER TABLE "feedback" ADD COLUMN "owner" TEXT;
ALTER TABLE "feedback" ADD COLUMN "dueAt" TEXT;
ALTER TABLE "feedback" ADD COLUMN "answer" TEXT;
ALTER TABLE "feedback" ADD COLUMN "answeredBy" TEXT;
ALTER TABLE "feedback" ADD COLUMN "answeredOn" TEXT;
ALTER TABLE "feedback" ADD COLUMN "reopened" INTEGER;
ALTER TABLE "feedback" ADD COLUMN "becameKind" TEXT;
ALTER TABLE "feedback" ADD COLUMN "becameId" TEXT;

CREATE TABLE "transfer" (
  n INTEGER PRIMARY KEY,
  id TEXT NOT NULL,
  ver INTEGER NOT NULL,
  "loanId" TEXT NOT NULL,
  "copyId" TEXT NOT NULL,
  "fromReader" TEXT NOT NULL,
  "toReader" TEXT,
  "codeHash" TEXT NOT NULL,
  "offeredOn" TEXT NOT NULL,
  "expiresOn" TEXT NOT NULL,
  "state" TEXT NOT NULL,
  "endedOn" TEXT,
  "newLoanId" TEXT
) STRICT;
CREATE UNIQUE INDEX transfer_id ON "transfer" (id);

CREATE TABLE "circulation_case" (
  n INTEGER PRIMARY KEY,
  id TEXT NOT NULL,
  ver INTEGER NOT NULL,
  "commandId" TEXT NOT NULL,
  "tried" TEXT NOT NULL,
  "by" TEXT NOT NULL,
  "desk" TEXT NOT NULL,
  "copyId" TEXT,
  "readerId" TEXT,
  "loanId" TEXT,
  "code" TEXT NOT NULL,
  "facts" TEXT NOT NULL,
  "openedOn" TEXT NOT NULL,
  "closedOn" TEXT,
  "closedBy" TEXT,
  "note" TEXT
) STRICT;
CREATE UNIQUE INDEX circulation_case_id ON "circulation_case" (id);

CREATE TABLE "suggestion" (
  n INTEGER PRIMARY KEY,
  id TEXT NOT NULL,
  ver INTEGER NOT NULL,
  "readerId" TEXT,
  "joined" TEXT NOT NULL,
  "isbn" TEXT,
  "bookTitle" TEXT NOT NULL,
  "author" TEXT NOT NULL,
  "publisher" TEXT NOT NULL,
  "price" INTEGER,
  "campus" TEXT NOT NULL,
  "state" TEXT NOT NULL,
  "note" TEXT,
  "at" TEXT NOT NULL,
  "decidedBy" TEXT,
  "decidedOn" TEXT,
  "reason" TEXT,
  "answer" TEXT,
  "orderedOn" TEXT,
  "arrivedOn" TEXT,
  "titleId" TEXT,
  "copyId" TEXT
) STRICT;
CREATE UNIQUE INDEX suggestion_id ON "suggestion" (id);

CREATE TABLE "review" (
  n INTEGER PRIMARY KEY,
  id TEXT NOT NULL,
  ver INTEGER NOT NULL,
  "titleId" TEXT NOT NULL,
  "readerId" TEXT NOT NULL,
  "stars" INTEGER NOT NULL,
  "text" TEXT,
  "at" TEXT NOT NULL,
  "state" TEXT NOT NULL,
  "moderatedBy" TEXT,
  "moderatedOn" TEXT,
  "reason" TEXT
) STRICT;
CREATE UNIQUE INDEX review_id ON "review" (id);

-- The world's questions.
CREATE INDEX loan_unsettled ON loan ("readerId") WHERE fine > 0 AND "settledOn" IS NULL;
CREATE INDEX loan_unverified ON loan ("verifyBy") WHERE "verifyBy" IS NOT NULL AND "verifiedOn" IS NULL AND "closedOn" IS NULL;
CREATE INDEX hold_copy ON hold ("copyId") WHERE status = 'ready';
CREATE INDEX hold_reader ON hold ("readerId") WHERE status <> 'closed';
CREATE INDEX transfer_loan ON transfer ("loanId") WHERE state = 'offered';
CREATE INDEX transfer_code ON transfer ("codeHash") WHERE state = 'offered';
CREATE INDEX transfer_from ON transfer ("fromReader", "offeredOn");
CREATE INDEX transfer_to ON transfer ("toReader", "offeredOn") WHERE "toReader" IS NOT NULL;
CREATE INDEX circulation_case_open ON circulation_case ("copyId") WHERE "closedOn" IS NULL;
CREATE INDEX suggestion_isbn ON suggestion (isbn) WHERE state NOT IN ('arrived', 'declined', 'withdrawn');
CREATE INDEX suggestion_reader ON suggestion ("readerId");
CREATE INDEX review_title ON review ("titleId");
CREATE INDEX review_reader ON review ("readerId");
CREATE INDEX feedback_reader ON feedback ("readerId");

-- A notice may be about no request.
CREATE TABLE notice_next (
  n INTEGER PRIMARY KEY,
  id TEXT NOT NULL,
  ver INTEGER NOT NULL,
  "requestId" TEXT,
  "readerId" TEXT NOT NULL,
  "code" TEXT NOT NULL,
  "facts" TEXT NOT NULL,
  "text" TEXT,
  "at" TEXT NOT NULL,
  "corrects" TEXT
) STRICT;
INSERT INTO notice_next SELECT n, id, ver, "requestId", "readerId", "code", "facts", "text", "at", "corrects" FROM notice;
DROP TABLE notice;
ALTER TABLE notice_next RENAME TO notice;
CREATE UNIQUE INDEX "notice_id" ON "notice" (id);
CREATE INDEX notice_request ON notice ("requestId") WHERE "requestId" IS NOT NULL;
CREATE INDEX notice_reader ON notice ("readerId", "at");
