// Copies by index: which title, which collection owns it, where it was last seen, and whether it is on loan.

import { callKey } from '../shared/library/call-number.ts';
import type { Copy, Place } from '../shared/library/entities.ts';
import { DAY_MS, instantOf, millis } from '../shared/lib/time.ts';
import { DEMO_START } from './about.ts';
import { at, diceOf, idOf, mix } from './dice.ts';
import { COLLECTIONS } from './places.ts';
import type { CampusLetter, CollectionPlan, Places } from './places.ts';
import { holdsClass } from './ranges.ts';
import type { Titles } from './titles.ts';

const START = millis(DEMO_START);
/** Copies of ten neighbouring titles: 15 in the demo, 20 at larger scales. */
const PATTERNS: Record<number, readonly number[]> = {
  15: [1, 2, 1, 1, 1, 4, 1, 1, 2, 1],
  20: [1, 2, 1, 3, 1, 5, 2, 1, 2, 2],
};

/** What of a copy follows from its index without making the row. */
export interface CopyPlan {
  index: number;
  titleIndex: number;
  /** 1 for a title's first copy. */
  rank: number;
  collection: CollectionPlan;
  lendable: boolean;
}

/** Copies of one seed. */
export interface Copies {
  count: number;
  id(index: number): string;
  plan(index: number): CopyPlan;
  barcode(plan: CopyPlan): string;
  /** Home collection as a place. */
  home(plan: CopyPlan): Place;
  /** Range where it stands when it is in its place. */
  shelf(plan: CopyPlan): Place;
  row(plan: CopyPlan): Copy;
  status(plan: CopyPlan): Copy['status'];
  /** Indexes of a title's copies. */
  ofTitle(titleIndex: number): number[];
  /** On loan in the ordinary way, apart from what requests lend. */
  lent(plan: CopyPlan): boolean;
  /** Open collection of a campus where the title would stand. */
  openShelf(titleIndex: number, campus: CampusLetter): CollectionPlan;
}

const OPEN_COLLECTIONS = COLLECTIONS.filter((each) => each.use === 'open');
const special = (campus: CampusLetter, use: CollectionPlan['use']) =>
  COLLECTIONS.find((each) => each.campus === campus && each.use === use);

/** Open collections that hold a class, by class code. */
const openFor = new Map<string, { N: CollectionPlan[]; S: CollectionPlan[] }>();

function homesOf(titleClass: Parameters<typeof holdsClass>[1]) {
  let found = openFor.get(titleClass.code);
  if (!found) {
    const holding = OPEN_COLLECTIONS.filter((each) => holdsClass(each, titleClass));
    found = {
      N: holding.filter((each) => each.campus === 'N'),
      S: holding.filter((each) => each.campus === 'S'),
    };
    openFor.set(titleClass.code, found);
  }
  return found;
}

/** Medicine and engineering are mostly bought for the south campus, humanities for the north one. */
function campusOf(group: string, rank: number, unit: number): CampusLetter {
  const south = 'RTUVX'.includes(group) ? 0.68 : 'IKJB'.includes(group) ? 0.36 : 0.5;
  return (rank % 2 === 1 ? unit : 1 - unit) < south ? 'S' : 'N';
}

/** Kept in another place than the open shelves: new, old, reference or course reserve. */
function useOf(year: number, rank: number, unit: number): CollectionPlan['use'] {
  if (unit < 0.012) return 'reference';
  if (unit < 0.022 && rank === 1) return 'reserve';
  if (year >= 2018 && unit < 0.5) return 'new';
  if (year < 2001 && unit < 0.75) return 'depot';
  return 'open';
}

function statusOf(unit: number): Copy['status'] {
  if (unit < 0.004) return 'missing';
  return unit < 0.007 ? 'in_repair' : 'available';
}

/** Copies of a seed. */
export function copiesOf(seed: number, count: number, titles: Titles, places: Places): Copies {
  const perTen = count / (titles.count / 10);
  const pattern = PATTERNS[perTen] ?? at([[2]], 0);
  const owners = pattern.flatMap((size, offset) =>
    Array.from({ length: size }, (_, rank) => ({ offset, rank: rank + 1 })),
  );
  const firsts = pattern.map((_, offset) => owners.findIndex((each) => each.offset === offset));
  const id = (index: number) => idOf(seed, 'copy', index);

  const plan = (index: number): CopyPlan => {
    const { offset, rank } = at(owners, index % perTen);
    const titleIndex = Math.floor(index / perTen) * 10 + offset;
    const { titleClass } = titles.shelved(titleIndex);
    const bits = mix(seed ^ 0xc0b1, index);
    const campus = campusOf(
      titleClass.group,
      rank,
      (mix(seed ^ 0xca, titleIndex) >>> 8) / 16_777_216,
    );
    const use = useOf(titles.year(titleIndex), rank, (bits >>> 8) / 16_777_216);
    const home = use === 'open' ? undefined : special(campus, use);
    const homes = homesOf(titleClass);
    const open = homes[campus][0] ?? homes[campus === 'N' ? 'S' : 'N'][0];
    const collection = home ?? open ?? at(OPEN_COLLECTIONS, 0);
    return { index, titleIndex, rank, collection, lendable: !collection.use.startsWith('re') };
  };
  const barcode = ({ collection, index }: CopyPlan) =>
    collection.campus + String(10_000_001 + index * 7).padStart(8, '0');
  const home = ({ collection }: CopyPlan) => places.collection(collection.letter);
  const shelf = ({ collection, titleIndex }: CopyPlan) =>
    places.range(collection.letter, titles.key(titleIndex));
  const lent = (each: CopyPlan) =>
    each.lendable &&
    each.collection.use !== 'depot' &&
    each.rank < 4 &&
    mix(seed ^ 0x10a7, each.index) % 1_000 < 58;

  const status = (each: CopyPlan) =>
    lent(each) ? 'available' : statusOf(mix(seed ^ 0x57a7, each.index) / 4_294_967_296);

  const row = (each: CopyPlan): Copy => {
    const { callNumber } = titles.shelved(each.titleIndex);
    const key = callKey(callNumber);
    const dice = diceOf(seed, 'copy', each.index);
    // Stocktaking in the summer of 2017, or a loan that came back since.
    const days = dice.chance(0.7) ? dice.between(280, 320) : dice.between(1, 270);
    const seenOn = instantOf(START - days * DAY_MS + dice.between(60, 500) * 60_000);
    const place = places.range(each.collection.letter, key);
    const homeId = home(each).id;
    const returned = days < 280 && each.lendable;
    return {
      id: id(each.index),
      ver: 1,
      barcode: barcode(each),
      titleId: titles.id(each.titleIndex),
      home: homeId,
      holding: homeId,
      callNumber,
      callKey: key,
      volume: null,
      status: status(each),
      lendable: each.lendable,
      courseReserve: each.collection.use === 'reserve',
      seenAt: place.id,
      seenOn,
      lastReturnedOn: returned ? seenOn : null,
      lastUsedInHouseOn: !returned && dice.chance(0.02) ? seenOn : null,
      lastMovedOn: null,
      returnDay: null,
    };
  };
  return {
    count,
    id,
    plan,
    barcode,
    home,
    shelf,
    row,
    status,
    ofTitle: (titleIndex) => {
      const offset = titleIndex % 10;
      const first = Math.floor(titleIndex / 10) * perTen + at(firsts, offset);
      return Array.from({ length: at(pattern, offset) }, (_, rank) => first + rank);
    },
    lent,
    openShelf: (titleIndex, campus) => {
      const homes = homesOf(titles.shelved(titleIndex).titleClass)[campus];
      return homes[0] ?? special(campus, 'depot') ?? at(OPEN_COLLECTIONS, 0);
    },
  };
}
