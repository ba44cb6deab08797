-- Shelf order by the library's own scheme, ranges by call number, and what was practised.

-- Sort key of the call number under the settings in force; `callKey` is the one of when the row was written.
ALTER TABLE "copy" ADD COLUMN "shelfKey" TEXT NOT NULL DEFAULT '';
CREATE INDEX copy_by_shelf ON copy (holding, "shelfKey", barcode);

ALTER TABLE "place" ADD COLUMN "fromNumber" TEXT;
ALTER TABLE "place" ADD COLUMN "toNumber" TEXT;

CREATE TABLE "practice" (
  n INTEGER PRIMARY KEY,
  id TEXT NOT NULL,
  ver INTEGER NOT NULL,
  "staffId" TEXT NOT NULL,
  "day" TEXT NOT NULL,
  "at" TEXT NOT NULL,
  "exercises" INTEGER NOT NULL,
  "right" INTEGER NOT NULL,
  "seconds" INTEGER NOT NULL,
  "missed" TEXT NOT NULL
) STRICT;
CREATE UNIQUE INDEX practice_id ON practice (id);
CREATE INDEX practice_by_person ON practice ("staffId", "at");
CREATE INDEX shelf_task_open ON shelf_task ("openedOn") WHERE "closedOn" IS NULL;
