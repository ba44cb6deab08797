-- Loans and holds whose readers are to be reminded; the next round looks at each and says when.
INSERT INTO lookup (stream, list, key, kind, id)
  SELECT stream, 'reminder', '0', kind, id FROM entity
  WHERE kind = 'loan' AND image <> '' AND image::json ->> 'closedOn' IS NULL AND image::json ->> 'claimedOn' IS NULL;
INSERT INTO lookup (stream, list, key, kind, id)
  SELECT stream, 'reminder', '0', kind, id FROM entity
  WHERE kind = 'hold' AND image <> '' AND image::json ->> 'status' = 'ready';
