// What decisions on this desk need besides rows; the key of the card hashes may change when the desk joins a service.

import type { Env } from '../../../shared/queues/world/world.ts';
import { cardHasher, envOf } from '../../../node/env.ts';
import type { Store } from '../profile/store.ts';

/** Makes the environment of a store's decisions. */
export function deskEnv(store: Pick<Store, 'cardKey' | 'settings'>): Env {
  const { deriveId, sha256 } = envOf('', store.settings);
  return {
    deriveId,
    sha256,
    cardHash: (card) => cardHasher(store.cardKey)(card),
    get settings() {
      return store.settings();
    },
  };
}
