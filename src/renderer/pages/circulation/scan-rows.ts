// The running list of scans as a value: newest first, each row once asked and once answered, in the order of scanning.

import type { Refusal } from '../../../shared/lib/result.ts';
import type { ToneKind } from '../../scan/tones.ts';
import type { Scan } from '../../scan/use-scan-target.ts';

/** What a scan came to, by its kind; the desk's union of each tab. */
interface AnyTake {
  kind: string;
}

/** One scan of the running list. */
export interface ScanRow<T extends AnyTake> {
  /** The command that it is, and the key of its row. */
  key: string;
  scan: Scan;
  /** Null until the desk has answered. */
  take: T | null;
  /** The call itself failed; the sentence is the refusal's. */
  failed: Refusal | null;
}

/** Rows on the screen at most; what falls off the end was answered long ago. */
export const MOST_ON_SCREEN = 200;

/** Adds a scan on top. */
export function added<T extends AnyTake>(
  rows: readonly ScanRow<T>[],
  key: string,
  scan: Scan,
): ScanRow<T>[] {
  return [{ key, scan, take: null, failed: null }, ...rows].slice(0, MOST_ON_SCREEN);
}

/** Sets what a scan came to; a row that is gone is left gone. */
export function answered<T extends AnyTake>(
  rows: readonly ScanRow<T>[],
  key: string,
  answer: T | Refusal,
): ScanRow<T>[] {
  return rows.map((row) => {
    if (row.key !== key) return row;
    return 'kind' in answer
      ? { ...row, take: answer, failed: null }
      : { ...row, take: null, failed: answer };
  });
}

/** Takes a row off. */
export function without<R extends { key: string }>(rows: readonly R[], key: string): R[] {
  return rows.filter((row) => row.key !== key);
}

/** How a row looks and sounds; null while it is asked. Kinds that are no deed are good news to nobody. */
export function moodOf<T extends AnyTake>(row: ScanRow<T>): ToneKind | null {
  if (row.failed) return 'wrong';
  return row.take ? moodOfTake(row.take) : null;
}

function moodOfTake({ kind }: AnyTake): ToneKind {
  switch (kind) {
    case 'refused':
    case 'unknown':
      return 'wrong';
    case 'choice':
    case 'waits':
    case 'not_lent':
      return 'attention';
    default:
      return 'good';
  }
}

/** How an answer sounds, whether or not its row still stands. */
export function moodOfAnswer(answer: AnyTake | Refusal): ToneKind {
  return 'kind' in answer ? moodOfTake(answer) : 'wrong';
}

/** Whether a row is still under way. */
export function isAsked<T extends AnyTake>(row: ScanRow<T>): boolean {
  return row.take === null && row.failed === null;
}

/** Whether something is red, and somebody has to look before it is forgotten. */
export function hasRed<T extends AnyTake>(rows: readonly ScanRow<T>[]): boolean {
  return rows.some((row) => moodOf(row) === 'wrong');
}

/** Whether nothing more is under way. */
export function isQuiet<T extends AnyTake>(rows: readonly ScanRow<T>[]): boolean {
  return !rows.some(isAsked);
}

/**
 * A tag at the edge of an antenna comes and goes while nobody moves it: one that has its row already is no new scan.
 * The same barcode scanned twice is two scans; the desk says what the second one means.
 */
export function isEcho<T extends AnyTake>(rows: readonly ScanRow<T>[], scan: Scan): boolean {
  return scan.source === 'rfid' && rows.some((row) => row.scan.text === scan.text);
}
