-- What was done with a copy besides lending it: who took it out of use or put it back, and why.
CREATE INDEX circulation_case_of_copy ON circulation_case ("copyId", "openedOn") WHERE code = 'copy_status';
