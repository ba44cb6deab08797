-- What the service answered, one row a command. A result never removes a command.
CREATE TABLE result (
  id TEXT PRIMARY KEY,
  -- Counter under which the command was sent.
  cseq INTEGER NOT NULL,
  code TEXT NOT NULL,
  refusal TEXT,
  -- Its last row in the log; null when it has none.
  seq INTEGER,
  head TEXT,
  facts TEXT NOT NULL,
  at TEXT NOT NULL,
  hash TEXT NOT NULL
) STRICT;
CREATE INDEX result_seq ON result (seq);
CREATE INDEX result_refused ON result (code) WHERE code NOT IN ('ok', 'exception_opened');

-- Refused commands that the person has put away.
CREATE TABLE dismissed (
  id TEXT PRIMARY KEY,
  at TEXT NOT NULL,
  hash TEXT NOT NULL
) STRICT;
