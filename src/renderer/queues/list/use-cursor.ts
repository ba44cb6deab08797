// Where the keyboard is in the list, which request is open at the right, and which rows are selected.

import { computed, ref, shallowRef, watch } from 'vue';
import type { ComputedRef, Ref, ShallowRef } from 'vue';
import type { RequestLine } from '../../../shared/desk-contract.ts';
import type { RequestList } from './use-request-list.ts';

/** Rows that one bulk command takes at most. */
export const SELECTION_LIMIT = 200;

export interface Cursor {
  /** Row that the keyboard is on; -1 for none. */
  index: Ref<number>;
  /** Request shown at the right; it stays open when its row leaves the list. */
  opened: Ref<string | null>;
  selected: Readonly<ShallowRef<ReadonlyMap<string, RequestLine>>>;
  isFull: ComputedRef<boolean>;
  /** Moves to a row and opens it; `extend` selects from where the range began. */
  moveTo(index: number, extend?: boolean): void;
  /** Selects the row, or takes it out of the selection. */
  toggle(index?: number): void;
  /** Selects from where the range began to this row. */
  extendTo(index: number): Promise<void>;
  clearSelection(): void;
  open(requestId: string | null): void;
}

/** Cursor over a list. The cursor follows its request when rows are inserted above it. */
export function useCursor(list: RequestList): Cursor {
  const index = ref(-1);
  const opened = ref<string | null>(null);
  const selected = shallowRef<ReadonlyMap<string, RequestLine>>(new Map());
  let anchor = -1;
  let onRow: string | null = null;

  const add = (lines: RequestLine[]) => {
    const next = new Map(selected.value);
    for (const line of lines) {
      if (next.size < SELECTION_LIMIT) next.set(line.request.id, line);
    }
    selected.value = next;
  };
  const moveTo = (wanted: number, extend = false) => {
    if (list.length.value === 0) return;
    const from = index.value;
    index.value = Math.min(Math.max(wanted, 0), list.length.value - 1);
    const line = list.row(index.value);
    onRow = line?.request.id ?? null;
    if (line) opened.value = line.request.id;
    if (!extend) anchor = index.value;
    else {
      if (anchor < 0) anchor = Math.max(from, 0);
      void extendTo(index.value);
    }
  };
  const extendTo = async (to: number) => {
    const from = anchor < 0 ? to : anchor;
    const rows = await list.rows(Math.min(from, to), Math.max(from, to) + 1);
    add(rows);
  };
  const toggle = (at = index.value) => {
    const line = list.row(at);
    if (!line) return;
    anchor = at;
    if (!selected.value.has(line.request.id)) return add([line]);
    const next = new Map(selected.value);
    next.delete(line.request.id);
    selected.value = next;
  };
  const realign = () => {
    const at = onRow === null ? -1 : list.indexOf(onRow);
    if (at >= 0) index.value = at;
    else index.value = Math.min(index.value, list.length.value - 1);
    const line = list.row(index.value);
    if (onRow === null && line && index.value >= 0) {
      // The row came after the cursor had moved on to it.
      onRow = line.request.id;
      opened.value = line.request.id;
    } else onRow = line?.request.id ?? onRow;
    refreshSelection();
  };
  const refreshSelection = () => {
    if (selected.value.size === 0) return;
    const next = new Map(selected.value);
    for (const id of next.keys()) {
      const at = list.indexOf(id);
      const line = at < 0 ? undefined : list.row(at);
      if (line) next.set(id, line);
    }
    selected.value = next;
  };
  watch(list.version, realign);
  watch(list.opening, (is) => {
    if (!is) return;
    index.value = -1;
    anchor = -1;
    onRow = opened.value;
  });
  return {
    index,
    opened,
    selected,
    isFull: computed(() => selected.value.size >= SELECTION_LIMIT),
    moveTo,
    toggle,
    extendTo,
    clearSelection: () => void (selected.value = new Map()),
    open(requestId) {
      opened.value = requestId;
      onRow = requestId;
      const at = requestId === null ? -1 : list.indexOf(requestId);
      if (at >= 0) index.value = at;
    },
  };
}
