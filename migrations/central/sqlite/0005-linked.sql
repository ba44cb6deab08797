-- Loans and holds that ended and still name their reader, by when they ended.
INSERT INTO lookup (stream, list, key, kind, id)
  SELECT stream, 'linked', json_extract(image, '$.closedOn'), kind, id FROM entity
  WHERE kind = 'loan' AND image <> '' AND json_extract(image, '$.closedOn') IS NOT NULL AND json_extract(image, '$.readerId') <> ''
    AND (coalesce(json_extract(image, '$.fine'), 0) = 0 OR json_extract(image, '$.settledOn') IS NOT NULL);
INSERT INTO lookup (stream, list, key, kind, id)
  SELECT stream, 'linked', coalesce(json_extract(image, '$.endedOn'), json_extract(image, '$.placedOn')), kind, id FROM entity
  WHERE kind = 'hold' AND image <> '' AND json_extract(image, '$.status') = 'closed' AND json_extract(image, '$.readerId') <> '';
