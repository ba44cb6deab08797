// Returns at work: scan after scan, slots scanned after copies, the book drop and its day, one damaged copy at a time.

import { storeToRefs } from 'pinia';
import { ref } from 'vue';
import type { Ref } from 'vue';
import type { BackTake } from '../../../shared/desk-contract/circulation-views.ts';
import { useCommand } from '../../desk/use-command.ts';
import { useCounter } from './counter-store.ts';
import type { ScanRow } from './scan-rows.ts';
import type { Passing } from './use-lending.ts';
import { useScanRows } from './use-scan-rows.ts';
import type { Asked, ScanRows } from './use-scan-rows.ts';

export interface Returns {
  rows: ScanRows<BackTake>;
  /** The next copy is damaged; off again after it. */
  damaged: Ref<boolean>;
  /** Slots scanned for rows, and those they were put in, by the row's key. */
  slots: Ref<Readonly<Record<string, string>>>;
  shelved: Ref<Readonly<Record<string, string>>>;
  putIn(row: ScanRow<BackTake>, slot: string): void;
  inHouse(row: ScanRow<BackTake>): Promise<void>;
  /** A copy in repair is mended: back in use. */
  restore(row: ScanRow<BackTake>): Promise<void>;
  /** Takes back what was refused for its day, with a reason. */
  pass(row: ScanRow<BackTake>, override: Passing): Promise<void>;
}

/** The row that a scanned slot is for: the newest that waits for one. */
export function rowForSlot(
  rows: readonly ScanRow<BackTake>[],
  shelved: Readonly<Record<string, string>>,
): ScanRow<BackTake> | undefined {
  return rows.find(
    ({ key, take }) =>
      take !== null &&
      'next' in take &&
      take.next.is === 'hold_shelf' &&
      shelved[key] === undefined,
  );
}

/** A copy that came back just now, scanned once more: nobody has it on loan, as its row says already. */
function isBackAlready(before: BackTake, answer: BackTake): boolean {
  if (answer.kind !== 'not_lent' || !('next' in before)) return false;
  return before.book.copyId === answer.book.copyId;
}

/** The return tab's state. A card has a row: whoever scans one goes on taking back. */
export function useReturns(): Returns {
  const store = useCounter();
  const back = useCommand('circulation.takeBack');
  const house = useCommand('circulation.inHouse');
  const mend = useCommand('circulation.restore');
  const damaged = ref(false);
  /** Rows of damaged copies that were refused: the mark holds when they are asked again. */
  const marked = new Set<string>();
  const send = async (asked: Asked, isDamaged: boolean, more: { override?: Passing } = {}) => {
    const { drop } = store;
    const day = drop ? store.day : null;
    const answer = await back.send({ ...asked, drop, day, damaged: isDamaged, ...more });
    if (isDamaged && 'kind' in answer && answer.kind === 'refused') marked.add(asked.commandId);
    return answer;
  };
  // A row of the store keeps its place there, too: else the next slot would move a copy that lies on the shelf.
  const { slots, shelved } = storeToRefs(store);
  const rows: ScanRows<BackTake> = useScanRows<BackTake>({
    get: () => store.back,
    set: (all) => void (store.back = all),
    async ask(asked) {
      const isDamaged = damaged.value;
      damaged.value = false;
      const answer = await send(asked, isDamaged);
      // What was no copy leaves the mark for the next one.
      const isCopy = 'kind' in answer && 'book' in answer;
      if (isDamaged && !isCopy) damaged.value = true;
      if (!('kind' in answer) || answer.kind !== 'place') return answer;
      // A slot without a copy that waits for one.
      const { code: place } = answer;
      const waits = rowForSlot(store.back, shelved.value) !== undefined;
      return waits ? answer : { kind: 'unknown', code: 'place_scanned', facts: { place } };
    },
    repeats: isBackAlready,
    taken(take) {
      if (take.kind !== 'place') return false;
      const row = rowForSlot(store.back, shelved.value);
      if (row) slots.value = { ...slots.value, [row.key]: take.placeId };
      return row !== undefined;
    },
  });
  return {
    rows,
    damaged,
    slots,
    shelved,
    putIn: ({ key }, slot) => void (shelved.value = { ...shelved.value, [key]: slot }),
    pass: (row, override) =>
      rows.again(row, (asked) => send(asked, marked.has(row.key), { override })),
    inHouse: (row) => rows.again(row, (asked) => house.send(asked)),
    restore: (row) => rows.again(row, (asked) => mend.send(asked)),
  };
}
