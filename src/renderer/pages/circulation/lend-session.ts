// Who is served, and what was scanned for them: card and copies in either order, until the next card or "done".

import type { LendTake } from '../../../shared/desk-contract/circulation-views.ts';
import type { Refusal } from '../../../shared/lib/result.ts';
import type { Scan } from '../../scan/use-scan-target.ts';
import { added, answered, hasRed, isEcho, isQuiet, without } from './scan-rows.ts';
import type { ScanRow } from './scan-rows.ts';

export type LendRow = ScanRow<LendTake>;

/** One reader at the counter. */
export interface Served {
  readerId: string | null;
  /** Newest first. */
  rows: readonly LendRow[];
}

/** The counter: who is served now, and who was before. */
export interface Counter extends Served {
  /** The last one who was served, for a receipt that is asked for too late; null after "done". */
  before: Served | null;
  /** When something happened last, ms of any steady clock. */
  touchedAt: number;
}

/** Nobody is there. */
export function emptyCounter(at = 0): Counter {
  return { readerId: null, rows: [], before: null, touchedAt: at };
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

const isLoan = ({ take }: LendRow) => take?.kind === 'lent';

/** Loans of this visit, in the order of scanning. */
export function lentRows({ rows }: Served): LendRow[] {
  return rows.filter(isLoan).toReversed();
}

/** Another reader's turn: copies that wait and scans that are under way come along, the rest was the last one's. */
function turnTo(counter: Counter, readerId: string): Counter {
  if (counter.readerId === readerId) return counter;
  const isNext = ({ take, failed }: LendRow) =>
    take?.kind === 'waits' || (take === null && failed === null);
  if (counter.readerId === null) return { ...counter, readerId };
  const before = { readerId: counter.readerId, rows: counter.rows.filter((row) => !isNext(row)) };
  return { ...counter, readerId, rows: counter.rows.filter(isNext), before };
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
    return turnTo({ ...touched, rows: without(counter.rows, key) }, answer.readerId);
  }
  return { ...touched, rows: answered(counter.rows, key, answer) };
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

/** The reader goes. */
export function forgotten(counter: Counter, at: number): Counter {
  const { readerId, rows } = counter;
  return { ...emptyCounter(at), before: readerId === null ? null : { readerId, rows } };
}

/**
 * Whether the reader may be forgotten because nothing was scanned for `rest` ms: never while something is red,
 * under way, or lies there waiting for a card.
 */
export function mayForget(counter: Counter, now: number, rest: number): boolean {
  if (counter.readerId === null && counter.rows.length === 0) return false;
  if (hasRed(counter.rows) || !isQuiet(counter.rows) || waitingRows(counter).length > 0)
    return false;
  return now - counter.touchedAt >= rest;
}
