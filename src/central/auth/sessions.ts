// Sessions: a token for 15 minutes, exchanged for the next one, 12 hours at most; ended at once when somebody says so.

import { instantOf, millis } from '../../shared/lib/time.ts';
import type { Instant } from '../../shared/lib/time.ts';
import type { Tokens } from '../../shared/sync/entry.ts';
import { sha256 } from '../../node/env.ts';
import { failure } from '../failure.ts';
import type { Failure } from '../failure.ts';
import type { DeskRow, OwnerKind, SessionRow } from '../store/auth-port.ts';
import type { AuthContext } from './auth-context.ts';
import type { Who } from './auth-port.ts';
import { readerById, staffById, vendorOf, worksHere } from './known.ts';
import { newRefresh, newSessionId, newToken, sessionOfRefresh } from './secrets.ts';

/** How long a token holds, and a session at most (ms). */
const TOKEN_MS = 15 * 60_000;
const SESSION_MS = 12 * 60 * 60_000;
/** Ended sessions are forgotten about once an hour, an hour after their end. */
const SWEEP_MS = 60 * 60_000;

/** Opens, recognises, exchanges and ends sessions. */
export interface Sessions {
  /** Null when a session with that id was opened before. */
  open(
    session: Pick<SessionRow, 'kind' | 'desk' | 'owner'> & { id?: string },
  ): Promise<Opened | null>;
  who(token: string): Promise<Who | Failure>;
  refresh(refresh: string): Promise<Tokens | Failure>;
  end(session: string): Promise<void>;
}

/** A session just opened. */
export interface Opened {
  id: string;
  tokens: Tokens;
}

const unknownToken = () => failure(401, 'bad_token');
const ended = () => failure(401, 'session_ended');

interface Pair {
  tokens: Tokens;
  row: Pick<SessionRow, 'tokenHash' | 'refreshHash' | 'expiresOn'>;
}

async function newPair(context: AuthContext, session: string, endsOn: Instant): Promise<Pair> {
  const now = context.nowMs();
  const ends = millis(endsOn);
  const expires = Math.min(now + TOKEN_MS, ends);
  const token = newToken(context.random);
  const refresh = newRefresh(await context.key(), session, context.random);
  const seconds = (until: number) => Math.max(0, Math.floor((until - now) / 1000));
  return {
    tokens: { token, refresh, expiresIn: seconds(expires), endsIn: seconds(ends) },
    row: {
      tokenHash: sha256(token),
      refreshHash: sha256(refresh),
      expiresOn: instantOf(expires),
    },
  };
}

async function deskOf(context: AuthContext, id: string | null): Promise<DeskRow | Failure> {
  const desk = id === null ? null : await context.store.reads.desk(id);
  if (!desk) return ended();
  return desk.revoked ? failure(403, 'desk_revoked', { desk: desk.code }) : desk;
}

async function mustChangeOf(
  context: AuthContext,
  { owner }: SessionRow,
  kind: OwnerKind = 'staff',
): Promise<boolean> {
  return (await context.store.auth.credential(kind, owner))?.mustChange ?? false;
}

async function staffAtDesk(
  context: AuthContext,
  row: SessionRow,
  desk: DeskRow,
): Promise<Who | Failure> {
  const known = await staffById(context.lane, row.owner);
  if (!known || !worksHere(known)) return ended();
  const mustChange = await mustChangeOf(context, row);
  return { kind: 'staff', session: row.id, desk, staff: known.staff, mustChange };
}

async function vendor(context: AuthContext, row: SessionRow): Promise<Who | Failure> {
  const known = await staffById(context.lane, row.owner);
  const vendorId = known && vendorOf(known);
  if (!known || !vendorId) return ended();
  const mustChange = await mustChangeOf(context, row);
  return { kind: 'vendor', session: row.id, staff: known.staff, vendorId, mustChange };
}

async function reader(context: AuthContext, row: SessionRow): Promise<Who | Failure> {
  const found = await readerById(context.lane, row.owner);
  // Whose card was merged signs in again, by either card, as the reader that remains.
  if (!found || found.mergedInto !== undefined) return ended();
  const mustChange = await mustChangeOf(context, row, 'reader');
  return { kind: 'reader', session: row.id, readerId: found.id, mustChange };
}

/** For whom a session stands now: rights may have ended since it was opened. */
async function ownerOf(context: AuthContext, row: SessionRow): Promise<Who | Failure> {
  const isOver = row.revoked || row.endsOn <= context.now();
  if (row.kind === 'desk' || row.kind === 'staff') {
    const desk = await deskOf(context, row.desk);
    // That the desk is out is said first: it has to stop, and need not try to sign in again.
    if ('failed' in desk) return desk;
    if (isOver) return ended();
    return row.kind === 'desk'
      ? { kind: 'desk', session: row.id, desk }
      : staffAtDesk(context, row, desk);
  }
  if (isOver) return ended();
  return row.kind === 'vendor' ? vendor(context, row) : reader(context, row);
}

/** An old refresh token: somebody has a copy, so that nobody may go on with it. */
async function reused(context: AuthContext, refresh: string): Promise<Failure> {
  const session = sessionOfRefresh(await context.key(), refresh);
  if (session === null) return unknownToken();
  await context.store.auth.revokeSession(session);
  await context.audit('refresh_reused', null, null, { session });
  return failure(401, 'refresh_reused');
}

async function refreshTokens(context: AuthContext, refresh: string): Promise<Tokens | Failure> {
  const refreshHash = sha256(refresh);
  const row = await context.store.auth.sessionByRefresh(refreshHash);
  if (!row) return reused(context, refresh);
  const who = await ownerOf(context, row);
  if ('failed' in who) return who;
  const { tokens, row: next } = await newPair(context, row.id, row.endsOn);
  const first = await context.store.auth.refreshSession(row.id, refreshHash, next);
  if (!first) return reused(context, refresh);
  if (who.kind === 'desk') {
    await context.store.auth.setDesk({ id: who.desk.id, seenOn: context.now() });
  }
  return tokens;
}

/** Makes it. */
export function createSessions(context: AuthContext): Sessions {
  const { store } = context;
  let swept = 0;
  const sweep = async () => {
    const now = context.nowMs();
    if (now < swept + SWEEP_MS) return;
    swept = now;
    await store.auth.sweep(instantOf(now - SWEEP_MS));
  };
  return {
    async open({ id = newSessionId(context.random), kind, desk, owner }) {
      await sweep();
      const endsOn = instantOf(context.nowMs() + SESSION_MS);
      const { tokens, row } = await newPair(context, id, endsOn);
      const session = { id, kind, desk, owner, endsOn, revoked: false, ...row };
      return (await store.auth.addSession(session)) ? { id, tokens } : null;
    },
    async who(token) {
      const row = await store.auth.sessionByToken(sha256(token));
      if (!row) return unknownToken();
      const who = await ownerOf(context, row);
      if ('failed' in who) return who;
      return row.expiresOn <= context.now() ? failure(401, 'token_expired') : who;
    },
    refresh: (refresh) => refreshTokens(context, refresh),
    async end(session) {
      await store.auth.revokeSession(session);
    },
  };
}
