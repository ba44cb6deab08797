// A very small library for the engine's tests: two campuses, few copies of few titles, somebody in every role.

import { createHash } from 'node:crypto';
import { derivedId } from '../../src/shared/lib/ids.ts';
import type { Instant } from '../../src/shared/lib/time.ts';
import { compileCalendars } from '../../src/shared/library/calendar.ts';
import type {
  Copy,
  Grant,
  Place,
  PlaceKind,
  Reader,
  Staff,
  StaffRole,
  Title,
} from '../../src/shared/library/entities.ts';
import { policiesOf } from '../../src/shared/library/policies.ts';
import { memoryWorld } from '../../src/shared/queues/world/memory-world.ts';
import type { MemoryWorld } from '../../src/shared/queues/world/memory-world.ts';
import { POLICY_DEFAULTS } from '../../src/shared/queues/policies.ts';
import type { Env, Kind, Kinds } from '../../src/shared/queues/world/world.ts';

/** Where every test begins: a Wednesday morning, 08:30 in the library's zone. */
export const START: Instant = '2018-06-06T00:30:00.000Z';

const both = (text: string) => ({ zh: text, en: text });

function place(id: string, kind: PlaceKind, campus: string, code = id.toUpperCase()): Place {
  return {
    id,
    ver: 1,
    kind,
    parentId: kind === 'campus' ? null : campus,
    campus,
    code,
    name: both(id),
    order: 1,
    calendarId: kind === 'campus' ? 'hours' : null,
    lendable: true,
    floor: null,
    fromKey: null,
    toKey: null,
    active: true,
  };
}

/** Places by campus: `north` and `south`, each with desk, two collections, slots, addresses and a locker. */
const PLACES: Place[] = ['north', 'south'].flatMap((campus) => {
  const short = campus.slice(0, 1);
  return [
    place(campus, 'campus', campus),
    place(`${short}-desk`, 'point', campus, `${short.toUpperCase()}1`),
    place(`${short}-main`, 'collection', campus),
    place(`${short}-arts`, 'collection', campus),
    place(`${short}-range`, 'range', campus),
    place(`${short}-slot`, 'hold_slot', campus),
    place(`${short}-door`, 'address', campus),
    place(`${short}-locker`, 'locker', campus),
  ];
});

function title(id: string, isbn: string | null): Title {
  return {
    id,
    ver: 1,
    isbn,
    title: `Title ${id}`,
    author: 'A. Author',
    publisher: 'Press',
    year: 2015,
    price: 4500,
    classCode: 'TP311',
    callNumber: 'TP311/1',
    loans12: {},
    holdsWaiting: 0,
    onOrder: 0,
  };
}

/** One copy in good order. */
export function copyRow(id: string, titleId: string, home: string): Copy {
  return {
    id,
    ver: 1,
    barcode: id.toUpperCase(),
    titleId,
    home,
    holding: home,
    callNumber: 'TP311/1',
    callKey: 'TP311/1',
    volume: null,
    status: 'available',
    lendable: true,
    courseReserve: false,
    seenAt: null,
    seenOn: null,
    lastReturnedOn: null,
    lastUsedInHouseOn: null,
    lastMovedOn: null,
    returnDay: null,
  };
}

function reader(id: string): Reader {
  return {
    id,
    ver: 1,
    cardHash: `card:${id}`,
    cardMasked: '1****1',
    nameMasked: '张*',
    category: 'undergraduate',
    campus: 'north',
    status: 'active',
    registeredOn: '2017-09-01T00:00:00.000Z',
    pastReadFirsts: 0,
    onTimeReturns: 0,
  };
}

/** A grant over the whole library. */
export function grantOf(role: StaffRole, set: Partial<Grant> = {}): Grant {
  const vendorId = role === 'vendor' ? 'vendor' : null;
  const none = { campuses: null, collections: null, from: null, until: null, lentBy: null };
  return { role, vendorId, ...none, ...set };
}

/** A person with those grants. */
export function staffRow(id: string, grants: Grant[], readerId: string | null = null): Staff {
  return { id, ver: 1, login: id, name: id, grants, readerId, active: true };
}

const STAFF: Staff[] = [
  staffRow('desk-a', [grantOf('desk'), grantOf('assistant')]),
  staffRow('desk-b', [grantOf('desk'), grantOf('courier')]),
  staffRow('desk-c', [grantOf('desk')], 'reader-1'),
  staffRow('north-only', [grantOf('desk', { campuses: ['north'] })]),
  staffRow('keeper-a', [grantOf('collection')]),
  staffRow('keeper-b', [grantOf('collection', { collections: ['s-main', 's-arts'] })]),
  staffRow('buyer-a', [grantOf('acquisitions')]),
  staffRow('buyer-b', [grantOf('acquisitions'), grantOf('supervisor')]),
  staffRow('bookseller', [grantOf('vendor')]),
  staffRow('courier', [grantOf('courier')]),
  staffRow('chief', [grantOf('supervisor')]),
  staffRow('boss', [grantOf('supervisor'), grantOf('desk'), grantOf('admin')]),
];

const COPIES: Copy[] = [
  copyRow('c1', 't1', 'n-main'),
  copyRow('c2', 't1', 'n-main'),
  copyRow('c3', 't1', 's-main'),
  copyRow('c4', 't2', 'n-arts'),
  copyRow('c5', 't3', 's-arts'),
];

const FUND = {
  id: 'fund',
  ver: 1,
  code: 'F2018',
  name: both('Fund'),
  lastDay: '2018-12-31',
  budget: 20_000,
  encumbered: 0,
  spent: 0,
  active: true,
};

/** ISBNs that the titles, and one title that the catalogue lacks, have. */
export const ISBNS = ['9787302511854', '9787111407010', '9780262033848'] as const;

function put<K extends Kind>(world: MemoryWorld, kind: K, rows: readonly Kinds[K][]): void {
  for (const row of rows) world.put(kind, row);
}

/** The library's rows before anybody asked for anything. */
export function modelLibrary(): MemoryWorld {
  const world = memoryWorld();
  put(world, 'place', PLACES);
  put(world, 'title', [title('t1', ISBNS[0]), title('t2', ISBNS[1]), title('t3', null)]);
  put(world, 'copy', COPIES);
  put(world, 'reader', ['reader-1', 'reader-2', 'reader-3'].map(reader));
  put(world, 'staff', STAFF);
  put(world, 'fund', [FUND, { ...FUND, id: 'small', code: 'S2018', budget: 6000 }]);
  put(world, 'vendor', [
    { id: 'vendor', ver: 1, code: 'V', name: both('Vendor'), email: '', active: true },
  ]);
  return world;
}

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');

const hours = {
  id: 'hours',
  ver: 1,
  name: both('Hours'),
  weekly: Array.from({ length: 7 }, (): [string, string][] => [['08:00', '22:00']]),
  exceptions: [],
};

const calendars = compileCalendars([hours], { north: 'hours', south: 'hours' }, 'Asia/Shanghai');

/** Card number of a reader is its id. */
export const modelEnv: Env = {
  deriveId: (commandId, ordinal) => derivedId(commandId, ordinal, sha256),
  sha256,
  cardHash: (card) => `card:${card}`,
  settings: {
    policies: policiesOf(POLICY_DEFAULTS, []),
    calendars,
    place: (id) => PLACES.find((each) => each.id === id),
    placeByCode: (code) => PLACES.find((each) => each.code === code),
  },
};
