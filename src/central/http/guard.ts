// Who calls: the token's owner, or a failure; and whether they call too often.

import type { FastifyReply, FastifyRequest } from 'fastify';
import { addressKey } from '../auth/limits.ts';
import type { LimitKind, Limits } from '../auth/limits.ts';
import type { Auth, Who } from '../auth/auth-port.ts';
import { failure, hasFailed } from '../failure.ts';
import type { Failure } from '../failure.ts';
import { spoken } from './spoken.ts';

/** Kinds of caller that a token can stand for. */
export type WhoKind = Who['kind'];

const TOKEN = /^Bearer ([\w-]{1,100})$/u;

/** The token of a request, or null. */
export function tokenOf(request: FastifyRequest): string | null {
  return TOKEN.exec(request.headers.authorization ?? '')?.[1] ?? null;
}

function tooMany(seconds: number): Failure | null {
  return seconds === 0 ? null : failure(429, 'too_many', { seconds }, { retryAfter: seconds });
}

/** A failure when that caller has called too often. */
export function limitFailure(limits: Limits, kind: LimitKind, key: string): Failure | null {
  return tooMany(limits.take(kind, key));
}

/** By whom calls of a session are counted. */
function limitKey(who: Who): string {
  switch (who.kind) {
    case 'desk':
      return who.desk.id;
    case 'reader':
      return who.readerId;
    default:
      return who.staff.id;
  }
}

/** The caller, if a token of one of these kinds came and does not come too often. */
export async function callerOf<K extends WhoKind>(
  auth: Auth,
  limits: Limits,
  request: FastifyRequest,
  kinds: readonly K[],
): Promise<Extract<Who, { kind: K }> | Failure> {
  const token = tokenOf(request);
  const who = token === null ? failure(401, 'no_token') : await auth.who(token);
  if (hasFailed(who)) {
    // Whoever tries tokens is counted by address; honest desks come here every quarter of an hour.
    return limitFailure(limits, 'address', addressKey(request.ip)) ?? who;
  }
  const often = limitFailure(limits, who.kind, limitKey(who));
  if (often) return often;
  const isOne = (one: Who): one is Extract<Who, { kind: K }> =>
    kinds.some((kind) => kind === one.kind);
  return isOne(who) ? who : failure(403, 'wrong_token', { kind: who.kind });
}

/** Sends a failure. */
export function sendFailure(reply: FastifyReply, failed: Failure): FastifyReply {
  if (failed.retryAfter !== undefined) void reply.header('retry-after', failed.retryAfter);
  if (failed.status === 401) void reply.header('www-authenticate', 'Bearer');
  const { body } = spoken(reply.request.url, failed);
  return reply.status(failed.status).send(body);
}
