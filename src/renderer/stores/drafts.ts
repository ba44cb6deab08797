// Half-written texts that outlive the page on which they are written, for as long as the window is open.

import { defineStore } from 'pinia';
import { reactive } from 'vue';

/** Something half-written: the text, and the choice that goes with it. */
export interface Draft {
  text: string;
  about: string;
}

/** Drafts by a key that names who writes what; nobody else on this machine is shown them. */
export const useDrafts = defineStore('drafts', () => {
  const drafts = reactive(new Map<string, Draft>());
  return {
    of: (key: string): Draft | undefined => drafts.get(key),
    /** Keeps a draft; one without text is none. */
    keep(key: string, draft: Draft): void {
      if (draft.text.trim() === '') drafts.delete(key);
      else drafts.set(key, draft);
    },
    drop: (key: string): void => void drafts.delete(key),
  };
});
