// Checks a password or PIN: one path for right, wrong and unknown, so that none takes shorter than another.

import { timingSafeEqual } from 'node:crypto';
import { sha256 } from '../../node/env.ts';
import { failure } from '../failure.ts';
import type { Failure } from '../failure.ts';
import type { OwnerKind } from '../store/auth-port.ts';
import type { AuthContext } from './auth-context.ts';
import { waitFailure } from './tries.ts';
import { createPlaces } from './turns.ts';

/** As many tries of one address are under way as passwords are hashed at once; more would only pass its limit by. */
const AT_ONCE = 2;
/** Tries that wait, from one address and from all; each of the two that run takes 19 MiB and tens of ms. */
const MOST_OF_ADDRESS = 200;
const MOST_WAITING = 2000;
const BUSY_MS = 2000;

/** Somebody tries to come in. */
export interface Attempt<T> {
  /** Name under which tries are counted; tells nothing of what was typed. */
  name: string;
  kind: OwnerKind;
  from: string;
  desk: string | null;
  secret: string;
  /** Who it would be. */
  find(): Promise<{ id: string; who: T; fallback?: string | null } | null>;
}

/** The right secret. */
export interface Right<T> {
  failed?: undefined;
  who: T;
  mustChange: boolean;
}

/** Checks attempts: those of one name one after the other, those of one address hardly side by side. */
export type CheckSecret = <T>(attempt: Attempt<T>) => Promise<Right<T> | Failure>;

function isSame(a: string, b: string): boolean {
  return timingSafeEqual(Buffer.from(sha256(a), 'hex'), Buffer.from(sha256(b), 'hex'));
}

async function checkOne<T>(context: AuthContext, attempt: Attempt<T>): Promise<Right<T> | Failure> {
  const { tries, store } = context;
  const address = context.address(attempt.from);
  const trying = { person: attempt.name, address };
  const waits = await tries.refusal(trying);
  if (waits) return waits;
  const found = await attempt.find();
  const kept = await store.auth.credential(attempt.kind, found?.id ?? '');
  const matches = await context.passwords.matches(kept?.phc, attempt.secret);
  const fallback = kept === null ? (found?.fallback ?? null) : null;
  const right = matches || (fallback !== null && isSame(fallback, attempt.secret));
  if (!found || !right) {
    await tries.wrong(trying);
    const who = found?.id ?? null;
    await context.audit('sign_in_refused', who, attempt.desk, {
      kind: attempt.kind,
      from: address,
    });
    return failure(401, attempt.kind === 'reader' ? 'bad_card_or_pin' : 'bad_login');
  }
  await tries.right(trying);
  return { who: found.who, mustChange: kept?.mustChange ?? false };
}

/** Counts who waits, by address; one address never takes the place of all the others. */
function createQueue() {
  const addresses = new Map<string, number>();
  let all = 0;
  const count = (address: string, more: 1 | -1) => {
    const own = (addresses.get(address) ?? 0) + more;
    all += more;
    if (own === 0) addresses.delete(address);
    else addresses.set(address, own);
  };
  return {
    isFull: (address: string) =>
      all >= MOST_WAITING || (addresses.get(address) ?? 0) >= MOST_OF_ADDRESS,
    enter: (address: string) => count(address, 1),
    leave: (address: string) => count(address, -1),
  };
}

/** Makes it. */
export function createCheckSecret(context: AuthContext): CheckSecret {
  const queue = createQueue();
  const places = createPlaces(AT_ONCE);
  return async (attempt) => {
    const address = context.address(attempt.from);
    if (queue.isFull(address)) return waitFailure(BUSY_MS);
    queue.enter(address);
    try {
      return await places(address, () =>
        context.turns(`check ${attempt.name}`, () => checkOne(context, attempt)),
      );
    } finally {
      queue.leave(address);
    }
  };
}
