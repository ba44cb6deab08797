// How each replicated kind lies in its table: one column a property, lists and objects as JSON text.

import type { Kind, Kinds } from '../../../shared/queues/world/world.ts';
import { CIRCULATION_COLUMNS, MORE } from './circulation-columns.ts';
import { STAFF_COLUMNS } from './staff-columns.ts';

/** `plain` text or number, `flag` 0 or 1, `json` text; what is `sparse` is no property where it is null. */
type Storage = 'plain' | 'flag' | 'json' | 'sparse' | 'sparse_json';

type Layout = { [K in Kind]: { [F in keyof Omit<Required<Kinds[K]>, 'formerCards'>]: Storage } };

const row = { id: 'plain', ver: 'plain' } as const;

/** Storage of every property but `formerCards`, which desks do not keep; one without an entry does not compile. */
export const COLUMNS = {
  request: {
    ...row,
    queue: 'plain',
    code: 'plain',
    state: 'plain',
    cameFrom: 'plain',
    head: 'plain',
    enteredOn: 'plain',
    readerId: 'plain',
    enteredBy: 'plain',
    titleId: 'plain',
    copyId: 'plain',
    campus: 'plain',
    targetCampus: 'plain',
    collection: 'plain',
    priority: 'plain',
    fundId: 'plain',
    encumbered: 'plain',
    claim: 'json',
    leaderId: 'plain',
    parentId: 'plain',
    blockedBy: 'plain',
    bundleId: 'plain',
    fields: 'json',
    submittedOn: 'plain',
    firstTouchOn: 'plain',
    decidedOn: 'plain',
    pickedOn: 'plain',
    readyOn: 'plain',
    endedOn: 'plain',
  },
  event: {
    ...row,
    requestId: 'plain',
    seq: 'plain',
    action: 'plain',
    from: 'plain',
    to: 'plain',
    actor: 'plain',
    role: 'plain',
    desk: 'plain',
    point: 'plain',
    campus: 'plain',
    at: 'plain',
    reason: 'plain',
    note: 'plain',
    readerText: 'plain',
    evidence: 'json',
    patch: 'json',
    facts: 'json',
    undoes: 'plain',
    commandId: 'plain',
  },
  custody: { ...row, copyId: 'plain', requestId: 'plain', since: 'plain', until: 'plain' },
  bundle: {
    ...row,
    queue: 'plain',
    kind: 'plain',
    code: 'plain',
    readerId: 'plain',
    submittedOn: 'plain',
  },
  exception_case: {
    ...row,
    requestId: 'plain',
    commandId: 'plain',
    code: 'plain',
    facts: 'json',
    openedOn: 'plain',
    closedOn: 'plain',
  },
  title: {
    ...row,
    isbn: 'plain',
    title: 'plain',
    author: 'plain',
    publisher: 'plain',
    year: 'plain',
    price: 'plain',
    classCode: 'plain',
    callNumber: 'plain',
    loans12: 'json',
    holdsWaiting: 'plain',
    onOrder: 'plain',
  },
  copy: {
    ...row,
    barcode: 'plain',
    titleId: 'plain',
    home: 'plain',
    holding: 'plain',
    callNumber: 'plain',
    callKey: 'plain',
    volume: 'plain',
    status: 'plain',
    lendable: 'flag',
    courseReserve: 'flag',
    seenAt: 'plain',
    seenOn: 'plain',
    lastReturnedOn: 'plain',
    lastUsedInHouseOn: 'plain',
    lastMovedOn: 'plain',
    returnDay: 'plain',
  },
  reader: {
    ...row,
    cardHash: 'plain',
    cardMasked: 'plain',
    nameMasked: 'plain',
    category: 'plain',
    campus: 'plain',
    status: 'plain',
    registeredOn: 'plain',
    pastReadFirsts: 'plain',
    onTimeReturns: 'plain',
    ...MORE.reader,
  },
  private: { ...row, name: 'plain', card: 'plain', phone: 'plain', email: 'plain' },
  loan: {
    ...row,
    copyId: 'plain',
    readerId: 'plain',
    lentOn: 'plain',
    dueOn: 'plain',
    channel: 'plain',
    requestId: 'plain',
    closedOn: 'plain',
    charge: 'plain',
    ...MORE.loan,
  },
  hold: {
    ...row,
    titleId: 'plain',
    copyId: 'plain',
    readerId: 'plain',
    placedOn: 'plain',
    pickupCampus: 'plain',
    kind: 'plain',
    status: 'plain',
    ...MORE.hold,
  },
  fund: {
    ...row,
    code: 'plain',
    name: 'json',
    lastDay: 'plain',
    budget: 'plain',
    encumbered: 'plain',
    spent: 'plain',
    active: 'flag',
  },
  vendor: { ...row, code: 'plain', name: 'json', email: 'plain', active: 'flag' },
  staff: {
    ...row,
    login: 'plain',
    name: 'plain',
    grants: 'json',
    readerId: 'plain',
    active: 'flag',
  },
  policy: { ...row, value: 'json' },
  calendar: { ...row, name: 'json', weekly: 'json', exceptions: 'json' },
  place: {
    ...row,
    kind: 'plain',
    parentId: 'plain',
    campus: 'plain',
    code: 'plain',
    name: 'json',
    order: 'plain',
    calendarId: 'plain',
    lendable: 'flag',
    floor: 'plain',
    fromKey: 'plain',
    toKey: 'plain',
    fromNumber: 'sparse',
    toNumber: 'sparse',
    active: 'flag',
  },
  template: { ...row, notice: 'plain', reason: 'plain', text: 'json', active: 'flag' },
  reason: { ...row, text: 'json', active: 'flag', order: 'plain' },
  manifest: {
    ...row,
    crate: 'plain',
    fromCampus: 'plain',
    toCampus: 'plain',
    openedOn: 'plain',
    closedOn: 'plain',
    lines: 'json',
  },
  round: { ...row, courier: 'plain', openedOn: 'plain', closedOn: 'plain', lines: 'json' },
  shelf_task: {
    ...row,
    collection: 'plain',
    aroundKey: 'plain',
    requestId: 'plain',
    openedOn: 'plain',
    closedOn: 'plain',
  },
  ...STAFF_COLUMNS,
  notice: {
    ...row,
    requestId: 'plain',
    readerId: 'plain',
    code: 'plain',
    facts: 'json',
    text: 'plain',
    at: 'plain',
    corrects: 'plain',
    ...MORE.notice,
  },
  feedback: {
    ...row,
    readerId: 'plain',
    requestId: 'plain',
    kind: 'plain',
    stars: 'plain',
    text: 'plain',
    at: 'plain',
    state: 'plain',
    ...MORE.feedback,
  },
  ...CIRCULATION_COLUMNS,
  daily: {
    ...row,
    day: 'plain',
    measure: 'plain',
    campus: 'plain',
    collection: 'plain',
    channel: 'plain',
    category: 'plain',
    count: 'plain',
  },
} as const satisfies Layout;

/** A value as SQLite takes it. */
export type Cell = string | number | null;

/** Property names of a kind in column order. */
export function columnNames(kind: Kind): string[] {
  return Object.keys(COLUMNS[kind]);
}

const isJson = (storage: Storage) => storage.endsWith('json');

function toCell(storage: Storage, value: unknown): Cell {
  if (value === undefined || value === null) return null;
  if (isJson(storage)) return JSON.stringify(value);
  if (storage === 'flag') return value === true ? 1 : 0;
  return value as Cell;
}

function fromCell(storage: Storage, cell: unknown): unknown {
  if (isJson(storage)) return typeof cell === 'string' ? (JSON.parse(cell) as unknown) : null;
  if (storage === 'flag') return cell === 1;
  return cell;
}

/** Makes what turns rows of a kind into the cells of its columns, in their order; for many rows. */
export function cellsOf<K extends Kind>(kind: K): (row: Kinds[K]) => Cell[] {
  const columns = Object.entries<Storage>(COLUMNS[kind]);
  return (row) => {
    const values = row as unknown as Record<string, unknown>;
    return columns.map(([name, storage]) => toCell(storage, values[name]));
  };
}

const MAKERS = new Map<Kind, (row: never) => Cell[]>();

/** A row as the cells of its columns, in their order. */
export function toCells<K extends Kind>(kind: K, row: Kinds[K]): Cell[] {
  let maker = MAKERS.get(kind) as ((row: Kinds[K]) => Cell[]) | undefined;
  if (!maker) MAKERS.set(kind, (maker = cellsOf(kind)));
  return maker(row);
}

/** A row from what a select of its columns gave; other columns are left out. */
export function fromStored<K extends Kind>(kind: K, stored: Record<string, unknown>): Kinds[K] {
  const entries = Object.entries<Storage>(COLUMNS[kind]).flatMap(([name, storage]) =>
    storage.startsWith('sparse') && (stored[name] ?? null) === null
      ? []
      : [[name, fromCell(storage, stored[name])]],
  );
  return Object.fromEntries(entries) as Kinds[K];
}
