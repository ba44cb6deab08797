// What every part of sign-in stands on: the store, the library's rows, real time, secrets, the audit trail.

import { millis } from '../../shared/lib/time.ts';
import type { Instant } from '../../shared/lib/time.ts';
import type { Facts } from '../../shared/lib/result.ts';
import { createPasswords } from '../../node/passwords.ts';
import type { Passwords } from '../../node/passwords.ts';
import type { AuthParts } from '../service-port.ts';
import { addressKey } from './limits.ts';
import type { Random } from './secrets.ts';
import { createTries } from './tries.ts';
import type { Tries } from './tries.ts';
import { createTurns } from './turns.ts';
import type { Turns } from './turns.ts';

/** Where randomness comes from, and how passwords are hashed (tests and simulations may hand in something cheaper). */
export interface Chance {
  random: Random;
  /** A code of letters and digits that cannot be taken for each other. */
  newCode(length: number): string;
  passwords?: Passwords;
}

/** The parts with what is made from them. */
export interface AuthContext extends AuthParts, Required<Chance> {
  tries: Tries;
  turns: Turns;
  /** Key of this stream's seals, the same in every process. */
  key(): Promise<string>;
  /** Real time. */
  now(): Instant;
  nowMs(): number;
  /** Writes a line of the audit trail. */
  audit(what: string, who: string | null, desk: string | null, facts?: Facts): Promise<void>;
  /** The name under which an address is counted and noted. */
  address(from: string): string;
}

/** Name of the stream's key in `meta`. */
const KEY = 'authKey';

async function streamKey({ store }: AuthParts, random: Random): Promise<string> {
  const known = await store.reads.meta(KEY);
  if (known !== null) return known;
  // Under the lane's lock only one of several processes makes it.
  return store.lane(async (writes) => {
    const made = await writes.meta(KEY);
    if (made !== null) return made;
    const fresh = Buffer.from(random(32)).toString('hex');
    await writes.setMeta(KEY, fresh);
    return fresh;
  });
}

/** Makes it. */
export function authContext(parts: AuthParts, chance: Chance): AuthContext {
  const { clock, store } = parts;
  const turns = createTurns();
  let key: Promise<string> | null = null;
  return {
    ...parts,
    passwords: createPasswords(),
    ...chance,
    turns,
    tries: createTries(store.auth, clock, turns),
    async key() {
      key ??= streamKey(parts, chance.random);
      try {
        return await key;
      } catch (error) {
        key = null;
        throw error;
      }
    },
    now: () => clock.now(),
    nowMs: () => millis(clock.now()),
    audit: (what, who, desk, facts = {}) =>
      store.auth.audit({ at: clock.now(), what, who, desk, facts }),
    address: addressKey,
  };
}
