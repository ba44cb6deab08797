-- What figures are read from: computed here from requests and events, never replicated, made anew when it is lost.

-- Every request of a queue that was submitted in a month (in UTC), one packed blob a column.
CREATE TABLE figure_sheet (
  queue TEXT NOT NULL,
  month TEXT NOT NULL,
  "column" TEXT NOT NULL,
  bytes BLOB NOT NULL,
  -- CRC-32 of the bytes.
  digest INTEGER NOT NULL,
  PRIMARY KEY (queue, month, "column")
) STRICT;

-- Each sheet as a whole: how many requests are in it, and the last day of which they say anything (65535 where one was open).
CREATE TABLE figure_month (
  queue TEXT NOT NULL,
  month TEXT NOT NULL,
  requests INTEGER NOT NULL,
  "lastDay" INTEGER NOT NULL,
  PRIMARY KEY (queue, month)
) STRICT, WITHOUT ROWID;

-- Requests that were written since their sheet was; `n` is 0 where the whole sheet is to be made.
CREATE TABLE figure_due (
  queue TEXT NOT NULL,
  month TEXT NOT NULL,
  n INTEGER NOT NULL,
  PRIMARY KEY (queue, month, n)
) STRICT, WITHOUT ROWID;

-- Numbers that stand for names in sheets: campuses, collections, categories, funds.
CREATE TABLE figure_name (number INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE) STRICT;

-- Loans and registrations are summed from these alone.
CREATE INDEX daily_by_day ON daily (measure, day, channel, campus, collection, category, "count");
CREATE INDEX reader_by_day ON reader ("registeredOn", campus, category);
