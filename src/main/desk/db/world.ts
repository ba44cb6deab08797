// The world of a decision over the replica: each question answered from an index; writes are gathered, not made.

import { LIST_RULES, mergeList } from '../../../shared/queues/world/row-lists.ts';
import type { ListRule } from '../../../shared/queues/world/row-lists.ts';
import type { Kind, Kinds, ListName, Lists, World } from '../../../shared/queues/world/world.ts';
import { fromStored } from './columns.ts';
import type { Cell } from './columns.ts';
import { rowMap } from './row-map.ts';
import type { MaybeRow, RowMap } from './row-map.ts';
import { allRows, columnList, rowById } from './statements.ts';
import type { Statements } from './statements.ts';

/** A row to be written, with its kind. */
export type Written = { [K in Kind]: { kind: K; row: Kinds[K] } }[Kind];

/** What each list asks SQLite; the order of the rows is `row-lists`' to say. */
const WHERE: Record<ListName, string> = {
  copyByBarcode: 'barcode = ?',
  copiesOfTitle: '"titleId" = ?',
  titlesByIsbn: 'isbn = ?',
  openRequestsOfCopy: '"copyId" = ? AND "endedOn" IS NULL',
  notFoundSince: `"copyId" = ? AND queue = 'find_book' AND state = 'not_found' AND "enteredOn" >= ?`,
  openRequestsOfTitle: '"titleId" = ? AND "isOpen" = 1',
  openRequestsOfIsbn: 'isbn = ? AND "isOpen" = 1',
  waitingForFund: `"fundId" = ? AND queue = 'purchase' AND "isOpen" = 1 AND state = 'deferred'`,
  openRequestsOfReader: '"readerId" = ? AND "isOpen" = 1',
  openLinesOfVendor: `"vendorId" = ? AND queue = 'purchase' AND "isOpen" = 1`,
  requestsOfReader: '"readerId" = ?',
  requestsOfBundle: '"bundleId" = ?',
  childrenOf: '"parentId" = ?',
  followersOf: '"leaderId" = ?',
  eventsOf: '"requestId" = ?',
  openCustodyOf: '"copyId" = ? AND until IS NULL',
  openLoanOf: '"copyId" = ? AND "closedOn" IS NULL',
  openLoansOfReader: '"readerId" = ? AND "closedOn" IS NULL',
  unsettledLoansOf: '"readerId" = ? AND fine > 0 AND "settledOn" IS NULL',
  unverifiedLoans: '"verifyBy" IS NOT NULL AND "verifiedOn" IS NULL AND "closedOn" IS NULL',
  phoneLoansOf: '"readerId" = ? AND "verifyBy" IS NOT NULL',
  readyHoldOf: `"copyId" = ? AND status = 'ready'`,
  holdsOfReader: `"readerId" = ? AND status <> 'closed'`,
  readyHolds: `status = 'ready'`,
  holdsInSlot: `slot = ? AND status = 'ready'`,
  requestsInSlot: `coalesce(json_extract(fields, '$.holdSlot'), json_extract(fields, '$.slot')) = ? AND state = 'ready' AND "isOpen" = 1`,
  openTransferOf: `"loanId" = ? AND state = 'offered'`,
  openOffers: `state = 'offered'`,
  transfersFrom: '"fromReader" = ?',
  transfersTo: '"toReader" = ?',
  openCirculationCases: '"copyId" = ? AND "closedOn" IS NULL',
  openSuggestionsOfIsbn: `isbn = ? AND "sheetOf" IS NULL AND state NOT IN ('arrived', 'declined', 'withdrawn')`,
  openSheets: `"sheetOf" IS NOT NULL AND state NOT IN ('arrived', 'declined', 'withdrawn')`,
  suggestionsOfReader: `? IN (SELECT "readerId" UNION ALL SELECT value FROM json_each(joined))`,
  reviewsOfTitle: '"titleId" = ?',
  reviewsOfReader: '"readerId" = ?',
  feedbackOfReader: '"readerId" = ?',
  answeredTickets: `kind = 'feedback' AND state = 'answered'`,
  waitingHolds: `"titleId" = ? AND status = 'waiting'`,
  deliveriesInSlot: `slot = ? AND "isOpen" = 1 AND queue = 'delivery'`,
  noticesOf: '"requestId" = ?',
  noticesOfReader: '"readerId" = ?',
  openManifests: 'crate = ? AND "closedOn" IS NULL',
  openRounds: 'courier = ? AND "closedOn" IS NULL',
  openCases: '"requestId" = ? AND "closedOn" IS NULL',
  placeByCode: 'code = ?',
  readerByCardHash: '"cardHash" = ?',
  placesOfKind: 'kind = ?',
  activeFunds: 'active = 1',
  copiesToReturn: '"returnDay" <= ?',
  staffByLogin: 'login = ?',
};

/** A world over the replica whose writes are gathered until somebody writes them down. */
export interface GatheringWorld extends World {
  /** The newest row of everything that was put. */
  written(): Written[];
  /** Every row of a small kind, as `get` would give it. */
  all<K extends Kind>(kind: K): Kinds[K][];
}

/**
 * Makes it; what was put is seen by later reads, with the `ver` that it was given. Rows of `under` stand in for those of
 * the tables; null hides one.
 */
export function sqliteWorld(
  statements: Statements,
  under: RowMap<MaybeRow> = rowMap(),
): GatheringWorld {
  const put = rowMap<Kinds[Kind]>();
  const below = <K extends Kind>(kind: K, id: string): Kinds[K] | undefined => {
    const row = under.get(kind, id);
    if (row === undefined) return rowById(statements, kind, id);
    return row === null ? undefined : (row as Kinds[K]);
  };
  return {
    get: async (kind, id) => (put.get(kind, id) as Kinds[typeof kind]) ?? below(kind, id),
    list: async <N extends ListName>(name: N, ...args: Lists[N]['args']) => {
      const rule: ListRule<N> = LIST_RULES[name];
      const sql = `SELECT ${columnList(rule.kind)} FROM "${rule.kind}" WHERE ${WHERE[name]}`;
      const rows = statements
        .all(sql, ...(args as Cell[]))
        .map((stored) => fromStored(rule.kind, stored) as Lists[N]['row']);
      return mergeList(name, args, rows, changedOf(rule.kind, under, put));
    },
    put: (kind, row) => put.set(kind, row.id, row),
    written: () => put.entries().map(({ kind, value }) => ({ kind, row: value }) as Written),
    all: (kind) => {
      const changed = changedOf(kind, under, put);
      const rows = allRows(statements, kind).filter((row) => !changed.has(row.id));
      const fresh = [...changed.values()].filter((row) => row !== null);
      return [...rows, ...(fresh as Kinds[typeof kind][])];
    },
  };
}

/** What differs from the tables: hidden rows are null. */
function changedOf(
  kind: Kind,
  under: RowMap<MaybeRow>,
  put: RowMap<Kinds[Kind]>,
): ReadonlyMap<string, MaybeRow> {
  const hidden = under.of(kind);
  return hidden.size === 0 ? put.of(kind) : new Map<string, MaybeRow>([...hidden, ...put.of(kind)]);
}
