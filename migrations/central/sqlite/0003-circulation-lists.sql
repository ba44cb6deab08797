-- Lists that came with circulation, for rows that were written before it.
INSERT INTO lookup (stream, list, key, kind, id)
  SELECT stream, 'holdsOfReader', json_extract(image, '$.readerId'), kind, id FROM entity
  WHERE kind = 'hold' AND image <> '' AND json_extract(image, '$.status') <> 'closed';
INSERT INTO lookup (stream, list, key, kind, id)
  SELECT stream, 'feedbackOfReader', json_extract(image, '$.readerId'), kind, id FROM entity
  WHERE kind = 'feedback' AND image <> '';
