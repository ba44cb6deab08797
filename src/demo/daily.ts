// Loans as daily rows: the years' totals are the report's for 2016 and 2017 and illustrative before and after.

import type { Daily } from '../shared/library/circulation-rows.ts';
import { addDays, weekdayOf } from '../shared/library/zone.ts';
import { at, diceOf, idOf } from './dice.ts';
import { COLLECTIONS } from './places.ts';
import type { Places } from './places.ts';
import { CATEGORIES } from './readers.ts';

/** Loans of each year up to its last day in the demo. */
const YEARS: readonly [string, string, number][] = [
  ['2011-01-01', '2011-12-31', 561_200],
  ['2012-01-01', '2012-12-31', 523_900],
  ['2013-01-01', '2013-12-31', 487_600],
  ['2014-01-01', '2014-12-31', 452_300],
  ['2015-01-01', '2015-12-31', 419_700],
  ['2016-01-01', '2016-12-31', 388_800],
  ['2017-01-01', '2017-12-31', 426_800],
  ['2018-01-01', '2018-06-05', 188_400],
];

/** Channels with the day they came and their weight since. */
const CHANNELS: readonly [string, string, number][] = [
  ['desk', '2011-01-01', 10],
  ['self_check', '2012-09-01', 8],
  ['mobile', '2016-11-04', 5],
  ['transfer', '2017-03-01', 1],
];
const LENDING = COLLECTIONS.filter((each) => !each.use.startsWith('re'));
/** Rows of one channel a day; with four channels 24, well below the 40 that a day may have. */
const ROWS_OF_CHANNEL = 6;
/** Busy months of a university's year, January first. */
const MONTH_WEIGHT = [5, 4, 11, 11, 10, 9, 3, 2, 11, 10, 12, 11];

function dayWeight(day: string): number {
  const weekend = weekdayOf(day) > 4 ? 0.55 : 1;
  return (MONTH_WEIGHT[Number(day.slice(5, 7)) - 1] ?? 1) * weekend;
}

/** Rows of one day: how its loans fall on channels, collections, categories. */
function* rowsOfDay(
  seed: number,
  day: string,
  first: number,
  loans: number,
  places: Places,
): Iterable<Daily> {
  const channels = CHANNELS.filter(([, since]) => since <= day);
  const parts = channels.flatMap(([channel, , weight]) =>
    Array.from({ length: ROWS_OF_CHANNEL }, (_, part) => ({ channel, weight, part })),
  );
  const sum = parts.reduce((total, { weight }) => total + weight, 0);
  let done = 0;
  let share = 0;
  for (const [offset, { channel, weight, part }] of parts.entries()) {
    share += weight;
    // Cumulative rounding: the rows of a day add up to its loans.
    const upTo = Math.round((loans * share) / sum);
    const count = upTo - done;
    done = upTo;
    if (count === 0) continue;
    const index = first + offset;
    const dice = diceOf(seed, 'daily', index);
    const collection = at(LENDING, (index * 5 + part * 3) % LENDING.length);
    yield {
      id: idOf(seed, 'daily', index),
      ver: 1,
      day,
      measure: 'loans',
      campus: places.campus(collection.campus),
      collection: places.collection(collection.letter).id,
      channel,
      category: dice.chance(0.62) ? 'undergraduate' : dice.pick(CATEGORIES)[0],
      count,
    };
  }
}

/** Every daily row, oldest first; each year adds up to its total exactly. */
export function* dailyRows(seed: number, places: Places): Iterable<Daily> {
  let number = 0;
  for (const [from, to, total] of YEARS) {
    let weights = 0;
    for (let day = from; day <= to; day = addDays(day, 1)) weights += dayWeight(day);
    let passed = 0;
    let done = 0;
    for (let day = from; day <= to; day = addDays(day, 1)) {
      passed += dayWeight(day);
      const upTo = Math.round((total * passed) / weights);
      yield* rowsOfDay(seed, day, number * 40, upTo - done, places);
      done = upTo;
      number += 1;
    }
  }
}
