// The counter at work: scans go to the desk one after the other, and what comes back is seen, heard and kept.

import { computed, watchEffect } from 'vue';
import type { ComputedRef } from 'vue';
import type { ScanPick } from '../../../shared/desk-contract.ts';
import { newCommandId } from '../../desk/command-id.ts';
import { useCommand } from '../../desk/use-command.ts';
import { usePrinter } from '../../print/use-print.ts';
import { playTone } from '../../scan/tones.ts';
import { useScanTarget } from '../../scan/use-scan-target.ts';
import type { Scan } from '../../scan/use-scan-target.ts';
import { useAppearance } from '../../stores/appearance.ts';
import { useCounter } from './counter-store.ts';
import { inTurn } from '../../scan/in-turn.ts';
import {
  answeredTo,
  askedAgain,
  becameOf,
  dropped,
  forgotten,
  readerOf,
  repeatedRow,
  scanned,
  waitingRows,
} from './lend-session.ts';
import type { Counter, LendRow, Since } from './lend-session.ts';
import { moodOfAnswer } from './scan-rows.ts';
import { useDrawnRows } from './use-drawn-rows.ts';

/** Why a rule is passed. */
export interface Passing {
  reason: string;
  note: string;
}
type More = { override?: Passing; pick?: ScanPick };

export interface Lending {
  /** As the screen shows it. */
  counter: ComputedRef<Counter>;
  take(scan: Scan): Promise<void>;
  /** Asks for a row once more, with a rule passed or with what the code means. */
  again(row: LendRow, more?: More): Promise<void>;
  drop(row: LendRow): void;
  /** Takes in what has become of loans by now, by the key of their rows. */
  became(since: (key: string) => Since | undefined): void;
  /** The reader goes. */
  done(): void;
}

/** The lending tab's state; `rest` gives the ms without a scan after which the reader is forgotten. */
export function useLending(rest: () => number): Lending {
  const store = useCounter();
  const appearance = useAppearance();
  const printer = usePrinter();
  const { send } = useCommand('circulation.lend');
  const turn = inTurn();
  const now = () => performance.now();

  const ask = async (key: string, scan: Scan, more: More) => {
    const { text, source, aim } = scan;
    const { readerId: served, rows } = store.counter;
    const asking = rows.find((each) => each.key === key);
    const answer = await send({
      commandId: key,
      text,
      source,
      aim: aim ?? null,
      readerId: readerOf(asking, served),
      ...more,
    });
    const isRepeat = repeatedRow(store.counter, key, answer) !== undefined;
    store.counter = answeredTo(store.counter, key, answer, now());
    if (appearance.sound) playTone(isRepeat ? 'attention' : moodOfAnswer(answer));
    // A card came: what lies there and waits is lent to its reader, in the order of scanning.
    const isCard = 'kind' in answer && answer.kind === 'reader';
    if (!isCard) return;
    for (const each of waitingRows(store.counter)) {
      if (readerOf(each, store.counter.readerId) !== null) await once(each, {});
    }
  };
  const once = async (row: LendRow, more: More) => {
    const key = newCommandId();
    store.counter = askedAgain(store.counter, row.key, key, now());
    await ask(key, row.scan, more);
  };
  const take = async (scan: Scan) => {
    const text = scan.text.trim();
    if (text === '') return;
    // Whoever goes on scanning prints no more of the last reader.
    printer.close();
    const key = newCommandId();
    const before = store.counter;
    store.counter = scanned(before, key, { ...scan, text }, now());
    if (store.counter !== before) await turn(() => ask(key, { ...scan, text }, {}));
  };
  const refusals = ({ rows }: Counter) => rows.filter(({ since }) => since === 'refused').length;
  const became = (since: (key: string) => Since | undefined) => {
    const before = store.counter;
    store.counter = becameOf(before, since);
    // Heard, since the reader may be on the way out with the book.
    if (appearance.sound && refusals(store.counter) > refusals(before)) playTone('wrong');
  };
  useScanTarget(take);
  watchEffect(() => void (store.rest = rest()));
  const rows = useDrawnRows(() => store.counter.rows);
  return {
    counter: computed<Counter>((was) => {
      const { counter } = store;
      const { readerId, awaited, before } = counter;
      const isSame = was?.rows === rows.value && was.readerId === readerId;
      const isSameBefore = was?.awaited === awaited && was.before === before;
      return isSame && isSameBefore ? was : { ...counter, rows: rows.value };
    }),
    take,
    became,
    again: (row, more = {}) => turn(() => once(row, more)),
    drop: (row) => void (store.counter = dropped(store.counter, row.key, now())),
    done: () => void (store.counter = forgotten(store.counter, now())),
  };
}
