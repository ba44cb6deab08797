// A form to be opened with what was done before: handed from the sync page to the request's own page.

import { defineStore } from 'pinia';
import { ref } from 'vue';
import type { QueueName } from '../../shared/queues/request.ts';

/** An action to be begun again. */
export interface RedoOffer {
  /** `again`: the same once more. `instead`: what is left of it now. `ask`: a supervisor is told about it. */
  why: 'again' | 'instead' | 'ask';
  /** The refused action; it is put away once the form was sent. */
  commandId: string;
  queue: QueueName;
  /** Null for a submission. */
  requestId: string | null;
  action: string;
  input: Record<string, unknown>;
  /** Words of ids in the input, by input name. */
  texts: Record<string, string>;
}

export const useRedo = defineStore('redo', () => {
  const offer = ref<RedoOffer | null>(null);
  return {
    offer,
    propose: (fresh: RedoOffer) => void (offer.value = fresh),
    withdraw: () => void (offer.value = null),
    /** The offer for the form of an action that opens now; null when it is for another. */
    of: (about: Pick<RedoOffer, 'queue' | 'requestId' | 'action'>) => {
      const { queue, requestId, action } = offer.value ?? {};
      const fits =
        queue === about.queue && requestId === about.requestId && action === about.action;
      return fits ? offer.value : null;
    },
  };
});
