// Limits on guessing: five wrong tries, then a wait that doubles. Real time, kept over a restart.

import { millis } from '../../../shared/lib/time.ts';
import type { Clock } from '../../../shared/lib/time.ts';
import { refuse } from '../../../shared/lib/result.ts';
import type { Refusal } from '../../../shared/lib/result.ts';
import { faultOf } from '../fault.ts';
import type { Kept } from '../outbox/kept.ts';

const FREE_TRIES = 5;
const FIRST_WAIT_MS = 30_000;
const LONGEST_WAIT_MS = 900_000;

interface Tried {
  wrong: number;
  until: number;
}

/** Counts wrong tries by name (a login, or what else is guessed). */
export interface Tries {
  /** A refusal while the name has to wait. */
  refusal(name: string): Refusal | null;
  wrong(name: string): void;
  right(name: string): void;
}

/** A full disk keeps nobody from signing in; the count is then in memory only. */
function unlessFull(write: () => void): void {
  try {
    write();
  } catch (error) {
    if (!faultOf(error)) throw error;
  }
}

/** Makes it over what the desk keeps; `clock` is real time. */
export function createTries(kept: Kept, clock: Clock): Tries {
  const key = (name: string) => `tries:${name.toLowerCase().slice(0, 80)}`;
  const tried = new Map<string, Tried>();
  const read = (name: string) =>
    tried.get(key(name)) ?? ((kept.get('desk', '', key(name)) ?? null) as Tried | null);
  return {
    refusal(name) {
      const left = (read(name)?.until ?? 0) - millis(clock.now());
      return left > 0 ? refuse('wait', { seconds: Math.ceil(left / 1000) }) : null;
    },
    wrong(name) {
      const wrong = (read(name)?.wrong ?? 0) + 1;
      const over = wrong - FREE_TRIES;
      const wait = over < 0 ? 0 : Math.min(FIRST_WAIT_MS * 2 ** over, LONGEST_WAIT_MS);
      const now = { wrong, until: millis(clock.now()) + wait };
      tried.set(key(name), now);
      unlessFull(() => kept.set('desk', '', key(name), now));
    },
    right(name) {
      if (!read(name)) return;
      tried.delete(key(name));
      unlessFull(() => kept.remove('desk', '', key(name)));
    },
  };
}
