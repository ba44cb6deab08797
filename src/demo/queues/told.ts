// All requests of the report in order of asking, told into one book; and those of earlier years one by one.

import { diceOf } from '../dice.ts';
import { endedDeliveries, anyDeliveryWay, playDelivery } from './delivery-ended.ts';
import { newBook } from './book.ts';
import type { Book } from './book.ts';
import { anyFindBookWay, endedSearches, playFindBook } from './find-book-ended.ts';
import { morningLines } from './morning-lines.ts';
import { openDeliveries } from './open-deliveries.ts';
import { openReallocations } from './open-reallocations.ts';
import { openSearches } from './open-searches.ts';
import type { Plan } from './plan.ts';
import { linesOf2018, trialLines } from './purchase-lines.ts';
import { anyReallocationWay, endedReallocations, playReallocation } from './reallocation-ended.ts';
import type { Stage } from './stage.ts';
import { DAY_MS, millis } from '../../shared/lib/time.ts';

function plans(seed: number): Plan[] {
  return [
    ...endedReallocations(seed),
    ...endedSearches(seed),
    ...endedDeliveries(seed),
    ...linesOf2018(seed),
    ...trialLines(seed),
    ...openReallocations(),
    ...openSearches(),
    ...openDeliveries(),
    ...morningLines(),
  ].toSorted((a, b) => a.at - b.at);
}

/** Tells every request of the report. */
export function tellReport(stage: Stage): Book {
  const book = newBook();
  const counters = new Map<string, number>();
  for (const [index, { at, prefix, play }] of plans(stage.seed).entries()) {
    const count = (counters.get(prefix) ?? 0) + 1;
    counters.set(prefix, count);
    const code = `${prefix}-${String(count).padStart(4, '0')}`;
    play(stage, book, { kind: 'request', index, code, at });
  }
  return book;
}

const HISTORY_FROM = millis('2010-06-07T00:00:00.000Z');
const HISTORY_TO = millis('2018-04-20T00:00:00.000Z');

/** Tells the n-th of `count` ended requests of earlier years; each gives a small book of its own. */
export function tellEarlier(library: Stage, n: number, count: number): Book {
  const stage = { ...library, used: new Set<number>() };
  const book = newBook();
  const dice = diceOf(stage.seed, 'history', n);
  const days = (HISTORY_TO - HISTORY_FROM) / DAY_MS;
  const day = Math.floor((n / count) * days);
  const at = HISTORY_FROM + day * DAY_MS + dice.between(0, 14 * 3_600) * 1000;
  const opening = {
    kind: 'history',
    index: n,
    code: `H-${String(n + 1).padStart(7, '0')}`,
    at,
  } as const;
  const queue = dice.unit();
  if (queue < 0.6) playReallocation(stage, book, opening, dice, anyReallocationWay(dice));
  else if (queue < 0.85) playFindBook(stage, book, opening, dice, anyFindBookWay(dice));
  else playDelivery(stage, book, opening, dice, anyDeliveryWay(dice));
  // Copies have moved on since: nothing of what an old request did to them is left.
  return { ...book, loans: [], shelfTasks: [], notices: [] };
}
