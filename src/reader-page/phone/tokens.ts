// The session's tokens: in memory, and in the tab's own storage so that a reload does not sign the reader out.
// Never in `localStorage` and in no cookie: a closed tab on a borrowed phone leaves nothing behind, and no other
// page can have a call made in the reader's name.

import { shallowRef } from 'vue';
import type { ShallowRef } from 'vue';

export interface Tokens {
  token: string;
  refresh: string;
  /** The PIN was given at a desk; another one has to be chosen before anything else is answered. */
  mustChange: boolean;
}

/** How a session ended: the reader left, or the service ended it. */
export type Ending = 'left' | 'ended';

export interface TokenStore {
  readonly now: ShallowRef<Tokens | null>;
  /** How the last session of this tab ended; null before one has, and within one. */
  readonly ending: () => Ending | null;
  keep(tokens: Tokens): void;
  keep(tokens: null, ending: Ending): void;
}

const KEY = 'shutai-reader';
/** Whatever else the page keeps for a reader begins so, and goes with the sign-out. */
export const OF_SESSION = 'shutai-reader/';

function recalled(storage: Storage): Tokens | null {
  try {
    const known = JSON.parse(storage.getItem(KEY) ?? 'null') as Partial<Tokens> | null;
    if (typeof known?.token !== 'string' || typeof known.refresh !== 'string') return null;
    return { token: known.token, refresh: known.refresh, mustChange: known.mustChange === true };
  } catch {
    return null;
  }
}

/** Whoever leaves takes all with them; of a session that the service ended only the tokens go. */
function forget(storage: Storage, ending: Ending | null): void {
  for (const name of Object.keys(storage)) {
    const isKept = ending === 'left' && name.startsWith(OF_SESSION);
    if (name === KEY || isKept) storage.removeItem(name);
  }
}

/** Keeps tokens in a storage; one that refuses (a private window may) leaves them in memory. */
export function tokenStore(storage: Storage): TokenStore {
  const now = shallowRef(recalled(storage));
  let ending: Ending | null = null;
  return {
    now,
    ending: () => ending,
    keep(tokens: Tokens | null, how: Ending | null = null) {
      // First, for whoever watches the tokens.
      ending = how;
      now.value = tokens;
      try {
        if (tokens === null) forget(storage, how);
        else storage.setItem(KEY, JSON.stringify(tokens));
      } catch {
        // Memory has them.
      }
    },
  };
}
