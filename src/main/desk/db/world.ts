// The world of a decision over the replica: each question answered from an index; writes are gathered, not made.

import { LIST_RULES, mergeList } from '../../../shared/queues/row-lists.ts';
import type { ListRule } from '../../../shared/queues/row-lists.ts';
import type { Kind, Kinds, ListName, Lists, World } from '../../../shared/queues/world.ts';
import { fromStored } from './columns.ts';
import type { Cell } from './columns.ts';
import { columnList, rowById } from './statements.ts';
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
  requestsOfBundle: '"bundleId" = ?',
  childrenOf: '"parentId" = ?',
  followersOf: '"leaderId" = ?',
  eventsOf: '"requestId" = ?',
  openCustodyOf: '"copyId" = ? AND until IS NULL',
  openLoanOf: '"copyId" = ? AND "closedOn" IS NULL',
  openLoansOfReader: '"readerId" = ? AND "closedOn" IS NULL',
  waitingHolds: `"titleId" = ? AND status = 'waiting'`,
  deliveriesInSlot: `slot = ? AND "isOpen" = 1 AND queue = 'delivery'`,
  noticesOf: '"requestId" = ?',
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
}

/** Makes it; what was put is seen by later reads, with the `ver` that it was given. */
export function sqliteWorld(statements: Statements): GatheringWorld {
  const put = new Map<Kind, Map<string, Kinds[Kind]>>();
  const putOf = (kind: Kind) => {
    let rows = put.get(kind);
    if (!rows) put.set(kind, (rows = new Map()));
    return rows;
  };
  return {
    get: async (kind, id) => {
      const row = putOf(kind).get(id);
      return row === undefined ? rowById(statements, kind, id) : (row as Kinds[typeof kind]);
    },
    list: async <N extends ListName>(name: N, ...args: Lists[N]['args']) => {
      const rule: ListRule<N> = LIST_RULES[name];
      const sql = `SELECT ${columnList(rule.kind)} FROM "${rule.kind}" WHERE ${WHERE[name]}`;
      const rows = statements
        .all(sql, ...(args as Cell[]))
        .map((stored) => fromStored(rule.kind, stored) as Lists[N]['row']);
      return mergeList(name, args, rows, putOf(rule.kind));
    },
    put: (kind, row) => void putOf(kind).set(row.id, row),
    written: () =>
      [...put].flatMap(([kind, rows]) =>
        [...rows.values()].map((row) => ({ kind, row }) as Written),
      ),
  };
}
