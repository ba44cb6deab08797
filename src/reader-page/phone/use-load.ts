// Something asked of the service for a screen: asked when the screen opens, when the reader comes back to it, and when
// the line is back; what was there stays on the screen meanwhile.

import { onMounted, onUnmounted, ref, shallowRef } from 'vue';
import type { Ref, ShallowRef } from 'vue';
import type { Answer, Failed } from './answer.ts';

export interface Load<T> {
  /** What came last; null before anything has. */
  value: ShallowRef<T | null>;
  /** Why the last try gave nothing. */
  failed: ShallowRef<Failed | null>;
  busy: Ref<boolean>;
  load(): Promise<void>;
  /** Asks without a word: where nothing comes, the screen stays as it is. Says whether something came. */
  look(): Promise<boolean>;
}

export function useLoad<T>(ask: () => Promise<Answer<T>>): Load<T> {
  const value = shallowRef<T | null>(null);
  const failed = shallowRef<Failed | null>(null);
  const busy = ref(false);
  let turn = 0;
  async function load(): Promise<void> {
    turn += 1;
    const own = turn;
    busy.value = true;
    const answer = await ask();
    // An answer that was overtaken is nobody's.
    if (own !== turn) return;
    busy.value = false;
    failed.value = answer.ok ? null : answer.failed;
    if (answer.ok) value.value = answer.value;
  }
  const again = () => {
    if (document.visibilityState === 'visible') void load();
  };
  onMounted(() => {
    void load();
    document.addEventListener('visibilitychange', again);
    addEventListener('online', again);
  });
  onUnmounted(() => {
    turn += 1;
    document.removeEventListener('visibilitychange', again);
    removeEventListener('online', again);
  });
  async function look(): Promise<boolean> {
    // A call of the reader's own is on its way.
    if (busy.value) return true;
    turn += 1;
    const own = turn;
    const answer = await ask();
    if (own === turn && answer.ok) {
      value.value = answer.value;
      failed.value = null;
    }
    return answer.ok;
  }
  return { value, failed, busy, load, look };
}
