-- Loans and holds that ended and still name their reader, by when they ended.
INSERT INTO lookup (stream, list, key, kind, id)
  SELECT stream, 'linked', image::json ->> 'closedOn', kind, id FROM entity
  WHERE kind = 'loan' AND image <> '' AND image::json ->> 'closedOn' IS NOT NULL AND image::json ->> 'readerId' <> ''
    AND (coalesce((image::json ->> 'fine')::bigint, 0) = 0 OR image::json ->> 'settledOn' IS NOT NULL);
INSERT INTO lookup (stream, list, key, kind, id)
  SELECT stream, 'linked', coalesce(image::json ->> 'endedOn', image::json ->> 'placedOn'), kind, id FROM entity
  WHERE kind = 'hold' AND image <> '' AND image::json ->> 'status' = 'closed' AND image::json ->> 'readerId' <> '';
