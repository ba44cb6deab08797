// Looks at what was committed, with private texts: through the lane's cache where that is up to date, else at the store.

import { derivedId } from '../../shared/lib/ids.ts';
import type { Env, World } from '../../shared/queues/world/world.ts';
import { cardHasher, sha256 } from '../../node/env.ts';
import type { Lane } from './lane-port.ts';
import { createReader } from './reader.ts';
import { rowCache } from './row-cache.ts';
import type { LaneParts, LaneState } from './run-group.ts';

/** Rows kept for the time of one look. */
const MOST_ROWS = 2000;

function nothingIsWritten(): never {
  throw new Error('a look writes nothing');
}

/** Makes `look`. What it reads goes into a cache of its own: the lane's is filled under the lock only. */
export function createLook({ store, library }: LaneParts, state: LaneState): Lane['look'] {
  const env: Env = {
    deriveId: (commandId, ordinal) => derivedId(commandId, ordinal, sha256),
    sha256,
    cardHash: cardHasher(library.about().cardKey),
    get settings() {
      return state.settings.settings;
    },
  };
  return async (work, rows = []) => {
    const head = await store.reads.head();
    const fresh = head.seq === state.head.seq && head.hash === state.head.hash;
    const reader = createReader(store.reads, rowCache(MOST_ROWS, fresh ? state.cache : null));
    await reader.load(rows, []);
    const world: World = { get: reader.get, list: reader.list, put: nothingIsWritten };
    return work(world, env);
  };
}
