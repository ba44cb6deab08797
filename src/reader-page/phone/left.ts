// How a screen was left: how far it was scrolled and how many rows it showed, for whoever comes back to it by "back".
// One entry of the browser's history each, in memory only: a reload begins at the top.

import { onUnmounted } from 'vue';

interface Left {
  /** Pixels from the top. */
  top: number;
  rows: number;
}

/** What vue-router writes into each entry. */
interface Entry {
  position?: number;
  current?: string;
  forward?: string | null;
}

const NOWHERE: Left = { top: 0, rows: 0 };
const all = new Map<string, Left>();
let here = '';

/** To be called on every change of address, before its screen is made. */
export function arrived(entry: Entry | null): void {
  here = `${entry?.position ?? ''} ${entry?.current ?? ''}`;
  // Nothing lies ahead of a screen that was gone to just now: it is a new one.
  if ((entry?.forward ?? null) === null) all.delete(here);
}

/** How the screen of this address was left, and what notes it as long as the screen stands. */
export function useLeft() {
  let stands = true;
  onUnmounted(() => (stands = false));
  return {
    before: all.get(here) ?? NOWHERE,
    note(part: Partial<Left>) {
      if (stands) all.set(here, { ...(all.get(here) ?? NOWHERE), ...part });
    },
  };
}
