// What the tab keeps for the reader who is signed in: what is half written, and what may or may not have come through.
// It outlives a reload and a session that the service ended, and is gone with the sign-out, with the tab, and as soon as
// somebody else signs in.

import { OF_SESSION } from './tokens.ts';

export interface Kept {
  get(name: string): unknown;
  /** Null takes it away. */
  set(name: string, value: unknown): void;
  /** Says whose it is; what was another reader's goes. */
  belongsTo(card: string): void;
}

const OWNER = `${OF_SESSION}owner`;

/** Keeps it in a storage; one that refuses (a private window may) keeps nothing beyond the screen. */
export function keptIn(storage: Storage): Kept {
  const set = (key: string, value: unknown) => {
    try {
      if (value === null) storage.removeItem(key);
      else storage.setItem(key, JSON.stringify(value));
    } catch {
      // The screen has it.
    }
  };
  const get = (key: string): unknown => {
    try {
      return JSON.parse(storage.getItem(key) ?? 'null');
    } catch {
      return null;
    }
  };
  return {
    get: (name) => get(OF_SESSION + name),
    set: (name, value) => set(OF_SESSION + name, value),
    belongsTo(card) {
      if (get(OWNER) === card) return;
      for (const key of Object.keys(storage)) if (key.startsWith(OF_SESSION)) set(key, null);
      set(OWNER, card);
    },
  };
}
