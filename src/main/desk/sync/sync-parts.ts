// What the desk's side of sync works with, besides the network.

import type { Env } from '../../../shared/queues/world/world.ts';
import type { ReplicaFiles } from '../profile/replica-files.ts';
import type { Store } from '../profile/store.ts';
import type { Pause } from './snapshot.ts';

/** The open files of a profile, and the means to work on them beside people. */
export interface SyncParts {
  store: Store;
  files: ReplicaFiles;
  env: Env;
  /** Waits for what is under way, then runs `work` with nothing beside it. */
  alone<T>(work: () => Promise<T>): Promise<T>;
  /** The replica was exchanged: what others know of it by heart is forgotten. */
  exchanged(): void;
  /** The replica has no rows of the service any longer: they are to come anew. */
  lost(): void;
  /** Lets everything else have its turn. */
  pause: Pause;
}
