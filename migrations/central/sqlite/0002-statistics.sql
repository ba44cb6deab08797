-- What a large library looks like, for the planner: without it every index that begins with `stream` is taken to narrow a
-- question down to ten rows, although it narrows nothing. Fixed numbers, so that plans never change with what is there.
ANALYZE;
DELETE FROM sqlite_stat1;
INSERT INTO sqlite_stat1 (tbl, idx, stat) VALUES
  ('entity', 'entity_key', '5000000 5000000 250000 1'),
  ('lookup', 'lookup', '9000000 9000000 300000 3 2 1'),
  ('lookup', 'lookup_one_custody', '20000 20000 1'),
  ('log', 'log_seq', '9000000 9000000 1'),
  ('result', 'result', '4000000 4000000 1'),
  ('result', 'result_desk', '4000000 4000000 100000 1'),
  ('private_text', 'private_text', '500000 500000 100000 1'),
  ('private_text', 'private_text_of', '500000 500000 2'),
  ('job', 'job', '1000000 1000000 1'),
  ('job', 'job_waiting', '2000 2000 700 2'),
  ('job', 'job_made', '1000000 1000000 300000 2'),
  ('session', 'session', '5000 5000 1'),
  ('session', 'session_token', '5000 5000 1'),
  ('session', 'session_refresh', '5000 5000 1'),
  ('session', 'session_owner', '5000 5000 1700 3'),
  ('session', 'session_end', '5000 5000 2'),
  ('audit', 'audit_stream', '500000 500000 1');
ANALYZE sqlite_schema;
