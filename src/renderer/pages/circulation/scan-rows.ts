// The running list of scans as a value: newest first, each row once asked and once answered, in the order of scanning.

import type {
  BackTake,
  BookLine,
  ExitTake,
  LendTake,
  PassTake,
  RenewTake,
} from '../../../shared/desk-contract/circulation-views.ts';
import type { Refusal } from '../../../shared/lib/result.ts';
import { maskNumber } from '../../../shared/library/masks.ts';
import type { ToneKind } from '../../scan/tones.ts';
import type { Scan } from '../../scan/use-scan-target.ts';

/** What a scan came to, by its kind; the desk's union of each tab. */
interface AnyTake {
  kind: string;
}

/** What a scan may come to on any tab. */
export type RowTake = BackTake | ExitTake | LendTake | PassTake | RenewTake;

/** One scan of the running list. */
export interface ScanRow<T extends AnyTake> {
  /** The command that it is, and the key of its row. */
  key: string;
  scan: Scan;
  /** Null until the desk has answered. */
  take: T | null;
  /** The call itself failed; the sentence is the refusal's. */
  failed: Refusal | null;
  /** How often in a row the copy was scanned; left out: once. */
  times?: number;
}

/** The book that a row is about. */
export function bookOf({ take }: Pick<ScanRow<RowTake>, 'take'>): BookLine | null {
  return take && 'book' in take ? take.book : null;
}

/** Signs that are shown of a code which is no copy's; more than any code of a library has. */
const MOST_SHOWN = 60;

/** What a scan of a reader's card comes to where it is no reader's turn. */
const OF_CARDS: ReadonlySet<string> = new Set(['card_again', 'card_scanned', 'card_not_yours']);

/** The code that a row shows. A card that was read is somebody's number: whoever asks for it is shown it. */
export function codeOf({ take, scan }: Pick<ScanRow<RowTake>, 'take' | 'scan'>): string {
  const book = bookOf({ take });
  if (book) return book.barcode;
  if (take?.kind === 'reader') return '';
  const { text } = scan;
  if (take?.kind === 'unknown' && OF_CARDS.has(take.code)) return maskNumber(text);
  return text.length > MOST_SHOWN ? `${text.slice(0, MOST_SHOWN)}…` : text;
}

/** Why nothing came of a scan; null where something did, or nothing is known yet. */
export function refusalOf({
  take,
  failed,
}: Pick<ScanRow<RowTake>, 'take' | 'failed'>): Pick<Refusal, 'code' | 'facts'> | null {
  if (failed) return failed;
  if (take?.kind === 'refused') return take.refusal;
  return take?.kind === 'unknown' ? take : null;
}

/** Rows on the screen at most; what falls off the end was answered long ago. */
const MOST_ON_SCREEN = 200;

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

/** The scan of row `key` only says again what row `earlier` says: one row of both, on top. */
export function joined<R extends ScanRow<AnyTake>>(
  rows: readonly R[],
  key: string,
  earlier: string,
): R[] {
  const row = rows.find((each) => each.key === earlier);
  if (!row) return [...rows];
  const rest = without(without(rows, key), earlier);
  return [{ ...row, times: (row.times ?? 1) + 1 }, ...rest];
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

function moodOfTake(take: AnyTake): ToneKind {
  switch (take.kind) {
    // The card of somebody to whom nothing would be lent is no good news.
    case 'reader':
      return 'blocked' in take && take.blocked === true ? 'wrong' : 'good';
    case 'refused':
    case 'unknown':
      return 'wrong';
    case 'choice':
    case 'waits':
    case 'not_lent':
    case 'passed_already':
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
