// What was just done, as one sentence below the screen: it stays until the next change of screen, or until the one after.

import { ref } from 'vue';

const said = ref<string | null>(null);
let fresh = false;

export function useSaid() {
  return {
    said,
    /** Says it on this screen. */
    tell(sentence: string) {
      said.value = sentence;
      fresh = false;
    },
    /** Says it on the screen that is gone to now. */
    tellNext(sentence: string) {
      said.value = sentence;
      fresh = true;
    },
    /** On a change of screen. */
    hush() {
      if (!fresh) said.value = null;
      fresh = false;
    },
  };
}
