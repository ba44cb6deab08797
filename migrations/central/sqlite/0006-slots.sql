-- Whose copies lie in a slot of the hold shelf.
INSERT INTO lookup (stream, list, key, kind, id)
  SELECT stream, 'holdsInSlot', json_extract(image, '$.slot'), kind, id FROM entity
  WHERE kind = 'hold' AND image <> '' AND json_extract(image, '$.status') = 'ready' AND json_extract(image, '$.slot') IS NOT NULL;
INSERT INTO lookup (stream, list, key, kind, id)
  SELECT stream, 'requestsInSlot', coalesce(json_extract(image, '$.fields.holdSlot'), json_extract(image, '$.fields.slot')), kind, id
  FROM entity
  WHERE kind = 'request' AND image <> '' AND json_extract(image, '$.state') = 'ready' AND json_extract(image, '$.endedOn') IS NULL
    AND coalesce(json_extract(image, '$.fields.holdSlot'), json_extract(image, '$.fields.slot')) IS NOT NULL;
