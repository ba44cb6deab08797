// Brings the replica of a joined desk up to its outbox: what is pending no longer goes, what was not decided yet is.

import type { Env } from '../../../shared/queues/world/world.ts';
import { pendingIn, reachedIn } from '../db/pending.ts';
import type { Over } from '../db/pending.ts';
import { readToOf } from './read-to.ts';
import { settle } from './settle.ts';
import type { SettleParts } from './settle.ts';

/** Commands that are decided in one transaction. */
const ONCE = 200;
/** Mark of the place up to which commands of the outbox are in the replica. */
const MARK = 'cseq';

/** Commands over what the replica has read: without a result, or accepted and not yet read back. */
function pendingNow(parts: Pick<SettleParts, 'replica' | 'outbox'>): Over[] {
  const readTo = readToOf(parts.replica());
  if (!readTo) return [];
  const early = reachedIn(parts.replica().statements);
  return parts.outbox.pending(readTo.cursor.seq).filter(({ id }) => !early.has(id));
}

/** A command that the log brought before its result is remembered only until the result is here. */
function forgetNamed({ replica, outbox }: SettleParts): void {
  const named = [...reachedIn(replica().statements)].filter((id) => outbox.resultOf(id) !== null);
  if (named.length === 0) return;
  replica().transact((writes) => named.forEach(writes.pending.forgetReached));
}

/**
 * What goes and what is to be decided. A command may be missing among others where a service that was put back has lost
 * it: those that lie over it are then decided again after it.
 */
function standing(now: readonly Over[], over: readonly Over[]) {
  const places = new Set(now.map(({ place }) => place));
  const known = new Set(over.map(({ place }) => place));
  const first = now.find(({ place }) => !known.has(place))?.place ?? Infinity;
  return {
    leaving: over.flatMap(({ place }) => (!places.has(place) || place > first ? [place] : [])),
    fresh: now.filter(({ place }) => place >= first),
  };
}

/** Decides what is missing and takes out what is over; gives how many commands were decided. */
export async function catchUp(parts: SettleParts, env: Env): Promise<number> {
  const replica = parts.replica();
  if (!readToOf(replica)) return 0;
  forgetNamed(parts);
  const now = pendingNow(parts);
  const { leaving, fresh } = standing(now, pendingIn(replica.statements));
  const mark = Number(replica.mark(MARK) ?? 0);
  const last = parts.outbox.last();
  if (leaving.length === 0 && fresh.length === 0 && last <= mark) return 0;
  for (let start = 0; start === 0 || start < fresh.length; start += ONCE) {
    const part = fresh.slice(start, start + ONCE);
    const isLast = start + ONCE >= fresh.length;
    const upTo = isLast ? last : (part.at(-1)?.place ?? last);
    await settle(parts, env, {
      leaving: start === 0 ? leaving : [],
      fresh: part.flatMap(({ place }) => parts.outbox.at(place) ?? []),
      mark: (writes) => writes.mark(MARK, String(upTo)),
    });
  }
  return fresh.length;
}
