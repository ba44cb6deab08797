// Returns at work: scan after scan, slots scanned after copies, the book drop and its day, one damaged copy at a time.

import { ref, shallowRef } from 'vue';
import type { Ref, ShallowRef } from 'vue';
import type { BackTake } from '../../../shared/desk-contract/circulation-views.ts';
import { useCommand } from '../../desk/use-command.ts';
import { useCounter } from './counter-store.ts';
import type { ScanRow } from './scan-rows.ts';
import { useScanRows } from './use-scan-rows.ts';
import type { ScanRows } from './use-scan-rows.ts';

export interface Returns {
  rows: ScanRows<BackTake>;
  /** The next copy is damaged; off again after it. */
  damaged: Ref<boolean>;
  /** Slots scanned for rows, and those they were put in, by the row's key. */
  slots: ShallowRef<Readonly<Record<string, string>>>;
  shelved: ShallowRef<Readonly<Record<string, string>>>;
  putIn(row: ScanRow<BackTake>, slot: string): void;
  inHouse(row: ScanRow<BackTake>): Promise<void>;
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

/** The return tab's state. `onReader`: a card was scanned. */
export function useReturns(onReader: (readerId: string) => void): Returns {
  const store = useCounter();
  const back = useCommand('circulation.takeBack');
  const house = useCommand('circulation.inHouse');
  const damaged = ref(false);
  const slots = shallowRef<Readonly<Record<string, string>>>({});
  const shelved = shallowRef<Readonly<Record<string, string>>>({});
  const rows: ScanRows<BackTake> = useScanRows<BackTake>({
    get: () => store.back,
    set: (all) => void (store.back = all),
    async ask(asked) {
      const isDamaged = damaged.value;
      damaged.value = false;
      const { drop, day } = store;
      const answer = await back.send({
        ...asked,
        drop,
        day: drop ? day : null,
        damaged: isDamaged,
      });
      // What was no copy leaves the mark for the next one.
      const isCopy = 'kind' in answer && 'book' in answer;
      if (isDamaged && !isCopy) damaged.value = true;
      if (!('kind' in answer) || answer.kind !== 'place') return answer;
      // A slot without a copy that waits for one.
      const { code: place } = answer;
      const waits = rowForSlot(store.back, shelved.value) !== undefined;
      return waits ? answer : { kind: 'unknown', code: 'place_scanned', facts: { place } };
    },
    taken(take) {
      if (take.kind === 'reader') {
        onReader(take.readerId);
        return true;
      }
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
    inHouse: (row) => rows.again(row, (asked) => house.send(asked)),
  };
}
