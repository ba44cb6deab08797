// A running list of scans of one kind: each is asked in its turn, seen and heard; the newest is on top.

import type { ScanPick } from '../../../shared/desk-contract.ts';
import type { Refusal } from '../../../shared/lib/result.ts';
import { newCommandId } from '../../desk/command-id.ts';
import { usePrinter } from '../../print/use-print.ts';
import { playTone } from '../../scan/tones.ts';
import { useScanTarget } from '../../scan/use-scan-target.ts';
import type { Scan } from '../../scan/use-scan-target.ts';
import { useAppearance } from '../../stores/appearance.ts';
import { inTurn } from '../../scan/in-turn.ts';
import { added, answered, isAsked, isEcho, joined, moodOfAnswer, without } from './scan-rows.ts';
import type { ScanRow } from './scan-rows.ts';

/** A scan as it is asked. */
export interface Asked {
  commandId: string;
  text: string;
  source: Scan['source'];
  aim: string | null;
  pick?: ScanPick;
}

interface Parts<T extends { kind: string }> {
  get(): readonly ScanRow<T>[];
  set(rows: readonly ScanRow<T>[]): void;
  ask(asked: Asked): Promise<T | Refusal>;
  /** Takes a row that is no deed (a card, a place) off the list by itself. */
  taken?(take: T): boolean;
  /** Whether an answer only says again what the scan right before it came to: a copy that was scanned twice. */
  repeats?(before: T, answer: T): boolean;
  /** Rows to be asked once more after one was taken off, oldest first: what waited for that card. */
  ready?(): readonly ScanRow<T>[];
}

export interface ScanRows<T extends { kind: string }> {
  take(scan: Scan): Promise<void>;
  /** Asks a row once more, by another call where one is given. */
  again(row: ScanRow<T>, ask?: (asked: Asked) => Promise<T | Refusal>): Promise<void>;
  choose(row: ScanRow<T>, pick: ScanPick): Promise<void>;
  drop(row: ScanRow<T>): void;
  /** Takes off what was answered; what is under way stays until it is. */
  clear(): void;
}

/** The list over `get` and `set`; it takes every scan while it stands. */
export function useScanRows<T extends { kind: string }>(parts: Parts<T>): ScanRows<T> {
  const appearance = useAppearance();
  const printer = usePrinter();
  const turn = inTurn();
  const run = async (key: string, scan: Scan, ask: Parts<T>['ask'], pick?: ScanPick) => {
    const { text, source, aim = null } = scan;
    const answer = await ask({ commandId: key, text, source, aim, ...(pick ? { pick } : {}) });
    const rows = parts.get();
    const before = rows[rows.findIndex((row) => row.key === key) + 1];
    if ('kind' in answer && before?.take && parts.repeats?.(before.take, answer) === true) {
      parts.set(joined(rows, key, before.key));
      if (appearance.sound) playTone('attention');
      return;
    }
    const isTaken = 'kind' in answer && parts.taken?.(answer) === true;
    parts.set(isTaken ? without(parts.get(), key) : answered(parts.get(), key, answer));
    if (appearance.sound) playTone(moodOfAnswer(answer));
    if (isTaken) for (const row of parts.ready?.() ?? []) await redo(row, parts.ask);
  };
  const redo = async (row: ScanRow<T>, ask: Parts<T>['ask'], pick?: ScanPick) => {
    const key = newCommandId();
    const fresh = { ...row, key, take: null, failed: null };
    parts.set(parts.get().map((each) => (each.key === row.key ? fresh : each)));
    await run(key, row.scan, ask, pick);
  };
  const once = (row: ScanRow<T>, ask: Parts<T>['ask'], pick?: ScanPick) =>
    turn(() => redo(row, ask, pick));
  const take = async (scan: Scan) => {
    const text = scan.text.trim();
    if (text === '' || isEcho(parts.get(), scan)) return;
    printer.close();
    const key = newCommandId();
    const clean = { ...scan, text };
    parts.set(added(parts.get(), key, clean));
    await turn(() => run(key, clean, parts.ask));
  };
  useScanTarget(take);
  return {
    take,
    again: (row, ask = parts.ask) => once(row, ask),
    choose: (row, pick) => once(row, parts.ask, pick),
    drop: (row) => parts.set(without(parts.get(), row.key)),
    clear: () => parts.set(parts.get().filter(isAsked)),
  };
}
