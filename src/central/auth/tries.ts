// Limits on guessing: a few wrong tries, then a wait that doubles; by login and by address, kept in the store.

import { instantOf, millis } from '../../shared/lib/time.ts';
import type { Clock } from '../../shared/lib/time.ts';
import { failure } from '../failure.ts';
import type { Failure } from '../failure.ts';
import type { AuthStore } from '../store/auth-port.ts';
import type { Turns } from './turns.ts';

/** How patient: free wrong tries, then waits from the first to the longest (ms). */
interface Patience {
  free: number;
  first: number;
  longest: number;
}

const PERSON: Patience = { free: 5, first: 30_000, longest: 900_000 };
/** Many people share an address, and nobody of them may keep the others out for long. */
const ADDRESS: Patience = { free: 20, first: 2000, longest: 60_000 };
/** So long after the last wait, earlier wrong tries no longer count. */
const TRIES_FORGOTTEN_MS = 3_600_000;

/** Of whom the tries are: names are hashed by the caller, since people type passwords where the name should be. */
export interface Trying {
  person: string;
  address: string;
}

/** Counts wrong tries. */
export interface Tries {
  /** A failure 429 while the person or the address has to wait. */
  refusal(trying: Trying): Promise<Failure | null>;
  wrong(trying: Trying): Promise<void>;
  /** The right password: the person's count begins anew, the address's stays. */
  right(trying: Trying): Promise<void>;
}

/** Makes a failure that says how long to wait. */
export function waitFailure(ms: number): Failure {
  const seconds = Math.max(1, Math.ceil(ms / 1000));
  return failure(429, 'wait', { seconds }, { retryAfter: seconds });
}

/** Makes it; `clock` is real time. */
export function createTries(
  store: Pick<AuthStore, 'tries' | 'setTries'>,
  clock: Clock,
  turns: Turns,
): Tries {
  const now = () => millis(clock.now());
  const read = async (name: string) => {
    const kept = await store.tries(name);
    const until = kept?.until ? millis(kept.until) : 0;
    return kept && now() < until + TRIES_FORGOTTEN_MS ? { wrong: kept.wrong, until } : null;
  };
  const count = (name: string, patience: Patience) =>
    turns(`tries ${name}`, async () => {
      const wrong = ((await read(name))?.wrong ?? 0) + 1;
      const over = wrong - patience.free;
      const wait = over < 0 ? 0 : Math.min(patience.first * 2 ** over, patience.longest);
      await store.setTries(name, { wrong, until: instantOf(now() + wait) });
    });
  const person = (trying: Trying) => `person:${trying.person}`;
  const address = (trying: Trying) => `address:${trying.address}`;
  return {
    async refusal(trying) {
      const both = await Promise.all([read(person(trying)), read(address(trying))]);
      const left = Math.max(...both.map((each) => (each?.until ?? 0) - now()));
      return left > 0 ? waitFailure(left) : null;
    },
    async wrong(trying) {
      await count(person(trying), PERSON);
      await count(address(trying), ADDRESS);
    },
    async right(trying) {
      if (await store.tries(person(trying))) await store.setTries(person(trying), null);
    },
  };
}
