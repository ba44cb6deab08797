// The demonstration library: every row of it, one after another, so that no size needs to fit into memory.

import { REASONS } from '../shared/library/reasons.ts';
import type { Reason, Title } from '../shared/library/entities.ts';
import type { Instant } from '../shared/lib/time.ts';
import type { Kind, Kinds } from '../shared/queues/world.ts';
import {
  DEMO_PASSWORD,
  DEMO_SEED,
  DEMO_START,
  DEMO_VERIFIER,
  DEMO_VERSION,
  demoBaseText,
  demoCardKey,
  sizesOf,
} from './about.ts';
import { calendarsOf } from './calendars.ts';
import { circulationOf } from './circulation.ts';
import { copiesOf } from './copies.ts';
import { dailyRows } from './daily.ts';
import { mix } from './dice.ts';
import { fundsOf, vendorsOf } from './money.ts';
import { placesOf } from './places.ts';
import { readersOf } from './readers.ts';
import { staffOf } from './staff.ts';
import { titlesOf } from './titles.ts';

/** One row with the name of its kind. */
export type DemoRow = { [K in Kind]: { kind: K; row: Kinds[K] } }[Kind];

/** What a demo is made from. */
export interface DemoOptions {
  /** Default `DEMO_SEED`. */
  seed?: number;
  /** 1 (default) to 100; see `sizesOf`. */
  scale?: number;
  /** HMAC-SHA-256 (hex) of a card number under `demoCardKey(seed)`. */
  cardHash: (card: string) => string;
}

/** A demonstration library. */
export interface DemoLibrary {
  version: number;
  seed: number;
  scale: number;
  /** Where its clock begins. */
  start: Instant;
  /** Text whose digest is the base id. */
  baseText: string;
  /** Key of the card hashes. */
  cardKey: string;
  /** Every account has this password, and a desk this verifier for each. */
  password: string;
  verifier: string;
  /** Every row at `ver` 1, in an order in which it can be loaded; calling it again gives the same rows. */
  rows(): Iterable<DemoRow>;
}

function* of<K extends Kind>(kind: K, rows: Iterable<Kinds[K]>): Iterable<DemoRow> {
  for (const row of rows) yield { kind, row } as DemoRow;
}

function* range<T>(count: number, make: (index: number) => T): Iterable<T> {
  for (let index = 0; index < count; index += 1) yield make(index);
}

function reasonRows(): Reason[] {
  return Object.entries(REASONS).map(([id, text], order) => ({
    id,
    ver: 1,
    text,
    active: true,
    order: order + 1,
  }));
}

/** Everything that rows are made by, of one seed and scale. */
function partsOf(seed: number, scale: number) {
  const sizes = sizesOf(scale);
  const titles = titlesOf(seed, sizes.titles);
  const calendars = calendarsOf(seed);
  const places = placesOf(seed, calendars.ids, titles);
  const copies = copiesOf(seed, sizes.copies, titles, places);
  const readers = readersOf(seed, sizes.readers, places);
  const vendors = vendorsOf(seed);
  const staff = staffOf(
    seed,
    places,
    vendors.map((each) => each.id),
    readers.id,
  );
  const circulation = circulationOf(seed, copies, titles.id, readers, places);
  return { sizes, titles, calendars, places, copies, readers, vendors, staff, circulation };
}

type Parts = ReturnType<typeof partsOf>;

function titleRow(seed: number, parts: Parts, index: number): Title {
  const { titles, places, circulation } = parts;
  const bits = mix(seed ^ 0x10a5, index);
  const loans = (value: number) => Math.max(0, (value % 17) - 9);
  return {
    ...titles.row(index),
    loans12: { [places.campus('N')]: loans(bits), [places.campus('S')]: loans(bits >>> 8) },
    holdsWaiting: circulation.holds(index).length,
  };
}

function* libraryRows(seed: number, parts: Parts, options: DemoOptions): Iterable<DemoRow> {
  const { titles, calendars, places, copies, readers, vendors, staff, circulation } = parts;
  yield* of('calendar', calendars.rows);
  yield* of('place', places.rows);
  yield* of('reason', reasonRows());
  yield* of('vendor', vendors);
  yield* of('fund', fundsOf(seed, new Map()));
  yield* of('staff', staff.rows);
  yield* of(
    'title',
    range(titles.count, (index) => titleRow(seed, parts, index)),
  );
  yield* of(
    'copy',
    range(copies.count, (index) => copies.row(copies.plan(index))),
  );
  yield* of(
    'reader',
    range(readers.count, (index) => readers.row(index, options.cardHash)),
  );
  yield* of('private', range(readers.count, readers.privateRow));
  yield* of('daily', dailyRows(seed, places));
  for (let index = 0; index < copies.count; index += 1) {
    const plan = copies.plan(index);
    if (copies.lent(plan)) yield { kind: 'loan', row: circulation.loan(plan) };
  }
  for (let index = 0; index < titles.count; index += 1) {
    yield* of('hold', circulation.holds(index));
  }
}

/** Makes a demonstration library; rows are made while they are read. */
export function demoLibrary(options: DemoOptions): DemoLibrary {
  const seed = options.seed ?? DEMO_SEED;
  const scale = options.scale ?? 1;
  return {
    version: DEMO_VERSION,
    seed,
    scale,
    start: DEMO_START,
    baseText: demoBaseText(seed, scale),
    cardKey: demoCardKey(seed),
    password: DEMO_PASSWORD,
    verifier: DEMO_VERIFIER,
    rows: () => libraryRows(seed, partsOf(seed, scale), options),
  };
}
