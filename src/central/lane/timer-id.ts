// Ids of timers follow from what is due, so that every desk can compute them: one that something else has spoilt is passed over.

import { sha256 } from '../../node/env.ts';
import { derivedId } from '../../shared/lib/ids.ts';
import { isAccepted } from '../../shared/sync/protocol.ts';
import type { ResultRow, StoreReads } from '../store/port.ts';
import { SERVICE_DESK } from './lane-port.ts';

/** Which of the ids derived from a timer's own stands in for it where something else has that one. */
const AGAIN = 1;

/** How results are looked up, and who was accepted under one. */
export interface ResultLook {
  result(id: string): Promise<ResultRow | undefined>;
  actor(result: ResultRow): Promise<string | null>;
}

/** The actor of an accepted command, by the last of its rows in the log; null where it has left none. */
export async function actorIn(reads: Pick<StoreReads, 'log'>, { seq }: ResultRow) {
  if (seq === null) return null;
  const [row] = await reads.log(seq - 1, 1);
  return row?.seq === seq ? row.actor : null;
}

/**
 * Whether a result is the timer's own. A desk, while it was alone, may have run it with another outcome than here, and a
 * desk may send anything under an id that it computed: neither keeps the timer from what it is to do.
 */
async function isOwn(result: ResultRow, look: ResultLook): Promise<boolean> {
  if (result.desk === SERVICE_DESK) return true;
  return isAccepted(result.code) && (await look.actor(result)) === 'system';
}

/** The id under which a timer runs, or has run: then with its result. */
export async function timerId(
  own: string,
  look: ResultLook,
): Promise<{ id: string; result: ResultRow | undefined }> {
  let id = own;
  for (;;) {
    const result = await look.result(id);
    if (!result || (await isOwn(result, look))) return { id, result };
    id = derivedId(id, AGAIN, sha256);
  }
}
