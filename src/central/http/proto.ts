// Which versions of the protocol are served: the newest and two before; an older desk may still sign in and push.

import { OLDEST_PROTOCOL, PROTOCOL_VERSION } from '../../shared/sync/protocol.ts';
import { failure } from '../failure.ts';
import type { Failure } from '../failure.ts';

/** Calls that answer whatever version asks (`any`), and those that answer old desks too (`old`). */
export type ProtoRule = 'any' | 'old' | 'served';

/** Why a caller with that header is not served; a caller without one is taken for the newest. */
export function protoFailure(
  header: string | string[] | undefined,
  rule: ProtoRule,
): Failure | null {
  if (header === undefined || rule === 'any') return null;
  const version = typeof header === 'string' && /^\d{1,6}$/u.test(header) ? Number(header) : null;
  if (version === null) return failure(400, 'bad_protocol');
  const facts = { newest: PROTOCOL_VERSION, oldest: OLDEST_PROTOCOL };
  if (version > PROTOCOL_VERSION) return failure(426, 'too_new', facts);
  return version < OLDEST_PROTOCOL && rule !== 'old' ? failure(426, 'too_old', facts) : null;
}
