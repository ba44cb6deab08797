-- What only this desk has. Every row carries a hash of its other columns, so that a flipped byte is noticed.

CREATE TABLE command (
  -- Dense counter of this desk: 1, 2, 3 …
  cseq INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  -- The command as JSON text, and what was answered, for repeats.
  body TEXT NOT NULL,
  outcome TEXT NOT NULL,
  hash TEXT NOT NULL
) STRICT;

-- Commands that no longer held when they were decided again.
CREATE TABLE doubt (
  cseq INTEGER PRIMARY KEY,
  refusal TEXT NOT NULL,
  hash TEXT NOT NULL
) STRICT;

-- Desk id and counters, base, clock, verifiers, views, what pages remember.
CREATE TABLE kept (
  area TEXT NOT NULL,
  owner TEXT NOT NULL,
  name TEXT NOT NULL,
  value TEXT NOT NULL,
  hash TEXT NOT NULL,
  PRIMARY KEY (area, owner, name)
) STRICT;
