// Readers by index, in order of registration; the months are the report's where it names them, else illustrative.

import { BLOCK_REASONS } from '../shared/circulation/readers/block-reasons.ts';
import { maskName, maskNumber } from '../shared/library/masks.ts';
import type { PrivateRow, Reader } from '../shared/library/entities.ts';
import { DAY_MS, instantOf, millis } from '../shared/lib/time.ts';
import type { Day, Instant } from '../shared/lib/time.ts';
import { at, diceOf, idOf } from './dice.ts';
import type { CampusLetter, Places } from './places.ts';
import { chineseName } from './words/names.ts';

/** First day that registrations are counted from: the mobile app's trial. */
export const COUNTED_SINCE = '2016-11-04';

/**
 * Registrations: first day, last day, how many. 614 tested before the trial; then 13,386 up to 5 June 2018, of which
 * 3,163 in December 2017 (reported). The other months are illustrative.
 */
const MONTHS: readonly [string, string, number][] = [
  ['2016-09-05', '2016-11-03', 614],
  ['2016-11-04', '2016-11-30', 260],
  ['2016-12-01', '2016-12-31', 310],
  ['2017-01-01', '2017-01-31', 180],
  ['2017-02-01', '2017-02-28', 240],
  ['2017-03-01', '2017-03-31', 420],
  ['2017-04-01', '2017-04-30', 360],
  ['2017-05-01', '2017-05-31', 390],
  ['2017-06-01', '2017-06-30', 310],
  ['2017-07-01', '2017-07-31', 120],
  ['2017-08-01', '2017-08-31', 90],
  ['2017-09-01', '2017-09-30', 980],
  ['2017-10-01', '2017-10-31', 830],
  ['2017-11-01', '2017-11-30', 917],
  ['2017-12-01', '2017-12-31', 3163],
  ['2018-01-01', '2018-01-31', 760],
  ['2018-02-01', '2018-02-28', 310],
  ['2018-03-01', '2018-03-31', 1420],
  ['2018-04-01', '2018-04-30', 1130],
  ['2018-05-01', '2018-05-31', 1060],
  ['2018-06-01', '2018-06-05', 136],
];

/** Categories with their shares of a hundred. */
export const CATEGORIES: readonly [string, number][] = [
  ['undergraduate', 62],
  ['postgraduate', 24],
  ['teacher', 10],
  ['staff', 4],
];

/** Readers of one seed. */
export interface Readers {
  count: number;
  id(index: number): string;
  card(index: number): string;
  campus(index: number): CampusLetter;
  category(index: number): string;
  registeredOn(index: number): string;
  /** The same as ms. */
  registeredMs(index: number): number;
  active(index: number): boolean;
  row(index: number, cardHash: (card: string) => string): Reader;
  privateRow(index: number): PrivateRow;
}

interface Span {
  /** 07:00 in Shanghai of its first day; ms. */
  start: number;
  days: number;
  count: number;
  /** Registrations up to its end. */
  total: number;
}

const utc = (day: string) => millis(`${day}T00:00:00.000Z`);
const SPANS = MONTHS.reduce<Span[]>((spans, [from, to, count]) => {
  const total = (spans.at(-1)?.total ?? 0) + count;
  const start = utc(from) - 3_600_000;
  return [...spans, { start, days: (utc(to) - utc(from)) / DAY_MS + 1, count, total }];
}, []);
const LAST_TOTAL = SPANS.at(-1)?.total ?? 0;

/** Evenly over the month, between 07:00 and 23:00 in Shanghai (UTC+8 without summer time); ms. */
function registrationOf(index: number, scaleDown: number, unit: number): number {
  const position = Math.min(Math.floor(index / scaleDown), LAST_TOTAL - 1);
  const span = SPANS.find(({ total }) => position < total) ?? at(SPANS, 0);
  const within = (position - (span.total - span.count)) / span.count;
  const day = Math.floor(within * span.days);
  return span.start + day * DAY_MS + Math.floor(unit * 16 * 3_600) * 1000;
}

function categoryOf(unit: number): string {
  let share = unit * 100;
  for (const [category, size] of CATEGORIES) {
    share -= size;
    if (share < 0) return category;
  }
  return at(CATEGORIES, 0)[0];
}

/** Of a reader's dice: below the first a card is good, below the second it is blocked, else it has run out. */
const GOOD = 0.985;
const BLOCKED = 0.993;
const LAST_DAYS: readonly Day[] = ['2017-06-30', '2017-12-31', '2018-03-31', '2018-05-31'];

/** How a card stands; of those that ran out, whoever came after the last of the last days has a good one. */
function standingOf(
  unit: number,
  registeredOn: Instant,
): Pick<Reader, 'status' | 'block' | 'expiresOn'> {
  if (unit < GOOD) return { status: 'active' };
  if (unit < BLOCKED) {
    const which = ((unit - GOOD) / (BLOCKED - GOOD)) * BLOCK_REASONS.length;
    return { status: 'blocked', block: at(BLOCK_REASONS, Math.floor(which)) };
  }
  const expiresOn = LAST_DAYS.find((day) => day > registeredOn);
  return { status: 'active', ...(expiresOn !== undefined && { expiresOn }) };
}

/** Readers of a seed. */
export function readersOf(seed: number, count: number, places: Places): Readers {
  const scaleDown = Math.max(1, count / LAST_TOTAL);
  const unit = (index: number, which: number) => {
    const dice = diceOf(seed, 'reader', index);
    let value = 0;
    for (let turn = 0; turn <= which; turn += 1) value = dice.unit();
    return value;
  };
  const registeredMs = (index: number) => registrationOf(index, scaleDown, unit(index, 0));
  const registeredOn = (index: number) => instantOf(registeredMs(index));
  const campus = (index: number): CampusLetter => (unit(index, 1) < 0.54 ? 'N' : 'S');
  const category = (index: number) => categoryOf(unit(index, 2));
  const card = (index: number) =>
    `${registeredOn(index).slice(2, 4)}${'0624'[index % 4]}${String(index * 7 + 100_003).padStart(7, '0')}`;
  const name = (index: number) => {
    const dice = diceOf(seed ^ 0x5a, 'reader', index);
    return chineseName(dice);
  };
  const id = (index: number) => idOf(seed, 'reader', index);
  // No mobile number in China begins with 100: nobody real is rung up.
  const phone = (index: number) => `100${String(((index * 7_919 + 13) % 90_000_000) + 10_000_000)}`;
  return {
    count,
    id,
    card,
    campus,
    category,
    registeredOn,
    registeredMs,
    active: (index) => unit(index, 3) < GOOD,
    row: (index, cardHash) => ({
      id: id(index),
      ver: 1,
      cardHash: cardHash(card(index)),
      cardMasked: maskNumber(card(index)),
      nameMasked: maskName(name(index)),
      category: category(index),
      campus: places.campus(campus(index)),
      ...standingOf(unit(index, 3), registeredOn(index)),
      registeredOn: registeredOn(index),
      pastReadFirsts: 0,
      onTimeReturns: 0,
    }),
    privateRow: (index) => ({
      id: id(index),
      ver: 1,
      name: name(index),
      card: card(index),
      phone: phone(index),
      email: `reader${index + 1}@students.shutai.example`,
    }),
  };
}
