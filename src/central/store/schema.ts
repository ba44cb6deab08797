// The tables of the store as queries see them: the same columns in SQLite and PostgreSQL, flags as 0 and 1.

import type { Generated, Kysely } from 'kysely';
import type { Kind } from '../../shared/queues/world/world.ts';
import type { ResultCode } from '../../shared/sync/protocol.ts';
import type { OwnerKind, SessionRow } from './auth-port.ts';
import type { Job } from './job-port.ts';
import type { StoredList } from './port.ts';

type InStream<T> = T & { stream: string };

/** Every table with its columns. */
export interface Tables {
  meta: InStream<{ name: string; value: string }>;
  entity: InStream<{ kind: Kind; id: string; ver: number; image: string; digest: string }>;
  lookup: InStream<{ list: StoredList; key: string; kind: Kind; id: string }>;
  log: InStream<{
    seq: number;
    kind: Kind;
    id: string;
    ver: number;
    image: string | null;
    image_hash: string | null;
    command_id: string;
    actor: string;
    desk: string;
    server_time: string;
    hash: string;
  }>;
  result: InStream<{
    command_id: string;
    desk: string;
    cseq: number;
    code: ResultCode;
    refusal: string | null;
    seq: number | null;
    head: string | null;
    facts: string;
    at: string;
  }>;
  private_text: InStream<{ kind: Kind; id: string; ver: number; of: string; text: string }>;
  counter: InStream<{ prefix: string; last: number }>;
  desk: InStream<{
    id: string;
    code: string;
    name: string;
    campus: string;
    public_key: string;
    last: number;
    last_at: string | null;
    vouched: number;
    revoked: number;
    enrolled_on: string;
    seen_on: string | null;
  }>;
  desk_staff: InStream<{ desk: string; staff: string; since: string }>;
  enroll_code: InStream<{
    hash: string;
    campus: string;
    made_by: string;
    expires_on: string;
    used_on: string | null;
  }>;
  credential: InStream<{
    kind: OwnerKind;
    owner: string;
    phc: string;
    must_change: number;
    set_on: string;
  }>;
  tries: InStream<{ name: string; wrong: number; until: string | null }>;
  session: InStream<{
    id: string;
    token_hash: string;
    refresh_hash: string;
    kind: SessionRow['kind'];
    desk: string | null;
    owner: string;
    expires_on: string;
    ends_on: string;
    revoked: number;
  }>;
  job: InStream<{
    key: string;
    kind: string;
    body: string;
    due_on: string;
    tries: number;
    state: Job['state'];
    last_error: string | null;
    made_on: string;
    done_on: string | null;
    leased_until: string | null;
  }>;
  audit: InStream<{
    n: Generated<number>;
    at: string;
    what: string;
    who: string | null;
    desk: string | null;
    facts: string;
  }>;
}

/** A handle on the tables, in or out of a transaction. */
export type Db = Kysely<Tables>;
