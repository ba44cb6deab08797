// What the counter has before it: it stays while the librarian looks something up on another page.

import { defineStore } from 'pinia';
import { ref, shallowRef } from 'vue';
import type {
  BackTake,
  ExitTake,
  RenewTake,
} from '../../../shared/desk-contract/circulation-views.ts';
import type { Day } from '../../../shared/lib/time.ts';
import { emptyCounter } from './lend-session.ts';
import type { Counter } from './lend-session.ts';
import type { ScanRow } from './scan-rows.ts';

/** Screen state of circulation; another person who signs in begins with an empty counter. */
export const useCounter = defineStore('counter', () => {
  const owner = ref<string | null>(null);
  const counter = shallowRef<Counter>(emptyCounter());
  const back = shallowRef<readonly ScanRow<BackTake>[]>([]);
  const renewed = shallowRef<readonly ScanRow<RenewTake>[]>([]);
  const seen = shallowRef<readonly ScanRow<ExitTake>[]>([]);
  const renewing = ref<string | null>(null);
  /** Book drop: until when what comes back counts; `day` null stands for the last closing. */
  const drop = ref(false);
  /** Slots scanned for returned copies, and those they were put in, by the key of the row. */
  const slots = shallowRef<Readonly<Record<string, string>>>({});
  const shelved = shallowRef<Readonly<Record<string, string>>>({});
  const day = ref<Day | null>(null);
  const clear = () => {
    counter.value = emptyCounter();
    back.value = [];
    renewed.value = [];
    seen.value = [];
    renewing.value = null;
    drop.value = false;
    slots.value = {};
    shelved.value = {};
    day.value = null;
  };
  /** Says who works here now. */
  const own = (person: string | null) => {
    if (person === owner.value) return;
    owner.value = person;
    clear();
  };
  return { counter, back, renewed, seen, renewing, drop, day, slots, shelved, own };
});
