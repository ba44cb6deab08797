// The focus stays in a list: where the row or form that had it goes, the row that stands in its place has it.

import { onScopeDispose, watch } from 'vue';
import type { Ref } from 'vue';

/** Keeps it in `box`, whose rows match `rows` and can have the focus; the box itself has it where no row is left. */
export function useKeptFocus(box: Readonly<Ref<HTMLElement | null>>, rows: string): void {
  let last: Element | null = null;
  let place = 0;
  const all = () => [...(box.value?.querySelectorAll<HTMLElement>(rows) ?? [])];
  const onFocus = ({ target }: FocusEvent) => {
    last = target instanceof Element ? target : null;
    place = all().findIndex((row) => row.contains(last));
  };
  /** Gone to another part of the page; what is taken away has nothing that follows it. */
  const onBlur = ({ relatedTarget }: FocusEvent) => {
    if (relatedTarget !== null) last = null;
  };
  const look = () => {
    const active = document.activeElement;
    const isLost = active === null || active === document.body;
    if (last === null || last.isConnected || !isLost) return;
    const left = all();
    (left[Math.min(Math.max(place, 0), left.length - 1)] ?? box.value)?.focus();
  };
  const observer = new MutationObserver(look);
  watch(box, (is, was) => {
    observer.disconnect();
    was?.removeEventListener('focusin', onFocus);
    was?.removeEventListener('focusout', onBlur);
    if (is === null) return;
    is.addEventListener('focusin', onFocus);
    is.addEventListener('focusout', onBlur);
    observer.observe(is, { childList: true, subtree: true });
  });
  onScopeDispose(() => observer.disconnect());
}
