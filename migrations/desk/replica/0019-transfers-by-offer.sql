-- The list of transfers: those on offer, and those that ended; of each the newest first.
CREATE INDEX transfer_offered ON transfer ("offeredOn" DESC, id) WHERE state = 'offered';
CREATE INDEX transfer_ended ON transfer ("offeredOn" DESC, id) WHERE state <> 'offered';
