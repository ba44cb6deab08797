// Who is served, and what was scanned for them: card and copies in either order, until the next card or "done".

import type { LendTake } from '../../../shared/desk-contract/circulation-views.ts';
import type { Refusal } from '../../../shared/lib/result.ts';
import type { Scan } from '../../scan/use-scan-target.ts';
import {
  added,
  answered,
  bookOf,
  isAsked,
  isEcho,
  isQuiet,
  joined,
  moodOf,
  without,
} from './scan-rows.ts';
import type { ScanRow } from './scan-rows.ts';

/** What has become of a loan since it was green: it waits for an answer, was refused after all, or stands for good. */
export type Since = 'awaited' | 'refused' | 'settled';

export interface LendRow extends ScanRow<LendTake> {
  /** Known of loans of a desk that has joined a service. */
  since?: Since;
  /** For whom it is once that reader's turn is over, null for nobody; without it, for whoever is served. */
  readerId?: string | null;
}

/** One reader at the counter. */
export interface Served {
  readerId: string | null;
  /** Newest first. */
  rows: readonly LendRow[];
}

/** The counter: who is served now, and who was before. */
export interface Counter extends Served {
  /** Loans of readers before that wait for an answer, newest first: not shown, and a red row as soon as one is refused. */
  awaited: readonly LendRow[];
  /** The last one who was served, for a receipt that is asked for too late; null after "done". */
  before: Served | null;
  /** When something happened last, ms of any steady clock. */
  touchedAt: number;
}

/** Loans of readers before that are followed at most; what falls off the end is found under cases. */
const MOST_AWAITED = 100;

/** Nobody is there. */
export function emptyCounter(at = 0): Counter {
  return { readerId: null, rows: [], awaited: [], before: null, touchedAt: at };
}

/** A scan comes in; an echo of a tag changes nothing. */
export function scanned(counter: Counter, key: string, scan: Scan, at: number): Counter {
  if (isEcho(counter.rows, scan)) return counter;
  return { ...counter, rows: added(counter.rows, key, scan), touchedAt: at };
}

/** Copies that lie there and wait for a card, in the order of scanning. */
export function waitingRows({ rows }: Served): LendRow[] {
  return rows.filter(({ take }) => take?.kind === 'waits').toReversed();
}

/** Loans of this visit that count, in the order of scanning. */
export function lentRows({ readerId, rows }: Served): LendRow[] {
  const isLoan = (row: LendRow) =>
    row.take?.kind === 'lent' && row.since !== 'refused' && readerOf(row, readerId) === readerId;
  return rows.filter(isLoan).toReversed();
}

/** For whom a row is while `served` is served. */
export function readerOf(row: LendRow | undefined, served: string | null): string | null {
  return row?.readerId === undefined ? served : row.readerId;
}

/** Whether somebody has to do something about a row. */
function isRed(row: LendRow): boolean {
  return moodOf(row) === 'wrong' || row.since === 'refused';
}

/** Red rows, each its own reader's from now on: the copy was not lent, and may be on its way out. */
function keptRed(rows: readonly LendRow[], served: string | null): LendRow[] {
  return rows.filter(isRed).map((row) => ({ ...row, readerId: readerOf(row, served) }));
}

/** Loans that go off the list before it is known whether they stand, in front of those that went before. */
function withAwaited(counter: Counter, gone: readonly LendRow[]): LendRow[] {
  const open = gone
    .filter(({ take, since }) => take?.kind === 'lent' && since !== 'settled')
    .filter((row) => !isRed(row))
    .map((row) => ({ ...row, readerId: readerOf(row, counter.readerId) }));
  return [...open, ...counter.awaited].slice(0, MOST_AWAITED);
}

/** What has become of loans by now, by the key of their rows; a loan of before that was refused is a row again, on top. */
export function becameOf(counter: Counter, since: (key: string) => Since | undefined): Counter {
  const now = (row: LendRow): LendRow => {
    const after = row.take?.kind === 'lent' ? since(row.key) : undefined;
    return after === undefined || after === row.since ? row : { ...row, since: after };
  };
  const all = (rows: readonly LendRow[]) => {
    const after = rows.map(now);
    return after.some((row, index) => row !== rows[index]) ? after : rows;
  };
  const rows = all(counter.rows);
  const awaited = all(counter.awaited);
  const before = counter.before && { ...counter.before, rows: all(counter.before.rows) };
  const isSame = rows === counter.rows && awaited === counter.awaited;
  if (isSame && before?.rows === counter.before?.rows) return counter;
  return {
    ...counter,
    rows: [...awaited.filter(isRed), ...rows],
    awaited: awaited.filter((row) => !isRed(row) && row.since !== 'settled'),
    before,
  };
}

/**
 * Another reader's turn: copies that wait and scans that are under way come along. What is red stays the last one's
 * until somebody has settled it or put it away; the rest goes.
 */
function turnTo(counter: Counter, readerId: string): Counter {
  if (counter.readerId === readerId) return counter;
  if (counter.readerId === null) return { ...counter, readerId };
  const last = counter.readerId;
  const isNext = (row: LendRow) => row.take?.kind === 'waits' || isAsked(row);
  const gone = counter.rows.filter((row) => !isNext(row));
  const rows = counter.rows.flatMap((row) => (isNext(row) ? [row] : keptRed([row], last)));
  const awaited = withAwaited(counter, gone);
  return { ...counter, readerId, rows, awaited, before: { readerId: last, rows: gone } };
}

/** A card that was under way at "done": what was scanned with it is its reader's, and the counter stays free. */
function lateCard(counter: Counter, key: string, readerId: string): Counter {
  const at = counter.rows.findIndex((row) => row.key === key);
  const rows = counter.rows.map((row, index) => {
    const isWith = row.take?.kind === 'waits' || (isAsked(row) && index < at);
    return row.readerId !== undefined && isWith ? { ...row, readerId } : row;
  });
  const before = counter.before?.readerId === readerId ? counter.before : { readerId, rows: [] };
  return { ...counter, rows: without(rows, key), before };
}

/**
 * What came after its reader's turn: a loan joins the receipt of that reader, and is seen in its row while somebody else is
 * served; a copy of nobody goes with the rest.
 */
function settled(counter: Counter, key: string): Counter {
  const { rows, before } = counter;
  const row = rows.find((each) => each.key === key);
  if (
    row?.take?.kind === 'lent' &&
    row.readerId !== undefined &&
    row.readerId === before?.readerId
  ) {
    return {
      ...counter,
      rows: counter.readerId === null ? without(rows, key) : rows,
      before: { ...before, rows: [row, ...without(before.rows, key)] },
    };
  }
  const isLate = (each: LendRow) => each.readerId === null;
  if (rows.some((each) => isLate(each) && isAsked(each))) return counter;
  return { ...counter, rows: rows.filter((each) => !isLate(each) || each.take?.kind !== 'waits') };
}

/** The row that says already what the answer says once more: that the copy was lent to this reader, in this visit. */
export function repeatedRow(
  { readerId, rows }: Served,
  key: string,
  answer: LendTake | Refusal,
): LendRow | undefined {
  if (!('kind' in answer) || answer.kind !== 'refused') return undefined;
  const { book, refusal } = answer;
  if (book === null || refusal.code !== 'on_loan_to_reader') return undefined;
  const asked = rows.find((row) => row.key === key);
  return rows.find(
    (row) =>
      row.take?.kind === 'lent' &&
      bookOf(row)?.copyId === book.copyId &&
      readerOf(row, readerId) === readerOf(asked, readerId),
  );
}

/** The desk's answer to a scan. A card's row goes; whom it stands for is shown beside the list. */
export function answeredTo(
  counter: Counter,
  key: string,
  answer: LendTake | Refusal,
  at: number,
): Counter {
  const touched = { ...counter, touchedAt: at };
  if ('kind' in answer && answer.kind === 'reader') {
    const row = counter.rows.find((each) => each.key === key);
    if (row?.readerId !== undefined) return lateCard(touched, key, answer.readerId);
    return turnTo({ ...touched, rows: without(counter.rows, key) }, answer.readerId);
  }
  const lent = repeatedRow(counter, key, answer);
  if (lent) return { ...touched, rows: joined(counter.rows, key, lent.key) };
  return settled({ ...touched, rows: answered(counter.rows, key, answer) }, key);
}

/** A row is asked once more: with an override, with what was chosen, or because a card came. */
export function askedAgain(counter: Counter, key: string, next: string, at: number): Counter {
  const rows = counter.rows.map((row) =>
    row.key === key ? { ...row, key: next, take: null, failed: null } : row,
  );
  return { ...counter, rows, touchedAt: at };
}

/** Takes a row off the list; what it did stays done. */
export function dropped(counter: Counter, key: string, at: number): Counter {
  return { ...counter, rows: without(counter.rows, key), touchedAt: at };
}

/** Red rows of those who were served before. */
function earlierRed({ readerId, rows }: Served): LendRow[] {
  return keptRed(rows, readerId).filter((row) => row.readerId !== readerId);
}

/**
 * The reader goes. What is still under way stays that reader's until the desk has answered; what is red of readers
 * before stays as it was, except where nobody is served and all that lies there is put away.
 */
export function forgotten(counter: Counter, at: number): Counter {
  const { readerId } = counter;
  const earlier = readerId === null ? [] : earlierRed(counter).map(({ key }) => key);
  const isOpen = (row: LendRow) =>
    isAsked(row) ||
    (row.take?.kind === 'waits' && !isQuiet(counter.rows)) ||
    earlier.includes(row.key);
  const open = counter.rows.filter(isOpen);
  const rows = open.map((row) => ({ ...row, readerId: readerOf(row, readerId) }));
  const done = counter.rows.filter((row) => !isOpen(row));
  const awaited = withAwaited(counter, done);
  const before = readerId === null ? null : { readerId, rows: done };
  return { ...emptyCounter(at), rows, awaited, before };
}

/**
 * Whether the reader may be forgotten because nothing was scanned for `rest` ms: never while something of theirs is
 * red, under way, or lies there waiting for a card.
 */
export function mayForget(counter: Counter, now: number, rest: number): boolean {
  if (counter.readerId === null && counter.rows.length === 0) return false;
  const red = counter.rows.filter(isRed);
  if (red.length > (counter.readerId === null ? 0 : earlierRed(counter).length)) return false;
  if (!isQuiet(counter.rows) || waitingRows(counter).length > 0) return false;
  return now - counter.touchedAt >= rest;
}
