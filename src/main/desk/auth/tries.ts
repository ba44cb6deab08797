// Limits on guessing: five wrong tries, then a wait that doubles. Real time, kept over a restart.

import { createHmac, randomBytes } from 'node:crypto';
import { millis } from '../../../shared/lib/time.ts';
import type { Clock } from '../../../shared/lib/time.ts';
import { refuse } from '../../../shared/lib/result.ts';
import type { Refusal } from '../../../shared/lib/result.ts';
import { unlessFault } from '../fault.ts';
import type { Kept } from '../outbox/kept.ts';

const FREE_TRIES = 5;
const FIRST_WAIT_MS = 30_000;
const LONGEST_WAIT_MS = 900_000;
/** So long after the last wait, earlier wrong tries no longer count. */
const FORGOTTEN_MS = 3_600_000;

const KEY = 'triesKey';
const NAMES = 'tries:';
const NAME_LENGTH = 32;
const HIDDEN = /^tries:[0-9a-f]{32}$/u;

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

/** The key under which names are hidden; made with the first wrong try. */
function hidingKey(kept: Kept): () => string {
  let known: string | null = null;
  return () => {
    if (known !== null) return known;
    const stored = kept.get('desk', '', KEY);
    const key = typeof stored === 'string' ? stored : randomBytes(32).toString('hex');
    known = key;
    if (stored !== key) unlessFault(() => kept.set('desk', '', KEY, key));
    return key;
  };
}

/**
 * Makes it over what the desk keeps; `clock` is real time. People type passwords where the name should be: names are
 * kept as an HMAC, and, since its key lies in the same file, no longer than they count.
 */
export function createTries(kept: Kept, clock: Clock): Tries {
  const key = hidingKey(kept);
  const nameOf = (typed: string) => {
    const name = typed.trim().toLowerCase();
    return NAMES + createHmac('sha256', key()).update(name).digest('hex').slice(0, NAME_LENGTH);
  };
  // Nobody is kept from signing in by a full disk; the count is then in memory only.
  const tried = new Map<string, Tried>();
  const now = () => millis(clock.now());
  const isOver = ({ until }: Tried) => now() >= until + FORGOTTEN_MS;
  const read = (name: string): Tried | null => {
    const known = tried.get(name) ?? ((kept.get('desk', '', name) ?? null) as Tried | null);
    return known && !isOver(known) ? known : null;
  };
  const remove = (name: string) => {
    tried.delete(name);
    unlessFault(() => kept.remove('desk', '', name));
  };
  const sweep = () => {
    for (const [name, each] of tried) if (isOver(each)) remove(name);
    for (const { name, value } of kept.list('desk', '')) {
      if (!name.startsWith(NAMES)) continue;
      // Earlier versions kept what was typed as it was.
      if (!HIDDEN.test(name) || isOver(value as Tried)) remove(name);
    }
  };
  sweep();
  return {
    refusal(typed) {
      const left = (read(nameOf(typed))?.until ?? 0) - now();
      return left > 0 ? refuse('wait', { seconds: Math.ceil(left / 1000) }) : null;
    },
    wrong(typed) {
      sweep();
      const name = nameOf(typed);
      const wrong = (read(name)?.wrong ?? 0) + 1;
      const over = wrong - FREE_TRIES;
      const wait = over < 0 ? 0 : Math.min(FIRST_WAIT_MS * 2 ** over, LONGEST_WAIT_MS);
      const counted = { wrong, until: now() + wait };
      tried.set(name, counted);
      unlessFault(() => kept.set('desk', '', name, counted));
    },
    right(typed) {
      const name = nameOf(typed);
      if (read(name)) remove(name);
    },
  };
}
