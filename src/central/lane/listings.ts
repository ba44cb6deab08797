// Which places in lists a group leaves and takes: the difference between the rows before it and after it.

import type { Kind, Kinds } from '../../shared/queues/world/world.ts';
import type { Listing, StoreReads } from '../store/port.ts';
import type { Reader } from './reader.ts';
import type { CompiledSettings, Put } from './settings.ts';
import { remindersOf } from '../../shared/circulation/notices/reminders.ts';
import { FRESH, NEVER, listingsOf, timerKey } from './stored.ts';

/** Places left and taken. */
export interface Listings {
  unlisted: Listing[];
  listed: Listing[];
}

const nameOf = ({ list, key, kind, id }: Listing) => `${list}\n${key}\n${kind}\n${id}`;

/** Where a reminded row may stand once a round has looked at it: at the instant of any of its reminders. */
function reminderPlaces(
  { kind }: Put,
  before: Kinds[Kind],
  fresh: Listing,
  { settings }: CompiledSettings,
) {
  const keys = [...remindersOf(kind, before, settings).map(({ at }) => at), NEVER];
  return keys.map((key) => ({ ...fresh, key }));
}

/** The lists in which a row may stand in the store: a request whose timer rests stands at `NEVER`. */
function placesBefore(
  put: Put,
  before: Kinds[Kind] | undefined,
  settings: CompiledSettings,
): Listing[] {
  if (before === undefined) return [];
  const places = listingsOf(put.kind, before, () => settings.settings);
  const resting = places.find(({ list }) => list === 'timer');
  const reminded = places.find(({ list }) => list === 'reminder');
  return [
    ...places,
    ...(resting ? [{ ...resting, key: NEVER }] : []),
    ...(reminded ? reminderPlaces(put, before, reminded, settings) : []),
  ];
}

function difference(before: readonly Listing[], after: readonly Listing[]): Listings {
  const had = new Map(before.map((each) => [nameOf(each), each]));
  const has = new Map(after.map((each) => [nameOf(each), each]));
  const moving = ({ list }: Listing) => list === 'timer' || list === 'reminder';
  const timers = new Set(after.filter(moving).map(nameOf));
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

const REMINDER_POLICIES = ['notice.due_soon_days', 'notice.hold_expiring_days'] as const;

/** What reminders follow from besides their rows. */
function remindingBy({ settings: { policies } }: CompiledSettings): string {
  const days = REMINDER_POLICIES.map((key) => policies.number(key));
  return JSON.stringify([
    days,
    policies.list('notice.overdue_days'),
    policies.text('library.zone'),
  ]);
}

/** Other days of reminders: the next round looks at every row again. */
async function remindersAgain(reads: StoreReads, own: ReadonlySet<string>): Promise<Listings> {
  const all = await reads.listedUpTo('reminder', NEVER, Number.MAX_SAFE_INTEGER);
  const unlisted = all.filter(({ id, key }) => key !== FRESH && !own.has(id));
  return { unlisted, listed: unlisted.map((place) => ({ ...place, key: FRESH })) };
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
  if (remindingBy(before) === remindingBy(after)) return all;
  const reminders = await remindersAgain(reads, new Set(written.map(({ row }) => row.id)));
  all.unlisted.push(...reminders.unlisted);
  all.listed.push(...reminders.listed);
  return all;
}
