-- A desk that has joined a service: what lies under commands that the service has not yet confirmed.

-- The authoritative row of every entity that such a command has written; a null image: there was none.
CREATE TABLE settled (
  kind TEXT NOT NULL,
  id TEXT NOT NULL,
  image TEXT,
  PRIMARY KEY (kind, id)
) STRICT, WITHOUT ROWID;

-- The commands that were decided over the settled rows, by their place in the outbox.
CREATE TABLE pending (
  place INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE
) STRICT;

-- What each of them read or wrote when it was last decided: `kind/id` of an entity, `list=key` of a list.
CREATE TABLE touched (
  key TEXT NOT NULL,
  place INTEGER NOT NULL,
  wrote INTEGER NOT NULL,
  -- SHA-256 of the image that it left, where it wrote an entity.
  digest TEXT,
  PRIMARY KEY (key, place)
) STRICT, WITHOUT ROWID;
CREATE INDEX touched_place ON touched (place, wrote);

-- Commands without a result whose rows the log has brought already.
CREATE TABLE reached (id TEXT PRIMARY KEY) STRICT, WITHOUT ROWID;

-- Two events may have one number for a moment: one of the log, and one of a command that is about to be decided again.
DROP INDEX event_request;
CREATE INDEX event_request ON event ("requestId", seq);
