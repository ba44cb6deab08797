// Under which key a row stands in which list: what a store indexes, and how a desk notices rows it has not seen yet.

import { isAnswered, isOpenSheet, isOpenSuggestion } from '../../library/voices.ts';
import { isUnverified } from './row-lists.ts';
import { shelfSlot } from '../request.ts';
import type { Custody, Request, RequestEvent } from '../request.ts';
import type { Kind, Kinds, ListName, Lists } from './world.ts';

/** A list with the key under which rows are looked up in it. */
export interface ListKey {
  list: ListName;
  key: string;
}

type Key = string | readonly (string | null)[] | null;
type Keys = { [N in ListName]: (row: Lists[N]['row']) => Key };

const openOnly = (request: Request, key: unknown): string | null =>
  request.endedOn === null && typeof key === 'string' ? key : null;

/**
 * The key of a row in each list of its kind, or several of them; null where it is not in the list. A list may hold more than
 * `row-lists.ts` lets through (`notFoundSince` and `copiesToReturn` have a second condition), never less.
 */
const KEY_OF: Keys = {
  copyByBarcode: (row) => row.barcode,
  copiesOfTitle: (row) => row.titleId,
  titlesByIsbn: (row) => row.isbn,
  openRequestsOfCopy: (row) => openOnly(row, row.copyId),
  notFoundSince: (row) =>
    row.queue === 'find_book' && row.state === 'not_found' ? row.copyId : null,
  openRequestsOfTitle: (row) => openOnly(row, row.titleId),
  openRequestsOfIsbn: (row) => openOnly(row, row.fields['isbn']),
  waitingForFund: (row) => (row.state === 'deferred' ? openOnly(row, row.fundId) : null),
  openRequestsOfReader: (row) => openOnly(row, row.readerId),
  openLinesOfVendor: (row) =>
    row.queue === 'purchase' ? openOnly(row, row.fields['vendorId']) : null,
  requestsOfReader: (row) => row.readerId,
  requestsOfBundle: (row) => row.bundleId,
  childrenOf: (row) => row.parentId,
  followersOf: (row) => row.leaderId,
  eventsOf: (row: RequestEvent) => row.requestId,
  openCustodyOf: (row: Custody) => (row.until === null ? row.copyId : null),
  openLoanOf: (row) => (row.closedOn === null ? row.copyId : null),
  openLoansOfReader: (row) => (row.closedOn === null ? row.readerId : null),
  unsettledLoansOf: (row) =>
    (row.fine ?? 0) > 0 && row.settledOn === undefined ? row.readerId : null,
  unverifiedLoans: (row) => (isUnverified(row) ? '' : null),
  phoneLoansOf: (row) => (row.verifyBy === undefined || row.readerId === '' ? null : row.readerId),
  readyHoldOf: (row) => (row.status === 'ready' ? row.copyId : null),
  holdsOfReader: (row) => (row.status === 'closed' ? null : row.readerId),
  readyHolds: (row) => (row.status === 'ready' ? '' : null),
  holdsInSlot: (row) => (row.status === 'ready' ? (row.slot ?? null) : null),
  requestsInSlot: shelfSlot,
  openTransferOf: (row) => (row.state === 'offered' ? row.loanId : null),
  openOffers: (row) => (row.state === 'offered' ? '' : null),
  transfersFrom: (row) => (row.fromReader === '' ? null : row.fromReader),
  transfersTo: (row) => row.toReader,
  openCirculationCases: (row) => (row.closedOn === null ? row.copyId : null),
  openSuggestionsOfIsbn: (row) =>
    row.sheetOf === undefined && isOpenSuggestion(row) ? row.isbn : null,
  openSheets: (row) => (isOpenSheet(row) ? '' : null),
  suggestionsOfReader: (row) => [row.readerId, ...row.joined],
  reviewsOfTitle: (row) => row.titleId,
  reviewsOfReader: (row) => row.readerId,
  feedbackOfReader: (row) => row.readerId,
  answeredTickets: (row) => (isAnswered(row) ? '' : null),
  waitingHolds: (row) => (row.status === 'waiting' ? row.titleId : null),
  deliveriesInSlot: (row) => (row.queue === 'delivery' ? openOnly(row, row.fields['slot']) : null),
  noticesOf: (row) => row.requestId,
  noticesOfReader: (row) => row.readerId,
  openManifests: (row) => (row.closedOn === null ? row.crate : null),
  openRounds: (row) => (row.closedOn === null ? row.courier : null),
  openCases: (row) => (row.closedOn === null ? row.requestId : null),
  placeByCode: (row) => row.code,
  readerByCardHash: (row) => row.cardHash,
  placesOfKind: (row) => row.kind,
  activeFunds: (row) => (row.active ? '' : null),
  copiesToReturn: (row) => (row.returnDay === null ? null : ''),
  staffByLogin: (row) => row.login,
};

const OF_KIND: Partial<Record<Kind, readonly ListName[]>> = {
  copy: ['copyByBarcode', 'copiesOfTitle', 'copiesToReturn'],
  title: ['titlesByIsbn'],
  request: [
    'openRequestsOfCopy',
    'notFoundSince',
    'openRequestsOfTitle',
    'openRequestsOfIsbn',
    'waitingForFund',
    'openRequestsOfReader',
    'openLinesOfVendor',
    'requestsOfReader',
    'requestsOfBundle',
    'childrenOf',
    'followersOf',
    'deliveriesInSlot',
    'requestsInSlot',
  ],
  event: ['eventsOf'],
  custody: ['openCustodyOf'],
  loan: ['openLoanOf', 'openLoansOfReader', 'unsettledLoansOf', 'unverifiedLoans', 'phoneLoansOf'],
  hold: ['waitingHolds', 'readyHoldOf', 'holdsOfReader', 'readyHolds', 'holdsInSlot'],
  transfer: ['openTransferOf', 'openOffers', 'transfersFrom', 'transfersTo'],
  circulation_case: ['openCirculationCases'],
  suggestion: ['openSuggestionsOfIsbn', 'openSheets', 'suggestionsOfReader'],
  review: ['reviewsOfTitle', 'reviewsOfReader'],
  feedback: ['feedbackOfReader', 'answeredTickets'],
  notice: ['noticesOf', 'noticesOfReader'],
  manifest: ['openManifests'],
  round: ['openRounds'],
  exception_case: ['openCases'],
  place: ['placeByCode', 'placesOfKind'],
  reader: ['readerByCardHash'],
  fund: ['activeFunds'],
  staff: ['staffByLogin'],
};

/** Every list in which a row stands, with its key there. */
export function listKeysOf<K extends Kind>(kind: K, row: Kinds[K]): ListKey[] {
  const keys: ListKey[] = [];
  for (const list of OF_KIND[kind] ?? []) {
    const key = (KEY_OF[list] as (row: Kinds[K]) => Key)(row);
    if (typeof key === 'string') keys.push({ list, key });
    else for (const each of new Set(key)) if (each !== null) keys.push({ list, key: each });
  }
  return keys;
}

/** The key under which a question is looked up. */
export function keyOfAsk<N extends ListName>(list: N, args: Lists[N]['args']): string {
  const [first] = args;
  return list === 'copiesToReturn' || first === undefined ? '' : first;
}
