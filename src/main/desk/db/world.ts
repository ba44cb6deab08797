// The world of a decision over the replica: each question answered from an index; writes are gathered, not made.

import { LIST_RULES } from '../../../shared/queues/row-lists.ts';
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

/** A world over the replica that remembers what was put into it; later reads do not see it (lay an overlay over it). */
export function sqliteWorld(statements: Statements): World & { written: Written[] } {
  const written: Written[] = [];
  return {
    written,
    get: async (kind, id) => rowById(statements, kind, id),
    list: async <N extends ListName>(name: N, ...args: Lists[N]['args']) => {
      const rule: ListRule<N> = LIST_RULES[name];
      const sql = `SELECT ${columnList(rule.kind)} FROM "${rule.kind}" WHERE ${WHERE[name]}`;
      return statements
        .all(sql, ...(args as Cell[]))
        .map((stored) => fromStored(rule.kind, stored) as Lists[N]['row'])
        .toSorted(rule.order);
    },
    put: (kind, row) => {
      written.push({ kind, row } as Written);
    },
  };
}
