-- Every loan of a copy, those too that are closed: how often a bought book is lent.
CREATE INDEX loan_of_copy ON loan ("copyId", "lentOn");
