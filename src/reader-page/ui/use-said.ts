// What was just done, as one sentence that every screen shows: it outlives one change of screen.

import { ref } from 'vue';

const said = ref<string | null>(null);
let fresh = false;

export function useSaid() {
  return {
    said,
    /** Says it now; a change of screen that follows at once keeps it. */
    tell(sentence: string) {
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
