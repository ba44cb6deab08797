// What the counter has before it: it stays while the librarian looks something up on another page.

import { defineStore } from 'pinia';
import { onScopeDispose, ref, shallowRef } from 'vue';
import type {
  BackTake,
  ExitTake,
  PassTake,
  RenewTake,
} from '../../../shared/desk-contract/circulation-views.ts';
import type { Day } from '../../../shared/lib/time.ts';
import { emptyCounter, forgotten, mayForget, readerOf } from './lend-session.ts';
import type { Counter } from './lend-session.ts';
import type { Pair } from './passing-pair.ts';
import type { ScanRow } from './scan-rows.ts';

/** Whether a scan has no answer of the desk, yet or for good. */
const isOpen = ({ take }: { take: unknown }) => take === null;

/** How often it is looked whether the reader is gone, in ms. */
const LOOK = 1000;

/** Screen state of circulation; another person who signs in begins with an empty counter. */
export const useCounter = defineStore('counter', () => {
  const owner = ref<string | null>(null);
  const counter = shallowRef<Counter>(emptyCounter());
  /** How long a reader stays without a scan, in ms. */
  const rest = ref(60_000);
  // Here and not in the tab: a reader who left is forgotten whichever page is looked at.
  const timer = setInterval(() => {
    const at = performance.now();
    if (mayForget(counter.value, at, rest.value)) counter.value = forgotten(counter.value, at);
  }, LOOK);
  onScopeDispose(() => clearInterval(timer));
  const back = shallowRef<readonly ScanRow<BackTake>[]>([]);
  const renewed = shallowRef<readonly ScanRow<RenewTake>[]>([]);
  const seen = shallowRef<readonly ScanRow<ExitTake>[]>([]);
  /** Two readers who pass a loan on at the desk, and what was scanned for them. */
  const passing = shallowRef<readonly ScanRow<PassTake>[]>([]);
  const pair = ref<Pair>({ from: null, to: null });
  const renewing = ref<string | null>(null);
  /** Book drop: until when what comes back counts; `day` null stands for the last closing. */
  const drop = ref(false);
  /** Slots scanned for returned copies, and those they were put in, by the key of the row. */
  const slots = shallowRef<Readonly<Record<string, string>>>({});
  const shelved = shallowRef<Readonly<Record<string, string>>>({});
  /** Loans whose fine was paid here. */
  const paid = shallowRef<ReadonlySet<string>>(new Set());
  const day = ref<Day | null>(null);
  const clear = () => {
    counter.value = emptyCounter();
    back.value = [];
    renewed.value = [];
    seen.value = [];
    passing.value = [];
    pair.value = { from: null, to: null };
    renewing.value = null;
    drop.value = false;
    slots.value = {};
    shelved.value = {};
    paid.value = new Set();
    day.value = null;
  };
  /** Nobody works here: what the desk has not answered, or could not, stays for the same person to see. */
  const leave = () => {
    const { readerId } = counter.value;
    const rows = counter.value.rows
      .filter(isOpen)
      .map((row) => ({ ...row, readerId: readerOf(row, readerId) }));
    const open = {
      back: back.value.filter(isOpen),
      renewed: renewed.value.filter(isOpen),
      seen: seen.value.filter(isOpen),
      passing: passing.value.filter(isOpen),
    };
    clear();
    counter.value = { ...emptyCounter(performance.now()), rows };
    back.value = open.back;
    renewed.value = open.renewed;
    seen.value = open.seen;
    passing.value = open.passing;
  };
  /** Says who works here now. */
  const own = (person: string | null) => {
    if (person === owner.value) return;
    if (person === null) {
      leave();
      return;
    }
    owner.value = person;
    clear();
  };
  return {
    counter,
    rest,
    back,
    renewed,
    seen,
    passing,
    pair,
    renewing,
    drop,
    day,
    slots,
    shelved,
    paid,
    own,
  };
});
