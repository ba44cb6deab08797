-- The service's store, one library a `stream`. Images are the very texts that were hashed into the log, so they are
-- `text`, never `jsonb`. What is compared has the collation "C": order is of code points, as in SQLite and the program.

CREATE TABLE meta (
  stream text COLLATE "C" NOT NULL,
  name text COLLATE "C" NOT NULL,
  value text NOT NULL,
  PRIMARY KEY (stream, name)
);

-- Newest image of every entity, without private text.
CREATE TABLE entity (
  stream text COLLATE "C" NOT NULL,
  kind text COLLATE "C" NOT NULL,
  id text COLLATE "C" NOT NULL,
  ver bigint NOT NULL,
  image text NOT NULL,
  digest text COLLATE "C" NOT NULL
-- room on each page, so that a newer image lies beside the older one and no index changes
) WITH (fillfactor = 85);
CREATE UNIQUE INDEX entity_key ON entity (stream, kind, id);

-- Under which key an entity stands in which list.
CREATE TABLE lookup (
  stream text COLLATE "C" NOT NULL,
  list text COLLATE "C" NOT NULL,
  key text COLLATE "C" NOT NULL,
  kind text COLLATE "C" NOT NULL,
  id text COLLATE "C" NOT NULL,
  PRIMARY KEY (stream, list, key, kind, id)
);
-- No copy is in two hands.
CREATE UNIQUE INDEX lookup_one_custody ON lookup (stream, key) WHERE list = 'openCustodyOf';

CREATE TABLE log (
  stream text COLLATE "C" NOT NULL,
  seq bigint NOT NULL,
  kind text COLLATE "C" NOT NULL,
  id text COLLATE "C" NOT NULL,
  ver bigint NOT NULL,
  -- null once erased; then image_hash stands for it in the chain
  image text,
  image_hash text COLLATE "C",
  command_id text COLLATE "C" NOT NULL,
  actor text COLLATE "C" NOT NULL,
  desk text COLLATE "C" NOT NULL,
  server_time text COLLATE "C" NOT NULL,
  hash text COLLATE "C" NOT NULL
);
CREATE UNIQUE INDEX log_seq ON log (stream, seq);

-- The one outcome of every command; desk `service` and cseq 0 for the service's own.
CREATE TABLE result (
  stream text COLLATE "C" NOT NULL,
  command_id text COLLATE "C" NOT NULL,
  desk text COLLATE "C" NOT NULL,
  cseq bigint NOT NULL,
  code text COLLATE "C" NOT NULL,
  refusal text COLLATE "C",
  seq bigint,
  head text COLLATE "C",
  facts text NOT NULL,
  at text COLLATE "C" NOT NULL,
  PRIMARY KEY (stream, command_id)
);
CREATE INDEX result_desk ON result (stream, desk, cseq) WHERE cseq > 0;

CREATE TABLE private_text (
  stream text COLLATE "C" NOT NULL,
  kind text COLLATE "C" NOT NULL,
  id text COLLATE "C" NOT NULL,
  ver bigint NOT NULL,
  -- the request that decides which desks may hold it
  "of" text COLLATE "C" NOT NULL,
  text text NOT NULL,
  PRIMARY KEY (stream, kind, id)
);
CREATE INDEX private_text_of ON private_text (stream, "of");

-- Last number given under a prefix of request codes.
CREATE TABLE counter (
  stream text COLLATE "C" NOT NULL,
  prefix text COLLATE "C" NOT NULL,
  last bigint NOT NULL,
  PRIMARY KEY (stream, prefix)
);

CREATE TABLE desk (
  stream text COLLATE "C" NOT NULL,
  id text COLLATE "C" NOT NULL,
  code text COLLATE "C" NOT NULL,
  name text COLLATE "C" NOT NULL,
  campus text COLLATE "C" NOT NULL,
  public_key text COLLATE "C" NOT NULL,
  last bigint NOT NULL,
  last_at text COLLATE "C",
  vouched bigint NOT NULL,
  revoked integer NOT NULL,
  enrolled_on text COLLATE "C" NOT NULL,
  seen_on text COLLATE "C",
  PRIMARY KEY (stream, id)
);
CREATE UNIQUE INDEX desk_code ON desk (stream, code);

CREATE TABLE desk_staff (
  stream text COLLATE "C" NOT NULL,
  desk text COLLATE "C" NOT NULL,
  staff text COLLATE "C" NOT NULL,
  since text COLLATE "C" NOT NULL,
  PRIMARY KEY (stream, desk, staff)
);

CREATE TABLE enroll_code (
  stream text COLLATE "C" NOT NULL,
  hash text COLLATE "C" NOT NULL,
  campus text COLLATE "C" NOT NULL,
  made_by text COLLATE "C" NOT NULL,
  expires_on text COLLATE "C" NOT NULL,
  used_on text COLLATE "C",
  PRIMARY KEY (stream, hash)
);

CREATE TABLE credential (
  stream text COLLATE "C" NOT NULL,
  kind text COLLATE "C" NOT NULL,
  owner text COLLATE "C" NOT NULL,
  phc text NOT NULL,
  must_change integer NOT NULL,
  set_on text COLLATE "C" NOT NULL,
  PRIMARY KEY (stream, kind, owner)
);

CREATE TABLE tries (
  stream text COLLATE "C" NOT NULL,
  name text COLLATE "C" NOT NULL,
  wrong integer NOT NULL,
  until text COLLATE "C",
  PRIMARY KEY (stream, name)
);

-- Tokens lie here as their SHA-256 only.
CREATE TABLE session (
  stream text COLLATE "C" NOT NULL,
  id text COLLATE "C" NOT NULL,
  token_hash text COLLATE "C" NOT NULL,
  refresh_hash text COLLATE "C" NOT NULL,
  kind text COLLATE "C" NOT NULL,
  desk text COLLATE "C",
  owner text COLLATE "C" NOT NULL,
  expires_on text COLLATE "C" NOT NULL,
  ends_on text COLLATE "C" NOT NULL,
  revoked integer NOT NULL,
  PRIMARY KEY (stream, id)
);
CREATE UNIQUE INDEX session_token ON session (stream, token_hash);
CREATE UNIQUE INDEX session_refresh ON session (stream, refresh_hash);
CREATE INDEX session_owner ON session (stream, kind, owner);
CREATE INDEX session_end ON session (stream, ends_on);

CREATE TABLE job (
  stream text COLLATE "C" NOT NULL,
  key text COLLATE "C" NOT NULL,
  kind text COLLATE "C" NOT NULL,
  body text NOT NULL,
  due_on text COLLATE "C" NOT NULL,
  tries integer NOT NULL,
  state text COLLATE "C" NOT NULL,
  last_error text,
  made_on text COLLATE "C" NOT NULL,
  done_on text COLLATE "C",
  -- until when it is one process's
  leased_until text COLLATE "C",
  PRIMARY KEY (stream, key)
);
CREATE INDEX job_waiting ON job (stream, kind, due_on) WHERE state = 'waiting';
CREATE INDEX job_made ON job (stream, kind, made_on);

CREATE TABLE audit (
  n bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  stream text COLLATE "C" NOT NULL,
  at text COLLATE "C" NOT NULL,
  what text COLLATE "C" NOT NULL,
  who text COLLATE "C",
  desk text COLLATE "C",
  facts text NOT NULL
);
CREATE INDEX audit_stream ON audit (stream, n);


CREATE FUNCTION rows_stay() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'rows of % stay as they are', TG_TABLE_NAME;
END $$;

CREATE FUNCTION only_blanked() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.image IS NOT NULL OR NEW.image_hash IS NULL
    OR (NEW.stream, NEW.seq, NEW.kind, NEW.id, NEW.ver, NEW.command_id, NEW.actor, NEW.desk, NEW.server_time, NEW.hash)
      IS DISTINCT FROM
      (OLD.stream, OLD.seq, OLD.kind, OLD.id, OLD.ver, OLD.command_id, OLD.actor, OLD.desk, OLD.server_time, OLD.hash)
  THEN
    RAISE EXCEPTION 'of a row of the log only the image can be blanked';
  END IF;
  RETURN NEW;
END $$;

CREATE TRIGGER log_kept BEFORE DELETE ON log FOR EACH ROW EXECUTE FUNCTION rows_stay();
CREATE TRIGGER log_not_emptied BEFORE TRUNCATE ON log EXECUTE FUNCTION rows_stay();
CREATE TRIGGER log_only_blanked BEFORE UPDATE ON log FOR EACH ROW EXECUTE FUNCTION only_blanked();
CREATE TRIGGER audit_kept BEFORE UPDATE OR DELETE ON audit FOR EACH ROW EXECUTE FUNCTION rows_stay();
CREATE TRIGGER audit_not_emptied BEFORE TRUNCATE ON audit EXECUTE FUNCTION rows_stay();
