// Keeps the rows that somebody looks at where they are while others arrive above them or go.

import { watch } from 'vue';
import type { Ref } from 'vue';
import type { Cursor } from './use-cursor.ts';
import type { RequestList } from './use-request-list.ts';

interface Anchor {
  /** Requests in sight, the one to hold first. */
  ids: string[];
  /** Their places in the list then. */
  at: number[];
  scrollTop: number;
}

/** Whether somebody looks at these rows; an untouched list shows from its top what is new. */
function isInUse(box: HTMLElement, cursor: Cursor): boolean {
  const touched = box.scrollTop > 0 || cursor.index.value >= 0;
  return touched || box.matches(':hover') || box.contains(document.activeElement);
}

/** Holds rows of `row` pixels in `box`; `remember` is called whenever it was scrolled. */
export function useScrollAnchor(
  box: Readonly<Ref<HTMLElement | null>>,
  list: RequestList,
  cursor: Cursor,
  row: number,
): { remember(): void } {
  let anchor: Anchor | null = null;
  const remember = () => {
    const element = box.value;
    if (!element) return;
    const first = Math.ceil(element.scrollTop / row);
    const count = Math.max(1, Math.floor(element.clientHeight / row));
    const sight = Array.from({ length: count }, (_, step) => first + step);
    const held = cursor.index.value;
    const places = sight.includes(held) ? [held, ...sight] : sight;
    const known = places.flatMap((at) => {
      const id = list.row(at)?.request.id;
      return id === undefined ? [] : [{ id, at }];
    });
    anchor = {
      ids: known.map(({ id }) => id),
      at: known.map(({ at }) => at),
      scrollTop: element.scrollTop,
    };
  };
  const hold = () => {
    const element = box.value;
    if (!element || anchor === null || !isInUse(element, cursor)) return;
    for (const [step, id] of anchor.ids.entries()) {
      const now = list.indexOf(id);
      const before = anchor.at[step] ?? now;
      if (now < 0) continue;
      if (now !== before) element.scrollTop = anchor.scrollTop + (now - before) * row;
      return;
    }
  };
  watch(
    list.version,
    () => {
      hold();
      remember();
    },
    { flush: 'post' },
  );
  watch(cursor.index, remember, { flush: 'post' });
  // Another list begins at its top.
  watch(list.opening, (is) => {
    if (!is) return;
    anchor = null;
    if (box.value) box.value.scrollTop = 0;
  });
  return { remember };
}
