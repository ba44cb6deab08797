// What each list of a world means: which rows of which kind, in what order. Every world answers as this file says.

import type { Hold, Loan } from '../../library/entities.ts';
import { isAnswered, isOpenSheet, isOpenSuggestion } from '../../library/voices.ts';
import { shelfSlot } from '../request.ts';
import type { Custody, Request } from '../request.ts';
import type { Kind, Kinds, ListName, Lists } from './world.ts';

/** One list: its kind, whether a row belongs to it, and the order of its rows. */
export interface ListRule<N extends ListName> {
  kind: Kind;
  holds: (row: Lists[N]['row'], ...args: Lists[N]['args']) => boolean;
  order: (a: Lists[N]['row'], b: Lists[N]['row']) => number;
}

type Keyed = { id: string };

function byText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function byId(a: Keyed, b: Keyed): number {
  return byText(a.id, b.id);
}

/** Order of asking: by submission, then by code. */
export function byAsking(a: Request, b: Request): number {
  return byText(a.submittedOn, b.submittedOn) || byText(a.code, b.code) || byId(a, b);
}

function byPlacing(a: Hold, b: Hold): number {
  const rank = (hold: Hold) => (hold.kind === 'recall' ? 0 : 1);
  return rank(a) - rank(b) || byText(a.placedOn, b.placedOn) || byId(a, b);
}

const isOpen = (request: Request) => request.endedOn === null;
const isHeld = (custody: Custody) => custody.until === null;

/** Whether a loan by phone still waits for somebody who sees the copy. */
export function isUnverified(loan: Loan): boolean {
  return loan.verifyBy !== undefined && loan.verifiedOn === undefined && loan.closedOn === null;
}

/** The meaning of every list, by its name. */
export const LIST_RULES: { [N in ListName]: ListRule<N> } = {
  copyByBarcode: { kind: 'copy', holds: (row, barcode) => row.barcode === barcode, order: byId },
  copiesOfTitle: {
    kind: 'copy',
    holds: (row, title) => row.titleId === title,
    order: (a, b) => byText(a.barcode, b.barcode),
  },
  titlesByIsbn: { kind: 'title', holds: (row, isbn) => row.isbn === isbn, order: byId },
  openRequestsOfCopy: {
    kind: 'request',
    holds: (row, copy) => row.copyId === copy && isOpen(row),
    order: byAsking,
  },
  notFoundSince: {
    kind: 'request',
    holds: (row, copy, since) =>
      row.copyId === copy &&
      row.queue === 'find_book' &&
      row.state === 'not_found' &&
      row.enteredOn >= since,
    order: byAsking,
  },
  openRequestsOfTitle: {
    kind: 'request',
    holds: (row, title) => row.titleId === title && isOpen(row),
    order: byAsking,
  },
  openRequestsOfIsbn: {
    kind: 'request',
    holds: (row, isbn) => row.fields['isbn'] === isbn && isOpen(row),
    order: byAsking,
  },
  waitingForFund: {
    kind: 'request',
    holds: (row, fundId) => row.fundId === fundId && row.state === 'deferred' && isOpen(row),
    order: byAsking,
  },
  openRequestsOfReader: {
    kind: 'request',
    holds: (row, reader) => row.readerId === reader && isOpen(row),
    order: byAsking,
  },
  openLinesOfVendor: {
    kind: 'request',
    holds: (row, vendor) =>
      row.queue === 'purchase' && row.fields['vendorId'] === vendor && isOpen(row),
    order: byAsking,
  },
  requestsOfReader: {
    kind: 'request',
    holds: (row, reader) => row.readerId === reader,
    order: byAsking,
  },
  requestsOfBundle: {
    kind: 'request',
    holds: (row, bundle) => row.bundleId === bundle,
    order: byAsking,
  },
  childrenOf: { kind: 'request', holds: (row, parent) => row.parentId === parent, order: byAsking },
  followersOf: {
    kind: 'request',
    holds: (row, leader) => row.leaderId === leader,
    order: byAsking,
  },
  eventsOf: {
    kind: 'event',
    holds: (row, request) => row.requestId === request,
    order: (a, b) => a.seq - b.seq,
  },
  openCustodyOf: {
    kind: 'custody',
    holds: (row, copy) => row.copyId === copy && isHeld(row),
    order: byId,
  },
  openLoanOf: {
    kind: 'loan',
    holds: (row, copy) => row.copyId === copy && row.closedOn === null,
    order: byId,
  },
  openLoansOfReader: {
    kind: 'loan',
    holds: (row, reader) => row.readerId === reader && row.closedOn === null,
    order: (a, b) => byText(a.dueOn, b.dueOn) || byId(a, b),
  },
  unsettledLoansOf: {
    kind: 'loan',
    holds: (row, reader) =>
      row.readerId === reader && (row.fine ?? 0) > 0 && row.settledOn === undefined,
    order: (a, b) => byText(a.dueOn, b.dueOn) || byId(a, b),
  },
  unverifiedLoans: {
    kind: 'loan',
    holds: isUnverified,
    order: (a, b) => byText(a.verifyBy ?? '', b.verifyBy ?? '') || byId(a, b),
  },
  phoneLoansOf: {
    kind: 'loan',
    holds: (row, reader) => row.readerId === reader && row.verifyBy !== undefined,
    order: (a, b) => byText(a.lentOn, b.lentOn) || byId(a, b),
  },
  readyHoldOf: {
    kind: 'hold',
    holds: (row, copy) => row.copyId === copy && row.status === 'ready',
    order: byId,
  },
  holdsOfReader: {
    kind: 'hold',
    holds: (row, reader) => row.readerId === reader && row.status !== 'closed',
    order: byPlacing,
  },
  readyHolds: {
    kind: 'hold',
    holds: (row) => row.status === 'ready',
    order: (a, b) => byText(a.readyUntil ?? '', b.readyUntil ?? '') || byId(a, b),
  },
  holdsInSlot: {
    kind: 'hold',
    holds: (row, slot) => row.slot === slot && row.status === 'ready',
    order: byId,
  },
  requestsInSlot: {
    kind: 'request',
    holds: (row, slot) => shelfSlot(row) === slot,
    order: byAsking,
  },
  openTransferOf: {
    kind: 'transfer',
    holds: (row, loan) => row.loanId === loan && row.state === 'offered',
    order: byId,
  },
  openOffers: {
    kind: 'transfer',
    holds: (row) => row.state === 'offered',
    order: (a, b) => byText(a.expiresOn, b.expiresOn) || byId(a, b),
  },
  transfersFrom: {
    kind: 'transfer',
    holds: (row, reader) => row.fromReader === reader,
    order: (a, b) => byText(a.offeredOn, b.offeredOn) || byId(a, b),
  },
  transfersTo: {
    kind: 'transfer',
    holds: (row, reader) => row.toReader === reader,
    order: (a, b) => byText(a.offeredOn, b.offeredOn) || byId(a, b),
  },
  openCirculationCases: {
    kind: 'circulation_case',
    holds: (row, copy) => row.copyId === copy && row.closedOn === null,
    order: (a, b) => byText(a.openedOn, b.openedOn) || byId(a, b),
  },
  openSuggestionsOfIsbn: {
    kind: 'suggestion',
    holds: (row, isbn) => row.isbn === isbn && row.sheetOf === undefined && isOpenSuggestion(row),
    order: (a, b) => byText(a.at, b.at) || byId(a, b),
  },
  openSheets: {
    kind: 'suggestion',
    holds: isOpenSheet,
    order: (a, b) => byText(a.at, b.at) || byId(a, b),
  },
  suggestionsOfReader: {
    kind: 'suggestion',
    holds: (row, reader) => row.readerId === reader || row.joined.includes(reader),
    order: (a, b) => byText(a.at, b.at) || byId(a, b),
  },
  reviewsOfTitle: {
    kind: 'review',
    holds: (row, title) => row.titleId === title,
    order: (a, b) => byText(a.at, b.at) || byId(a, b),
  },
  reviewsOfReader: {
    kind: 'review',
    holds: (row, reader) => row.readerId === reader,
    order: (a, b) => byText(a.at, b.at) || byId(a, b),
  },
  feedbackOfReader: {
    kind: 'feedback',
    holds: (row, reader) => row.readerId === reader,
    order: (a, b) => byText(a.at, b.at) || byId(a, b),
  },
  answeredTickets: {
    kind: 'feedback',
    holds: isAnswered,
    order: (a, b) => byText(a.answeredOn ?? '', b.answeredOn ?? '') || byId(a, b),
  },
  waitingHolds: {
    kind: 'hold',
    holds: (row, title) => row.titleId === title && row.status === 'waiting',
    order: byPlacing,
  },
  deliveriesInSlot: {
    kind: 'request',
    holds: (row, slot) => row.queue === 'delivery' && row.fields['slot'] === slot && isOpen(row),
    order: byAsking,
  },
  noticesOf: {
    kind: 'notice',
    holds: (row, request) => row.requestId === request,
    order: (a, b) => byText(a.at, b.at) || byId(a, b),
  },
  noticesOfReader: {
    kind: 'notice',
    holds: (row, reader) => row.readerId === reader,
    order: (a, b) => byText(a.at, b.at) || byId(a, b),
  },
  openManifests: {
    kind: 'manifest',
    holds: (row, crate) => row.crate === crate && row.closedOn === null,
    order: (a, b) => byText(a.openedOn, b.openedOn) || byId(a, b),
  },
  openRounds: {
    kind: 'round',
    holds: (row, courier) => row.courier === courier && row.closedOn === null,
    order: (a, b) => byText(a.openedOn, b.openedOn) || byId(a, b),
  },
  openCases: {
    kind: 'exception_case',
    holds: (row, request) => row.requestId === request && row.closedOn === null,
    order: (a, b) => byText(a.openedOn, b.openedOn) || byId(a, b),
  },
  placeByCode: { kind: 'place', holds: (row, code) => row.code === code, order: byId },
  readerByCardHash: { kind: 'reader', holds: (row, hash) => row.cardHash === hash, order: byId },
  placesOfKind: {
    kind: 'place',
    holds: (row, kind) => row.kind === kind,
    order: (a, b) => a.order - b.order || byText(a.code, b.code),
  },
  activeFunds: {
    kind: 'fund',
    holds: (row) => row.active,
    order: (a, b) => byText(a.code, b.code),
  },
  copiesToReturn: {
    kind: 'copy',
    holds: (row, day) => row.returnDay !== null && row.returnDay <= day,
    order: byId,
  },
  staffByLogin: { kind: 'staff', holds: (row, login) => row.login === login, order: byId },
};

/** Merges changed rows into a list that was answered without them; null stands for a row that is gone. */
export function mergeList<N extends ListName>(
  name: N,
  args: Lists[N]['args'],
  rows: readonly Lists[N]['row'][],
  changed: ReadonlyMap<string, Kinds[Kind] | null>,
): Lists[N]['row'][] {
  const rule: ListRule<N> = LIST_RULES[name];
  const kept = rows.filter((row) => !changed.has(row.id));
  const fresh = [...changed.values()].filter(
    (row) => row !== null && rule.holds(row as Lists[N]['row'], ...args),
  );
  return [...kept, ...(fresh as Lists[N]['row'][])].toSorted(rule.order);
}
