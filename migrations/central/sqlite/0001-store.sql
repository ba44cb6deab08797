-- The service's store, one library a `stream`. Images are the very texts that were hashed into the log.

CREATE TABLE meta (
  stream TEXT NOT NULL,
  name TEXT NOT NULL,
  value TEXT NOT NULL,
  PRIMARY KEY (stream, name)
) STRICT, WITHOUT ROWID;

-- Newest image of every entity, without private text.
CREATE TABLE entity (
  stream TEXT NOT NULL,
  kind TEXT NOT NULL,
  id TEXT NOT NULL,
  ver INTEGER NOT NULL,
  image TEXT NOT NULL,
  digest TEXT NOT NULL
) STRICT;
CREATE UNIQUE INDEX entity_key ON entity (stream, kind, id);

-- Under which key an entity stands in which list.
CREATE TABLE lookup (
  stream TEXT NOT NULL,
  list TEXT NOT NULL,
  key TEXT NOT NULL,
  kind TEXT NOT NULL,
  id TEXT NOT NULL,
  PRIMARY KEY (stream, list, key, kind, id)
) STRICT, WITHOUT ROWID;
-- No copy is in two hands.
CREATE UNIQUE INDEX lookup_one_custody ON lookup (stream, key) WHERE list = 'openCustodyOf';

CREATE TABLE log (
  stream TEXT NOT NULL,
  seq INTEGER NOT NULL,
  kind TEXT NOT NULL,
  id TEXT NOT NULL,
  ver INTEGER NOT NULL,
  -- null once erased; then image_hash stands for it in the chain
  image TEXT,
  image_hash TEXT,
  command_id TEXT NOT NULL,
  actor TEXT NOT NULL,
  desk TEXT NOT NULL,
  server_time TEXT NOT NULL,
  hash TEXT NOT NULL
) STRICT;
CREATE UNIQUE INDEX log_seq ON log (stream, seq);

CREATE TRIGGER log_kept BEFORE DELETE ON log
BEGIN
  SELECT RAISE(ABORT, 'rows of the log stay');
END;
CREATE TRIGGER log_only_blanked BEFORE UPDATE ON log
WHEN NEW.image IS NOT NULL OR NEW.image_hash IS NULL
  OR NEW.stream <> OLD.stream OR NEW.seq <> OLD.seq OR NEW.kind <> OLD.kind OR NEW.id <> OLD.id
  OR NEW.ver <> OLD.ver OR NEW.command_id <> OLD.command_id OR NEW.actor <> OLD.actor
  OR NEW.desk <> OLD.desk OR NEW.server_time <> OLD.server_time OR NEW.hash <> OLD.hash
BEGIN
  SELECT RAISE(ABORT, 'of a row of the log only the image can be blanked');
END;

-- The one outcome of every command; desk `service` and cseq 0 for the service's own.
CREATE TABLE result (
  stream TEXT NOT NULL,
  command_id TEXT NOT NULL,
  desk TEXT NOT NULL,
  cseq INTEGER NOT NULL,
  code TEXT NOT NULL,
  refusal TEXT,
  seq INTEGER,
  head TEXT,
  facts TEXT NOT NULL,
  at TEXT NOT NULL,
  PRIMARY KEY (stream, command_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX result_desk ON result (stream, desk, cseq) WHERE cseq > 0;

CREATE TABLE private_text (
  stream TEXT NOT NULL,
  kind TEXT NOT NULL,
  id TEXT NOT NULL,
  ver INTEGER NOT NULL,
  -- the request that decides which desks may hold it
  "of" TEXT NOT NULL,
  text TEXT NOT NULL,
  PRIMARY KEY (stream, kind, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX private_text_of ON private_text (stream, "of");

-- Last number given under a prefix of request codes.
CREATE TABLE counter (
  stream TEXT NOT NULL,
  prefix TEXT NOT NULL,
  last INTEGER NOT NULL,
  PRIMARY KEY (stream, prefix)
) STRICT, WITHOUT ROWID;

CREATE TABLE desk (
  stream TEXT NOT NULL,
  id TEXT NOT NULL,
  code TEXT NOT NULL,
  name TEXT NOT NULL,
  campus TEXT NOT NULL,
  public_key TEXT NOT NULL,
  last INTEGER NOT NULL,
  last_at TEXT,
  vouched INTEGER NOT NULL,
  revoked INTEGER NOT NULL,
  enrolled_on TEXT NOT NULL,
  seen_on TEXT,
  PRIMARY KEY (stream, id)
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX desk_code ON desk (stream, code);

CREATE TABLE desk_staff (
  stream TEXT NOT NULL,
  desk TEXT NOT NULL,
  staff TEXT NOT NULL,
  since TEXT NOT NULL,
  PRIMARY KEY (stream, desk, staff)
) STRICT, WITHOUT ROWID;

CREATE TABLE enroll_code (
  stream TEXT NOT NULL,
  hash TEXT NOT NULL,
  campus TEXT NOT NULL,
  made_by TEXT NOT NULL,
  expires_on TEXT NOT NULL,
  used_on TEXT,
  PRIMARY KEY (stream, hash)
) STRICT, WITHOUT ROWID;

CREATE TABLE credential (
  stream TEXT NOT NULL,
  kind TEXT NOT NULL,
  owner TEXT NOT NULL,
  phc TEXT NOT NULL,
  must_change INTEGER NOT NULL,
  set_on TEXT NOT NULL,
  PRIMARY KEY (stream, kind, owner)
) STRICT, WITHOUT ROWID;

CREATE TABLE tries (
  stream TEXT NOT NULL,
  name TEXT NOT NULL,
  wrong INTEGER NOT NULL,
  until TEXT,
  PRIMARY KEY (stream, name)
) STRICT, WITHOUT ROWID;

-- Tokens lie here as their SHA-256 only.
CREATE TABLE session (
  stream TEXT NOT NULL,
  id TEXT NOT NULL,
  token_hash TEXT NOT NULL,
  refresh_hash TEXT NOT NULL,
  kind TEXT NOT NULL,
  desk TEXT,
  owner TEXT NOT NULL,
  expires_on TEXT NOT NULL,
  ends_on TEXT NOT NULL,
  revoked INTEGER NOT NULL,
  PRIMARY KEY (stream, id)
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX session_token ON session (stream, token_hash);
CREATE UNIQUE INDEX session_refresh ON session (stream, refresh_hash);
CREATE INDEX session_owner ON session (stream, kind, owner);
CREATE INDEX session_end ON session (stream, ends_on);

CREATE TABLE job (
  stream TEXT NOT NULL,
  key TEXT NOT NULL,
  kind TEXT NOT NULL,
  body TEXT NOT NULL,
  due_on TEXT NOT NULL,
  tries INTEGER NOT NULL,
  state TEXT NOT NULL,
  last_error TEXT,
  made_on TEXT NOT NULL,
  done_on TEXT,
  -- until when it is one process's
  leased_until TEXT,
  PRIMARY KEY (stream, key)
) STRICT, WITHOUT ROWID;
CREATE INDEX job_waiting ON job (stream, kind, due_on) WHERE state = 'waiting';
CREATE INDEX job_made ON job (stream, kind, made_on);

CREATE TABLE audit (
  n INTEGER PRIMARY KEY AUTOINCREMENT,
  stream TEXT NOT NULL,
  at TEXT NOT NULL,
  what TEXT NOT NULL,
  who TEXT,
  desk TEXT,
  facts TEXT NOT NULL
) STRICT;
CREATE INDEX audit_stream ON audit (stream, n);

CREATE TRIGGER audit_kept BEFORE DELETE ON audit
BEGIN
  SELECT RAISE(ABORT, 'lines of the audit trail stay');
END;
CREATE TRIGGER audit_unchanged BEFORE UPDATE ON audit
BEGIN
  SELECT RAISE(ABORT, 'lines of the audit trail stay as they are');
END;
