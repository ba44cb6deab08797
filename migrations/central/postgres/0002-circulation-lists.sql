-- Lists that came with circulation, for rows that were written before it.
INSERT INTO lookup (stream, list, key, kind, id)
  SELECT stream, 'holdsOfReader', image::json ->> 'readerId', kind, id FROM entity
  WHERE kind = 'hold' AND image <> '' AND image::json ->> 'status' <> 'closed';
INSERT INTO lookup (stream, list, key, kind, id)
  SELECT stream, 'feedbackOfReader', image::json ->> 'readerId', kind, id FROM entity
  WHERE kind = 'feedback' AND image <> '';
