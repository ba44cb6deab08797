-- Whose copies lie in a slot of the hold shelf.
CREATE INDEX hold_in_slot ON hold (slot) WHERE status = 'ready';
CREATE INDEX request_in_slot ON request (coalesce(json_extract(fields, '$.holdSlot'), json_extract(fields, '$.slot')))
  WHERE state = 'ready' AND "isOpen" = 1;
