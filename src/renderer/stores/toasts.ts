// Short sentences at the edge of the screen; they never take the focus.

import { defineStore } from 'pinia';
import { ref } from 'vue';

export type ToastKind = 'good' | 'wrong' | 'attention' | 'info';

export interface Toast {
  id: number;
  kind: ToastKind;
  text: string;
}

/** Milliseconds that a toast stays; what went wrong stays longer. */
const STAY: Record<ToastKind, number> = { good: 4000, info: 5000, attention: 8000, wrong: 12_000 };
const AT_MOST = 4;

export const useToasts = defineStore('toasts', () => {
  const list = ref<Toast[]>([]);
  let last = 0;
  const drop = (id: number) => void (list.value = list.value.filter((toast) => toast.id !== id));
  const say = (kind: ToastKind, text: string) => {
    last += 1;
    const id = last;
    list.value = [...list.value.filter((toast) => toast.text !== text), { id, kind, text }].slice(
      -AT_MOST,
    );
    setTimeout(() => drop(id), STAY[kind]);
  };
  return { list, say, drop };
});
