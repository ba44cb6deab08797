-- Staff pages: who opened whose, remarks, and what everybody did as narrow rows that are read from events.

CREATE TABLE "staff_opening" (
  n INTEGER PRIMARY KEY,
  id TEXT NOT NULL,
  ver INTEGER NOT NULL,
  "staffId" TEXT NOT NULL,
  "by" TEXT NOT NULL,
  "day" TEXT NOT NULL,
  "at" TEXT NOT NULL
) STRICT;
CREATE UNIQUE INDEX staff_opening_id ON staff_opening (id);
CREATE INDEX staff_opening_of ON staff_opening ("staffId", "at");

CREATE TABLE "staff_remark" (
  n INTEGER PRIMARY KEY,
  id TEXT NOT NULL,
  ver INTEGER NOT NULL,
  "staffId" TEXT NOT NULL,
  "by" TEXT NOT NULL,
  "at" TEXT NOT NULL,
  "figure" TEXT NOT NULL,
  "from" TEXT NOT NULL,
  "to" TEXT NOT NULL,
  "text" TEXT NOT NULL,
  "answers" TEXT
) STRICT;
CREATE UNIQUE INDEX staff_remark_id ON staff_remark (id);
CREATE INDEX staff_remark_of ON staff_remark ("staffId", "at");

-- Words that the rows below name by number: people, campuses, roles, tasks.
CREATE TABLE staff_word (code INTEGER PRIMARY KEY, text TEXT NOT NULL UNIQUE) STRICT;

-- One row an event of somebody's work, under the event's own number. `day` is yyyymmdd, `tenths` open minutes times ten;
-- `result` is the place in SEARCH_RESULTS, plus 4 for a first search; `scan` is 1 for a scanner, 0 for typed by hand.
CREATE TABLE staff_work (
  n INTEGER PRIMARY KEY,
  "day" INTEGER NOT NULL,
  "actor" INTEGER NOT NULL,
  "role" INTEGER NOT NULL,
  "campus" INTEGER NOT NULL,
  "task" INTEGER,
  "tenths" INTEGER,
  "result" INTEGER,
  "scan" INTEGER
) STRICT;
-- All that a page sums, so that no row is looked up.
CREATE INDEX staff_work_of ON staff_work ("actor", "day", "role", "campus", "task", "tenths", "result", "scan");
CREATE INDEX staff_work_on ON staff_work ("day", "task", "tenths", "role", "campus", "actor", "result", "scan");

-- Requests whose work is to be read again. Events that come are found by their number; those that go or change tell here
-- (without OR IGNORE: within a trigger the conflict clause of the outer statement counts).
CREATE TABLE staff_due ("requestId" TEXT PRIMARY KEY) STRICT, WITHOUT ROWID;
CREATE TRIGGER staff_event_gone AFTER DELETE ON event BEGIN
  DELETE FROM staff_work WHERE n = OLD.n;
  INSERT INTO staff_due SELECT OLD."requestId"
    WHERE NOT EXISTS (SELECT 1 FROM staff_due WHERE "requestId" = OLD."requestId");
  -- The next event may get the number of one that is gone.
  UPDATE mark SET value = (SELECT coalesce(max(n), 0) FROM event)
    WHERE name = 'staff.seen' AND CAST(value AS INTEGER) > (SELECT coalesce(max(n), 0) FROM event);
END;
CREATE TRIGGER staff_event_changed AFTER UPDATE ON event BEGIN
  INSERT INTO staff_due SELECT OLD."requestId"
    WHERE NOT EXISTS (SELECT 1 FROM staff_due WHERE "requestId" = OLD."requestId");
END;
