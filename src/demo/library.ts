// The demonstration library: every row of it, one after another, so that no size needs to fit into memory.

import { compileCalendars } from '../shared/library/calendar.ts';
import { REASONS } from '../shared/library/reasons.ts';
import type { Copy, Reader, Reason, Template, Title } from '../shared/library/entities.ts';
import type { Instant } from '../shared/lib/time.ts';
import { NOTICE_DEFAULTS } from '../shared/queues/notices/notices.ts';
import type { Kind, Kinds } from '../shared/queues/world/world.ts';
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
import { idOf, mix } from './dice.ts';
import { fundsOf, vendorsOf } from './money.ts';
import { placesOf } from './places.ts';
import type { Book } from './queues/book.ts';
import type { Stage } from './queues/stage.ts';
import { tellEarlier, tellReport } from './queues/told.ts';
import { COUNTED_SINCE, readersOf } from './readers.ts';
import { sha256 } from './sha256.ts';
import { staffOf } from './staff.ts';
import { titlesOf } from './titles.ts';
import { ratingsOf, reviewsOf, suggestionsOf, ticketsOf } from './voices.ts';

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

const ZONE = 'Asia/Shanghai';
/** Policy that says from which day registrations are counted. */
const COUNTED_SINCE_POLICY = 'figures.registered_since';

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

/** The library's own wording of every notice, to be edited in Settings. */
function templateRows(seed: number): Template[] {
  return Object.entries(NOTICE_DEFAULTS).map(([notice, text], index) => ({
    id: idOf(seed, 'template', index),
    ver: 1,
    notice,
    reason: null,
    text,
    active: true,
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

function stageOf(seed: number, parts: Parts, cardHash: (card: string) => string): Stage {
  const { titles, places, copies, readers, staff, circulation, calendars, vendors } = parts;
  const main = (letter: 'N' | 'S') => calendars.ids[`main${letter}`] ?? '';
  return {
    seed,
    titles,
    places,
    copies,
    readers,
    staff,
    circulation,
    calendars: compileCalendars(
      calendars.rows,
      { [places.campus('N')]: main('N'), [places.campus('S')]: main('S') },
      ZONE,
    ),
    vendorIds: vendors.map((each) => each.id),
    cardHash,
    used: new Set(),
    marks: new Map(),
    sha256,
  };
}

function titleRow(seed: number, parts: Parts, book: Book, index: number): Title {
  const { titles, places, circulation } = parts;
  const bits = mix(seed ^ 0x10a5, index);
  const loans = (value: number) => Math.max(0, (value % 17) - 9);
  return {
    ...titles.row(index),
    loans12: { [places.campus('N')]: loans(bits), [places.campus('S')]: loans(bits >>> 8) },
    holdsWaiting: circulation.holds(index).length,
    ...book.titleSets.get(index),
  };
}

function copyRow(parts: Parts, book: Book, index: number): Copy {
  const row = parts.copies.row(parts.copies.plan(index));
  const set = book.copySets.get(index);
  return set ? { ...row, ...set } : row;
}

function readerRow(
  parts: Parts,
  book: Book,
  index: number,
  hash: (card: string) => string,
): Reader {
  const row = parts.readers.row(index, hash);
  return { ...row, ...book.readerCounts.get(row.id) };
}

/** What the library is: rows that hardly change. */
function* settingRows(seed: number, parts: Parts, book: Book): Iterable<DemoRow> {
  yield* of('calendar', parts.calendars.rows);
  yield* of('place', parts.places.rows);
  yield* of('policy', [{ id: COUNTED_SINCE_POLICY, ver: 1, value: COUNTED_SINCE }]);
  yield* of('reason', reasonRows());
  yield* of('template', templateRows(seed));
  yield* of('vendor', parts.vendors);
  yield* of('fund', fundsOf(seed, book.money));
  yield* of('staff', parts.staff.rows);
}

/** What it holds and who reads it. */
function* holdingRows(
  seed: number,
  parts: Parts,
  book: Book,
  hash: (card: string) => string,
): Iterable<DemoRow> {
  const { titles, places, copies, readers } = parts;
  yield* of(
    'title',
    range(titles.count, (index) => titleRow(seed, parts, book, index)),
  );
  yield* of('title', book.titles);
  yield* of(
    'copy',
    range(copies.count, (index) => copyRow(parts, book, index)),
  );
  yield* of('copy', book.copies);
  yield* of(
    'reader',
    range(readers.count, (index) => readerRow(parts, book, index, hash)),
  );
  yield* of('private', range(readers.count, readers.privateRow));
  yield* of('daily', dailyRows(seed, places));
}

/** What is out and who waits. */
function* circulationRows(parts: Parts, book: Book): Iterable<DemoRow> {
  const { titles, copies, circulation } = parts;
  for (let index = 0; index < copies.count; index += 1) {
    const plan = copies.plan(index);
    if (copies.lent(plan)) yield { kind: 'loan', row: circulation.loan(plan) };
  }
  yield* of('loan', book.loans);
  for (let index = 0; index < titles.count; index += 1) {
    yield* of('hold', circulation.holds(index));
  }
}

function* bookRows(book: Book): Iterable<DemoRow> {
  yield* of('bundle', book.bundles);
  yield* of('request', book.requests);
  yield* of('event', book.events);
  yield* of('custody', book.custodies);
  yield* of('manifest', book.manifests);
  yield* of('round', book.rounds);
  yield* of('notice', book.notices);
  yield* of('shelf_task', book.shelfTasks);
}

/** What readers have said. */
function* voiceRows(stage: Stage, book: Book): Iterable<DemoRow> {
  yield* of('feedback', ticketsOf(stage));
  yield* of('feedback', ratingsOf(stage, book.requests));
  yield* of('suggestion', suggestionsOf(stage));
  yield* of('review', reviewsOf(stage));
}

function* libraryRows(seed: number, parts: Parts, options: DemoOptions): Iterable<DemoRow> {
  const stage = stageOf(seed, parts, options.cardHash);
  const book = tellReport(stage);
  yield* settingRows(seed, parts, book);
  yield* holdingRows(seed, parts, book, options.cardHash);
  yield* circulationRows(parts, book);
  const { history } = parts.sizes;
  for (let n = 0; n < history; n += 1) yield* bookRows(tellEarlier(stage, n, history));
  yield* bookRows(book);
  yield* voiceRows(stage, book);
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
