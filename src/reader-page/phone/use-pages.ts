// A list that comes in pieces: the first ones are asked for as everything of a screen is, more of them on a button.

import { computed } from 'vue';
import type { Answer } from './answer.ts';
import { useLeft } from './left.ts';
import { useLoad } from './use-load.ts';
import type { Load } from './use-load.ts';

interface Page<R> {
  rows: R[];
  total: number;
}

/** What came before and what follows, each row once: what came in meanwhile moves the rest on. */
function joined<R extends { id: string }, P extends Page<R>>(before: P, next: Page<R>): P {
  const all = new Map([...before.rows, ...next.rows].map((row) => [row.id, row]));
  return { ...before, total: next.total, rows: [...all.values()] };
}

export function usePages<R extends { id: string }, P extends Page<R>>(
  ask: (offset: number) => Promise<Answer<P & Page<R>>>,
) {
  const { before: left, note } = useLeft();
  /** What to begin with: as many as there were when the reader went on from here. */
  let begin = left.rows;
  /** As many as are on the screen, so that asking again leaves no gap between old and new ones. */
  const all = async (): Promise<Answer<P & Page<R>>> => {
    const wanted = load.value.value?.rows.length ?? begin;
    const first = await ask(0);
    if (!first.ok) return first;
    let { value } = first;
    while (value.rows.length < Math.min(wanted, value.total)) {
      const next = await ask(value.rows.length);
      if (!next.ok) return next;
      const further = joined(value, next.value);
      // A list that became shorter meanwhile has no more, whatever its total was.
      if (further.rows.length === value.rows.length) break;
      value = further;
    }
    return { ok: true, value };
  };
  const load: Load<P & Page<R>> = useLoad(all);
  const rows = computed<R[]>(() => load.value.value?.rows ?? []);
  const hasMore = computed(() => rows.value.length < (load.value.value?.total ?? 0));
  async function more(): Promise<void> {
    const before = load.value.value;
    if (!before) return;
    const answer = await ask(before.rows.length);
    if (answer.ok) load.value.value = joined(before, answer.value);
    note({ rows: rows.value.length });
    load.failed.value = answer.ok ? null : answer.failed;
  }
  /** Another list from its beginning. */
  async function anew(): Promise<void> {
    load.value.value = null;
    begin = 0;
    await load.load();
  }
  return { load, rows, hasMore, more, anew };
}
