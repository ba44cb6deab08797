-- The lists of one collection: its rows together, in shelf order; then what filters ask, so that no row is looked up.
CREATE INDEX request_by_collection ON request (queue, "isOpen", collection, "callKey", label, state, campus, "targetCampus", kind, priority, "submittedOn", "claimBy", "claimUntil", "vendorId");
