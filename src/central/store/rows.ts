// From columns to what the port speaks of, and back, where the two differ.

import type { Selectable } from 'kysely';
import type { Facts } from '../../shared/lib/result.ts';
import type { PrivateText } from '../../shared/sync/protocol.ts';
import type { AuditLine, DeskRow, SessionRow } from './auth-port.ts';
import type { Job } from './job-port.ts';
import type { ResultRow } from './port.ts';
import type { Tables } from './schema.ts';

/** Columns of a log row under the names that it travels by. */
export const LOG_COLUMNS = [
  'seq',
  'kind',
  'id',
  'ver',
  'image',
  'image_hash as imageHash',
  'command_id as commandId',
  'actor',
  'desk',
  'server_time as serverTime',
  'hash',
] as const;

/** A result of its columns. */
export function resultOf(stored: Selectable<Tables['result']>): ResultRow {
  const { command_id: id, desk, cseq, code, refusal, seq, head, facts, at } = stored;
  return { id, desk, cseq, code, refusal, seq, head, facts: JSON.parse(facts) as Facts, at };
}

/** A private text of its columns. */
export function textOf(stored: Selectable<Tables['private_text']>): PrivateText {
  const { kind, id, ver, of, text } = stored;
  return { kind, id, ver, of, text: JSON.parse(text) as PrivateText['text'] };
}

/** A desk of its columns. */
export function deskOf(stored: Selectable<Tables['desk']>): DeskRow {
  const { id, code, name, campus, last, vouched } = stored;
  return {
    id,
    code,
    name,
    campus,
    publicKey: stored.public_key,
    last,
    lastAt: stored.last_at,
    vouched,
    revoked: stored.revoked === 1,
    enrolledOn: stored.enrolled_on,
    seenOn: stored.seen_on,
  };
}

/** A desk as columns. */
export function deskColumns(stream: string, desk: DeskRow): Selectable<Tables['desk']> {
  const { id, code, name, campus, last, vouched } = desk;
  return {
    stream,
    id,
    code,
    name,
    campus,
    public_key: desk.publicKey,
    last,
    last_at: desk.lastAt,
    vouched,
    revoked: desk.revoked ? 1 : 0,
    enrolled_on: desk.enrolledOn,
    seen_on: desk.seenOn,
  };
}

/** A session of its columns. */
export function sessionOf(stored: Selectable<Tables['session']>): SessionRow {
  const { id, kind, desk, owner } = stored;
  return {
    id,
    tokenHash: stored.token_hash,
    refreshHash: stored.refresh_hash,
    kind,
    desk,
    owner,
    expiresOn: stored.expires_on,
    endsOn: stored.ends_on,
    revoked: stored.revoked === 1,
  };
}

/** A session as columns. */
export function sessionColumns(stream: string, session: SessionRow): Selectable<Tables['session']> {
  const { id, kind, desk, owner } = session;
  return {
    stream,
    id,
    token_hash: session.tokenHash,
    refresh_hash: session.refreshHash,
    kind,
    desk,
    owner,
    expires_on: session.expiresOn,
    ends_on: session.endsOn,
    revoked: session.revoked ? 1 : 0,
  };
}

/** A job of its columns. */
export function jobOf(stored: Selectable<Tables['job']>): Job {
  const { key, kind, body, tries, state } = stored;
  return {
    key,
    kind,
    body: JSON.parse(body) as Job['body'],
    dueOn: stored.due_on,
    tries,
    state,
    lastError: stored.last_error,
    madeOn: stored.made_on,
    doneOn: stored.done_on,
  };
}

/** A line of the audit trail of its columns. */
export function auditOf(stored: Selectable<Tables['audit']>): AuditLine & { n: number } {
  const { n, at, what, who, desk, facts } = stored;
  return { n, at, what, who, desk, facts: JSON.parse(facts) as Facts };
}
