-- Whose copies lie in a slot of the hold shelf.
INSERT INTO lookup (stream, list, key, kind, id)
  SELECT stream, 'holdsInSlot', image::json ->> 'slot', kind, id FROM entity
  WHERE kind = 'hold' AND image <> '' AND image::json ->> 'status' = 'ready' AND image::json ->> 'slot' IS NOT NULL;
INSERT INTO lookup (stream, list, key, kind, id)
  SELECT stream, 'requestsInSlot', coalesce(image::json #>> '{fields,holdSlot}', image::json #>> '{fields,slot}'), kind, id
  FROM entity
  WHERE kind = 'request' AND image <> '' AND image::json ->> 'state' = 'ready' AND image::json ->> 'endedOn' IS NULL
    AND coalesce(image::json #>> '{fields,holdSlot}', image::json #>> '{fields,slot}') IS NOT NULL;
