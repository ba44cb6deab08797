-- What readers have to say: stars for finished requests, and words.

CREATE TABLE "feedback" (
  n INTEGER PRIMARY KEY,
  id TEXT NOT NULL,
  ver INTEGER NOT NULL,
  "readerId" TEXT NOT NULL,
  "requestId" TEXT,
  "kind" TEXT NOT NULL,
  "stars" INTEGER,
  "text" TEXT,
  "at" TEXT NOT NULL,
  "state" TEXT NOT NULL
) STRICT;
CREATE UNIQUE INDEX feedback_id ON feedback (id);
CREATE INDEX feedback_new ON feedback ("at") WHERE state = 'new';
