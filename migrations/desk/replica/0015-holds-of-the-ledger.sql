-- What the library's own system has answered to a hold.

ALTER TABLE "hold" ADD COLUMN "ledger" TEXT;
