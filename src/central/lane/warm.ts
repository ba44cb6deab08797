// Loads what the decisions of a group will look at, in few questions for all of them; what is missed is loaded singly.

import { cataloguePut } from '../../shared/catalogue/record.ts';
import { toIsbn13 } from '../../shared/library/isbn.ts';
import { isSettingsKind } from '../../shared/library/settings-rows.ts';
import type { Command } from '../../shared/queues/command.ts';
import { QUEUES } from '../../shared/queues/index.ts';
import type { Request } from '../../shared/queues/request.ts';
import { LIST_RULES } from '../../shared/queues/world/row-lists.ts';
import type { Kind, ListName } from '../../shared/queues/world/world.ts';
import { firstTimes } from './names.ts';
import type { ListAsk, Reader, RowKey } from './reader.ts';
import type { Put } from './settings.ts';

/** What is to be loaded next, each once. */
interface Wanted {
  keys: RowKey[];
  asks: ListAsk[];
  row(kind: Kind, id: unknown): void;
  list(list: ListName, key: unknown): void;
}

/** `isNew` remembers all that was wanted before. */
function wanted(isNew: ReturnType<typeof firstTimes>): Wanted {
  const keys: RowKey[] = [];
  const asks: ListAsk[] = [];
  return {
    keys,
    asks,
    row(kind, id) {
      if (typeof id === 'string' && id !== '' && isNew(kind, id)) keys.push({ kind, id });
    },
    list(list, key) {
      if (typeof key !== 'string' || key === '') return;
      const trimmed = key.trim();
      if (isNew(list, trimmed)) asks.push({ list, key: trimmed });
    },
  };
}

function ofRequestId(want: Wanted, id: string): void {
  want.row('request', id);
  want.list('eventsOf', id);
  want.list('openCases', id);
  want.list('childrenOf', id);
  want.list('followersOf', id);
}

function ofCopyId(want: Wanted, id: unknown): void {
  want.row('copy', id);
  want.list('openCustodyOf', id);
  want.list('openLoanOf', id);
  want.list('readyHoldOf', id);
  want.list('openRequestsOfCopy', id);
}

function ofTitleId(want: Wanted, id: unknown): void {
  want.row('title', id);
  want.list('copiesOfTitle', id);
  want.list('waitingHolds', id);
  want.list('openRequestsOfTitle', id);
}

function ofReaderId(want: Wanted, id: unknown): void {
  want.row('reader', id);
  want.list('openRequestsOfReader', id);
}

/** What lending looks at besides the reader's row. */
function ofBorrower(want: Wanted, id: unknown): void {
  ofReaderId(want, id);
  want.list('openLoansOfReader', id);
  want.list('unsettledLoansOf', id);
  want.list('holdsOfReader', id);
}

/** What a phone alone may do is limited. */
function ofPhone(want: Wanted, readerId: string): void {
  ofBorrower(want, readerId);
  want.list('phoneLoansOf', readerId);
}

function ofIsbn(want: Wanted, text: unknown): void {
  const isbn = typeof text === 'string' ? toIsbn13(text) : null;
  want.list('titlesByIsbn', isbn);
  want.list('openRequestsOfIsbn', isbn);
}

function ofInput(want: Wanted, input: Command['input']): void {
  ofCopyId(want, input['copyId']);
  ofTitleId(want, input['titleId']);
  ofReaderId(want, input['readerId']);
  ofIsbn(want, input['isbn']);
  want.list('copyByBarcode', input['scan']);
  want.list('copyByBarcode', input['barcode']);
  want.row('bundle', input['bundleId']);
  want.row('fund', input['fundId']);
  want.row('vendor', input['vendorId']);
  want.list('deliveriesInSlot', input['slot']);
  want.list('openManifests', input['crate']);
  if (typeof input['requestId'] === 'string') ofRequestId(want, input['requestId']);
}

/** Titles and copies that records of a catalogue may be about already. */
function ofRecords(want: Wanted, input: Command['input']): void {
  const { data } = cataloguePut.safeParse(input);
  for (const { id, isbn, copies } of data?.records ?? []) {
    want.row('title', id);
    want.list('titlesByIsbn', isbn);
    for (const copy of copies) {
      want.list('copyByBarcode', copy.barcode);
      want.row('copy', copy.id);
    }
  }
}

function ofCommand(want: Wanted, { type, entity, actor, input }: Command): void {
  const [subject = ''] = type.split('.');
  if (subject === 'request' || Object.hasOwn(QUEUES, subject)) ofRequestId(want, entity);
  else if (subject === 'copy') {
    ofCopyId(want, entity);
    want.list('notFoundSince', entity);
  } else if (subject === 'reader') ofReaderId(want, entity);
  else if (subject === 'loan' || subject === 'hold') {
    want.row(subject, entity);
    ofBorrower(want, input['readerId']);
    if (type === 'loan.phone') ofPhone(want, actor);
  } else if (subject === 'transfer') {
    want.row('transfer', entity);
    want.row('loan', input['loanId']);
    want.list('openTransferOf', input['loanId']);
    ofBorrower(want, actor);
  } else if (type === 'catalogue.put') ofRecords(want, input);
  else if (isSettingsKind(subject)) want.row(subject, entity);
  if (actor !== 'system') {
    want.row('staff', actor);
    want.row('reader', actor);
    want.list('openRounds', actor);
  }
  ofInput(want, input);
}

function ofRequest(want: Wanted, request: Request): void {
  ofRequestId(want, request.id);
  ofCopyId(want, request.copyId);
  ofTitleId(want, request.titleId);
  ofReaderId(want, request.readerId);
  ofIsbn(want, request.fields['isbn']);
  want.row('fund', request.fundId);
  want.row('bundle', request.bundleId);
  want.list('deliveriesInSlot', request.fields['slot']);
  for (const id of [request.leaderId, request.parentId, request.blockedBy]) want.row('request', id);
}

/** What a row that a command names leads to. */
function fromNamed(want: Wanted, { kind, row }: Put): void {
  if (kind === 'request') ofRequest(want, row);
  if (kind === 'title') ofTitleId(want, row.id);
  if (kind === 'reader') ofReaderId(want, row.id);
  if (kind === 'loan' || kind === 'hold') {
    ofBorrower(want, row.readerId);
    ofCopyId(want, row.copyId);
  }
  if (kind === 'transfer') {
    want.row('loan', row.loanId);
    want.list('openTransferOf', row.loanId);
    ofCopyId(want, row.copyId);
    ofBorrower(want, row.fromReader);
  }
  if (kind !== 'copy') return;
  ofCopyId(want, row.id);
  ofTitleId(want, row.titleId);
}

/** What a row further away leads to: whether a copy is free, who has it, what a request's next event is. */
function fromLinked(want: Wanted, { kind, row }: Put): void {
  if (kind === 'copy') {
    want.row('title', row.titleId);
    want.list('openCustodyOf', row.id);
    want.list('openLoanOf', row.id);
  }
  if (kind === 'custody') want.row('request', row.requestId);
  if (kind === 'request') want.list('eventsOf', row.id);
}

/** Lists whose rows lead further; all others are looked at and no more. */
const LEADING: ReadonlySet<ListName> = new Set<ListName>([
  'copyByBarcode',
  'titlesByIsbn',
  'copiesOfTitle',
  'openCustodyOf',
]);

function found(reader: Reader, { keys, asks }: Wanted): Put[] {
  const listed = asks.flatMap(({ list, key }) => {
    const { kind } = LIST_RULES[list];
    return LEADING.has(list) ? reader.listedIds(list, key).map((id) => ({ kind, id })) : [];
  });
  return [...keys, ...listed].flatMap(({ kind, id }) => {
    const row = reader.known(kind, id);
    return row ? [{ kind, row } as Put] : [];
  });
}

/** Loads what these commands will probably need. */
export async function warmUp(reader: Reader, commands: readonly Command[]): Promise<void> {
  const isNew = firstTimes();
  let want = wanted(isNew);
  for (const command of commands) ofCommand(want, command);
  await reader.load(want.keys, want.asks);
  for (const next of [fromNamed, fromLinked, fromLinked]) {
    const rows = found(reader, want);
    want = wanted(isNew);
    for (const put of rows) next(want, put);
    await reader.load(want.keys, want.asks);
  }
}
