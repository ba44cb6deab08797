-- Everything the screen shows: one table a kind. `n` is what indexes and search tables point to; ids are unique.

CREATE TABLE "request" (
  n INTEGER PRIMARY KEY,
  id TEXT NOT NULL,
  ver INTEGER NOT NULL,
  "queue" TEXT NOT NULL,
  "code" TEXT NOT NULL,
  "state" TEXT NOT NULL,
  "cameFrom" TEXT,
  "head" TEXT NOT NULL,
  "enteredOn" TEXT NOT NULL,
  "readerId" TEXT,
  "enteredBy" TEXT,
  "titleId" TEXT,
  "copyId" TEXT,
  "campus" TEXT NOT NULL,
  "targetCampus" TEXT,
  "collection" TEXT,
  "priority" TEXT NOT NULL,
  "fundId" TEXT,
  "encumbered" INTEGER NOT NULL,
  "claim" TEXT,
  "leaderId" TEXT,
  "parentId" TEXT,
  "blockedBy" TEXT,
  "bundleId" TEXT,
  "fields" TEXT NOT NULL,
  "submittedOn" TEXT NOT NULL,
  "firstTouchOn" TEXT,
  "decidedOn" TEXT,
  "pickedOn" TEXT,
  "readyOn" TEXT,
  "endedOn" TEXT,
  -- computed where a row is applied, never replicated
  "isOpen" INTEGER NOT NULL,
  "label" TEXT NOT NULL,
  "dueAt" TEXT,
  "pausedUntil" TEXT,
  "timerAt" TEXT,
  "month" TEXT NOT NULL,
  "callKey" TEXT NOT NULL,
  "kind" TEXT,
  "vendorId" TEXT,
  "isbn" TEXT,
  "slot" TEXT,
  "courier" TEXT,
  "claimBy" TEXT,
  "claimUntil" TEXT,
  "search" TEXT NOT NULL
) STRICT;
CREATE UNIQUE INDEX "request_id" ON "request" (id);

CREATE TABLE "event" (
  n INTEGER PRIMARY KEY,
  id TEXT NOT NULL,
  ver INTEGER NOT NULL,
  "requestId" TEXT NOT NULL,
  "seq" INTEGER NOT NULL,
  "action" TEXT NOT NULL,
  "from" TEXT,
  "to" TEXT NOT NULL,
  "actor" TEXT NOT NULL,
  "role" TEXT NOT NULL,
  "desk" TEXT NOT NULL,
  "point" TEXT,
  "campus" TEXT,
  "at" TEXT NOT NULL,
  "reason" TEXT,
  "note" TEXT,
  "readerText" TEXT,
  "evidence" TEXT,
  "patch" TEXT,
  "facts" TEXT NOT NULL,
  "undoes" TEXT,
  "commandId" TEXT NOT NULL
) STRICT;
CREATE UNIQUE INDEX "event_id" ON "event" (id);

CREATE TABLE "custody" (
  n INTEGER PRIMARY KEY,
  id TEXT NOT NULL,
  ver INTEGER NOT NULL,
  "copyId" TEXT NOT NULL,
  "requestId" TEXT NOT NULL,
  "since" TEXT NOT NULL,
  "until" TEXT
) STRICT;
CREATE UNIQUE INDEX "custody_id" ON "custody" (id);

CREATE TABLE "bundle" (
  n INTEGER PRIMARY KEY,
  id TEXT NOT NULL,
  ver INTEGER NOT NULL,
  "queue" TEXT NOT NULL,
  "kind" TEXT NOT NULL,
  "code" TEXT NOT NULL,
  "readerId" TEXT,
  "submittedOn" TEXT NOT NULL
) STRICT;
CREATE UNIQUE INDEX "bundle_id" ON "bundle" (id);

CREATE TABLE "exception_case" (
  n INTEGER PRIMARY KEY,
  id TEXT NOT NULL,
  ver INTEGER NOT NULL,
  "requestId" TEXT NOT NULL,
  "commandId" TEXT NOT NULL,
  "code" TEXT NOT NULL,
  "facts" TEXT NOT NULL,
  "openedOn" TEXT NOT NULL,
  "closedOn" TEXT
) STRICT;
CREATE UNIQUE INDEX "exception_case_id" ON "exception_case" (id);

CREATE TABLE "title" (
  n INTEGER PRIMARY KEY,
  id TEXT NOT NULL,
  ver INTEGER NOT NULL,
  "isbn" TEXT,
  "title" TEXT NOT NULL,
  "author" TEXT NOT NULL,
  "publisher" TEXT NOT NULL,
  "year" INTEGER,
  "price" INTEGER,
  "classCode" TEXT NOT NULL,
  "callNumber" TEXT NOT NULL,
  "loans12" TEXT NOT NULL,
  "holdsWaiting" INTEGER NOT NULL,
  "onOrder" INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX "title_id" ON "title" (id);

CREATE TABLE "copy" (
  n INTEGER PRIMARY KEY,
  id TEXT NOT NULL,
  ver INTEGER NOT NULL,
  "barcode" TEXT NOT NULL,
  "titleId" TEXT NOT NULL,
  "home" TEXT NOT NULL,
  "holding" TEXT NOT NULL,
  "callNumber" TEXT NOT NULL,
  "callKey" TEXT NOT NULL,
  "volume" TEXT,
  "status" TEXT NOT NULL,
  "lendable" INTEGER NOT NULL,
  "courseReserve" INTEGER NOT NULL,
  "seenAt" TEXT,
  "seenOn" TEXT,
  "lastReturnedOn" TEXT,
  "lastUsedInHouseOn" TEXT,
  "lastMovedOn" TEXT,
  "returnDay" TEXT
) STRICT;
CREATE UNIQUE INDEX "copy_id" ON "copy" (id);

CREATE TABLE "reader" (
  n INTEGER PRIMARY KEY,
  id TEXT NOT NULL,
  ver INTEGER NOT NULL,
  "cardHash" TEXT NOT NULL,
  "cardMasked" TEXT NOT NULL,
  "nameMasked" TEXT NOT NULL,
  "category" TEXT NOT NULL,
  "campus" TEXT NOT NULL,
  "status" TEXT NOT NULL,
  "registeredOn" TEXT NOT NULL,
  "pastReadFirsts" INTEGER NOT NULL,
  "onTimeReturns" INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX "reader_id" ON "reader" (id);

CREATE TABLE "private" (
  n INTEGER PRIMARY KEY,
  id TEXT NOT NULL,
  ver INTEGER NOT NULL,
  "name" TEXT NOT NULL,
  "card" TEXT NOT NULL,
  "phone" TEXT NOT NULL,
  "email" TEXT NOT NULL
) STRICT;
CREATE UNIQUE INDEX "private_id" ON "private" (id);

CREATE TABLE "loan" (
  n INTEGER PRIMARY KEY,
  id TEXT NOT NULL,
  ver INTEGER NOT NULL,
  "copyId" TEXT NOT NULL,
  "readerId" TEXT NOT NULL,
  "lentOn" TEXT NOT NULL,
  "dueOn" TEXT NOT NULL,
  "channel" TEXT NOT NULL,
  "requestId" TEXT,
  "closedOn" TEXT,
  "charge" INTEGER
) STRICT;
CREATE UNIQUE INDEX "loan_id" ON "loan" (id);

CREATE TABLE "hold" (
  n INTEGER PRIMARY KEY,
  id TEXT NOT NULL,
  ver INTEGER NOT NULL,
  "titleId" TEXT NOT NULL,
  "copyId" TEXT,
  "readerId" TEXT NOT NULL,
  "placedOn" TEXT NOT NULL,
  "pickupCampus" TEXT NOT NULL,
  "kind" TEXT NOT NULL,
  "status" TEXT NOT NULL
) STRICT;
CREATE UNIQUE INDEX "hold_id" ON "hold" (id);

CREATE TABLE "fund" (
  n INTEGER PRIMARY KEY,
  id TEXT NOT NULL,
  ver INTEGER NOT NULL,
  "code" TEXT NOT NULL,
  "name" TEXT NOT NULL,
  "lastDay" TEXT NOT NULL,
  "budget" INTEGER NOT NULL,
  "encumbered" INTEGER NOT NULL,
  "spent" INTEGER NOT NULL,
  "active" INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX "fund_id" ON "fund" (id);

CREATE TABLE "vendor" (
  n INTEGER PRIMARY KEY,
  id TEXT NOT NULL,
  ver INTEGER NOT NULL,
  "code" TEXT NOT NULL,
  "name" TEXT NOT NULL,
  "email" TEXT NOT NULL,
  "active" INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX "vendor_id" ON "vendor" (id);

CREATE TABLE "staff" (
  n INTEGER PRIMARY KEY,
  id TEXT NOT NULL,
  ver INTEGER NOT NULL,
  "login" TEXT NOT NULL,
  "name" TEXT NOT NULL,
  "grants" TEXT NOT NULL,
  "readerId" TEXT,
  "active" INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX "staff_id" ON "staff" (id);

CREATE TABLE "policy" (
  n INTEGER PRIMARY KEY,
  id TEXT NOT NULL,
  ver INTEGER NOT NULL,
  "value" TEXT
) STRICT;
CREATE UNIQUE INDEX "policy_id" ON "policy" (id);

CREATE TABLE "calendar" (
  n INTEGER PRIMARY KEY,
  id TEXT NOT NULL,
  ver INTEGER NOT NULL,
  "name" TEXT NOT NULL,
  "weekly" TEXT NOT NULL,
  "exceptions" TEXT NOT NULL
) STRICT;
CREATE UNIQUE INDEX "calendar_id" ON "calendar" (id);

CREATE TABLE "place" (
  n INTEGER PRIMARY KEY,
  id TEXT NOT NULL,
  ver INTEGER NOT NULL,
  "kind" TEXT NOT NULL,
  "parentId" TEXT,
  "campus" TEXT NOT NULL,
  "code" TEXT NOT NULL,
  "name" TEXT NOT NULL,
  "order" INTEGER NOT NULL,
  "calendarId" TEXT,
  "lendable" INTEGER NOT NULL,
  "floor" TEXT,
  "fromKey" TEXT,
  "toKey" TEXT,
  "active" INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX "place_id" ON "place" (id);

CREATE TABLE "template" (
  n INTEGER PRIMARY KEY,
  id TEXT NOT NULL,
  ver INTEGER NOT NULL,
  "notice" TEXT NOT NULL,
  "reason" TEXT,
  "text" TEXT NOT NULL,
  "active" INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX "template_id" ON "template" (id);

CREATE TABLE "reason" (
  n INTEGER PRIMARY KEY,
  id TEXT NOT NULL,
  ver INTEGER NOT NULL,
  "text" TEXT NOT NULL,
  "active" INTEGER NOT NULL,
  "order" INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX "reason_id" ON "reason" (id);

CREATE TABLE "manifest" (
  n INTEGER PRIMARY KEY,
  id TEXT NOT NULL,
  ver INTEGER NOT NULL,
  "crate" TEXT NOT NULL,
  "fromCampus" TEXT NOT NULL,
  "toCampus" TEXT NOT NULL,
  "openedOn" TEXT NOT NULL,
  "closedOn" TEXT,
  "lines" TEXT NOT NULL
) STRICT;
CREATE UNIQUE INDEX "manifest_id" ON "manifest" (id);

CREATE TABLE "round" (
  n INTEGER PRIMARY KEY,
  id TEXT NOT NULL,
  ver INTEGER NOT NULL,
  "courier" TEXT NOT NULL,
  "openedOn" TEXT NOT NULL,
  "closedOn" TEXT,
  "lines" TEXT NOT NULL
) STRICT;
CREATE UNIQUE INDEX "round_id" ON "round" (id);

CREATE TABLE "shelf_task" (
  n INTEGER PRIMARY KEY,
  id TEXT NOT NULL,
  ver INTEGER NOT NULL,
  "collection" TEXT NOT NULL,
  "aroundKey" TEXT NOT NULL,
  "requestId" TEXT NOT NULL,
  "openedOn" TEXT NOT NULL,
  "closedOn" TEXT
) STRICT;
CREATE UNIQUE INDEX "shelf_task_id" ON "shelf_task" (id);

CREATE TABLE "notice" (
  n INTEGER PRIMARY KEY,
  id TEXT NOT NULL,
  ver INTEGER NOT NULL,
  "requestId" TEXT NOT NULL,
  "readerId" TEXT NOT NULL,
  "code" TEXT NOT NULL,
  "facts" TEXT NOT NULL,
  "text" TEXT,
  "at" TEXT NOT NULL,
  "corrects" TEXT
) STRICT;
CREATE UNIQUE INDEX "notice_id" ON "notice" (id);

CREATE TABLE "daily" (
  n INTEGER PRIMARY KEY,
  id TEXT NOT NULL,
  ver INTEGER NOT NULL,
  "day" TEXT NOT NULL,
  "measure" TEXT NOT NULL,
  "campus" TEXT NOT NULL,
  "collection" TEXT NOT NULL,
  "channel" TEXT NOT NULL,
  "category" TEXT NOT NULL,
  "count" INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX "daily_id" ON "daily" (id);

-- The world's questions.
CREATE INDEX copy_barcode ON copy (barcode);
CREATE INDEX copy_title ON copy ("titleId");
CREATE INDEX copy_return ON copy ("returnDay") WHERE "returnDay" IS NOT NULL;
CREATE INDEX title_isbn ON title (isbn) WHERE isbn IS NOT NULL;
CREATE INDEX request_copy ON request ("copyId") WHERE "copyId" IS NOT NULL;
CREATE INDEX request_title_open ON request ("titleId") WHERE "isOpen" = 1;
CREATE INDEX request_reader_open ON request ("readerId") WHERE "isOpen" = 1;
CREATE INDEX request_bundle ON request ("bundleId") WHERE "bundleId" IS NOT NULL;
CREATE INDEX request_parent ON request ("parentId") WHERE "parentId" IS NOT NULL;
CREATE INDEX request_leader ON request ("leaderId") WHERE "leaderId" IS NOT NULL;
CREATE INDEX request_isbn_open ON request (isbn) WHERE "isOpen" = 1 AND isbn IS NOT NULL;
CREATE INDEX request_slot ON request (slot) WHERE "isOpen" = 1 AND slot IS NOT NULL;
CREATE INDEX request_timer ON request ("timerAt") WHERE "timerAt" IS NOT NULL;
CREATE INDEX request_code ON request (code);
CREATE UNIQUE INDEX event_request ON event ("requestId", seq);
CREATE INDEX custody_copy ON custody ("copyId");
CREATE INDEX loan_copy ON loan ("copyId") WHERE "closedOn" IS NULL;
CREATE INDEX loan_reader ON loan ("readerId") WHERE "closedOn" IS NULL;
CREATE INDEX hold_title ON hold ("titleId") WHERE status = 'waiting';
CREATE INDEX notice_request ON notice ("requestId");
CREATE INDEX manifest_open ON manifest (crate) WHERE "closedOn" IS NULL;
CREATE INDEX round_open ON round (courier) WHERE "closedOn" IS NULL;
CREATE INDEX case_open ON exception_case ("requestId") WHERE "closedOn" IS NULL;
CREATE INDEX place_code ON place (code);
CREATE INDEX place_kind ON place (kind);
CREATE INDEX reader_card ON reader ("cardHash");
CREATE INDEX staff_login ON staff (login);
CREATE INDEX private_name ON private (name);

-- The lists: open rows by each order, ended rows by each order, and one that covers every filter.
CREATE INDEX request_open_due ON request (queue, "dueAt") WHERE "isOpen" = 1;
CREATE INDEX request_filter ON request (queue, "isOpen", "submittedOn", label, state, campus, "targetCampus", collection, kind, priority, "claimBy", "claimUntil", "dueAt", "vendorId", courier);
-- Month by month, so that a period need not read the years before it; then the filters, so that no row is looked up.
CREATE INDEX request_by_shelf ON request (queue, "isOpen", month, "callKey", label, state, campus, "targetCampus", collection, kind, priority, "submittedOn");
CREATE INDEX request_by_code ON request (queue, "isOpen", month, code, label, state, campus, "targetCampus", collection, kind, priority, "submittedOn");
CREATE INDEX request_by_end ON request (queue, "endedOn") WHERE "isOpen" = 0;

-- Search: tokens made by the program (bigrams of Chinese); pinyin apart, because detail=none knows no columns.
CREATE VIRTUAL TABLE title_search USING fts5(tokens, content='', contentless_delete=1, detail=none, tokenize="unicode61 remove_diacritics 0");
CREATE VIRTUAL TABLE title_pinyin USING fts5(tokens, content='', contentless_delete=1, detail=none, tokenize="unicode61 remove_diacritics 0");
CREATE VIRTUAL TABLE request_search USING fts5(tokens, content='', contentless_delete=1, detail=none, tokenize="unicode61 remove_diacritics 0");

-- What this replica holds: base, last command applied, form of the computed columns.
CREATE TABLE mark (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT;
