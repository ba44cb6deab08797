// What a decision needs besides rows: derived ids, hashes, the settings as of now.

import { createHmac, hash } from 'node:crypto';
import { derivedId } from '../shared/lib/ids.ts';
import type { Env, Settings } from '../shared/queues/world/world.ts';

/** Hex SHA-256 of a text. */
export function sha256(text: string): string {
  return hash('sha256', text);
}

/** HMAC-SHA-256 (hex) of a card number under the library's key. */
export function cardHasher(key: string): (card: string) => string {
  return (card) => createHmac('sha256', key).update(card).digest('hex');
}

/** Makes the environment of decisions; `settings` is asked anew each time. */
export function envOf(cardKey: string, settings: () => Settings): Env {
  return {
    deriveId: (commandId, ordinal) => derivedId(commandId, ordinal, sha256),
    sha256,
    cardHash: cardHasher(cardKey),
    get settings() {
      return settings();
    },
  };
}
