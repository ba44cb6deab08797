// What may still be undone: the last action with its deadline. The undo bar shows it.

import { defineStore } from 'pinia';
import { ref } from 'vue';
import type { Instant } from '../../shared/lib/time.ts';

/** An action that may be undone until an instant of the desk's time. */
export interface UndoOffer {
  requestId: string;
  commandId: string;
  until: Instant;
  /** What was done, in words: `批准 · N1-0412`. */
  what: string;
}

export const useUndo = defineStore('undo', () => {
  const offer = ref<UndoOffer | null>(null);
  return {
    offer,
    /** Shows the offer in place of any earlier one. */
    propose: (fresh: UndoOffer) => void (offer.value = fresh),
    withdraw: () => void (offer.value = null),
  };
});
