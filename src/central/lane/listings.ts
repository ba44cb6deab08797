// Which places in lists a group leaves and takes: the difference between the rows before it and after it.

import type { Kind, Kinds } from '../../shared/queues/world.ts';
import type { Listing, StoreReads } from '../store/port.ts';
import type { Reader } from './reader.ts';
import type { CompiledSettings, Put } from './settings.ts';
import { NEVER, listingsOf, timerKey } from './stored.ts';

/** Places left and taken. */
export interface Listings {
  unlisted: Listing[];
  listed: Listing[];
}

const nameOf = ({ list, key, kind, id }: Listing) => `${list}\n${key}\n${kind}\n${id}`;

/** The lists in which a row may stand in the store: a request whose timer rests stands at `NEVER`. */
function placesBefore(
  { kind }: Put,
  before: Kinds[Kind] | undefined,
  settings: CompiledSettings,
): Listing[] {
  if (before === undefined) return [];
  const places = listingsOf(kind, before, () => settings.settings);
  const resting = places.find(({ list }) => list === 'timer');
  return resting ? [...places, { ...resting, key: NEVER }] : places;
}

function difference(before: readonly Listing[], after: readonly Listing[]): Listings {
  const had = new Map(before.map((each) => [nameOf(each), each]));
  const has = new Map(after.map((each) => [nameOf(each), each]));
  const timers = new Set(after.filter(({ list }) => list === 'timer').map(nameOf));
  return {
    unlisted: [...had].flatMap(([name, each]) => (has.has(name) ? [] : [each])),
    // What may be resting is not known to stand where it would: its place is taken again.
    listed: [...has].flatMap(([name, each]) => (had.has(name) && !timers.has(name) ? [] : [each])),
  };
}

/** Settings have changed: the timers of all open requests may want to act at another time. */
async function timersAgain(
  reads: StoreReads,
  reader: Reader,
  settings: CompiledSettings,
  own: ReadonlySet<string>,
): Promise<Listings> {
  const open = await reads.listedUpTo('timer', NEVER, Number.MAX_SAFE_INTEGER);
  const others = open.filter(({ id }) => !own.has(id));
  await reader.load(others, []);
  const moved: { place: Listing; key: string }[] = [];
  for (const place of others) {
    const request = await reader.get('request', place.id);
    const key = request ? timerKey(request, settings.settings) : null;
    if (key !== null && key !== place.key) moved.push({ place, key });
  }
  return {
    unlisted: moved.map(({ place }) => place),
    listed: moved.map(({ place, key }) => ({ ...place, key })),
  };
}

/** The places that rows written over committed ones leave and take. */
export async function listingsBetween(
  reads: StoreReads,
  reader: Reader,
  written: readonly Put[],
  before: CompiledSettings,
  after: CompiledSettings,
): Promise<Listings> {
  const all: Listings = { unlisted: [], listed: [] };
  for (const put of written) {
    const old = placesBefore(put, await reader.get(put.kind, put.row.id), before);
    const { unlisted, listed } = difference(
      old,
      listingsOf(put.kind, put.row, () => after.settings),
    );
    all.unlisted.push(...unlisted);
    all.listed.push(...listed);
  }
  if (before === after) return all;
  const own = new Set(written.flatMap(({ kind, row }) => (kind === 'request' ? [row.id] : [])));
  const timers = await timersAgain(reads, reader, after, own);
  all.unlisted.push(...timers.unlisted);
  all.listed.push(...timers.listed);
  return all;
}
