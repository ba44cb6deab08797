-- When a loan was due before a recall, and whether a hold is on one copy and no other of the title.

ALTER TABLE "loan" ADD COLUMN "recalledFrom" TEXT;
ALTER TABLE "hold" ADD COLUMN "scope" TEXT;
