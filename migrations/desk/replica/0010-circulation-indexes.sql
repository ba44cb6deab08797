-- What the page of circulation asks besides the world's questions.

CREATE INDEX transfer_new_loan ON transfer ("newLoanId") WHERE "newLoanId" IS NOT NULL;
-- Holds that ended while their copy lay in a slot.
CREATE INDEX hold_ended ON hold ("endedOn") WHERE status = 'closed' AND slot IS NOT NULL;
