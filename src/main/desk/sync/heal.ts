// A replica that turns out to be damaged while sync works on it is put away, and its rows come from the service again.

import { isDamage } from '../fault.ts';
import type { Replica } from '../db/transact.ts';
import { mirror } from '../profile/mirror.ts';
import type { ReplicaSync } from './replica-sync-port.ts';
import type { SyncParts } from './sync-parts.ts';

/** Puts an empty replica in the place of the damaged one, unless that has been done already. */
async function putAway(parts: SyncParts, damaged: Replica): Promise<void> {
  const { store, files, alone, exchanged, lost } = parts;
  await alone(async () => {
    if (store.replica() !== damaged) return;
    store.log('the replica is damaged and is made again');
    store.exchange(() => files.remake());
    exchanged();
    mirror(store);
  });
  lost();
}

type Method = (...args: never[]) => unknown;

function healing(parts: SyncParts, method: Method): Method {
  return (...args) => {
    const used = parts.store.replica();
    const heal = (error: unknown): never => {
      if (isDamage(error)) void putAway(parts, used);
      throw error;
    };
    try {
      const result = method(...args);
      return result instanceof Promise ? result.catch(heal) : result;
    } catch (error) {
      return heal(error);
    }
  };
}

/** The same methods; whoever meets damage fails, and the replica is made again behind it. */
export function healed(parts: SyncParts, sync: ReplicaSync): ReplicaSync {
  const methods = Object.entries(sync as unknown as Record<string, Method>);
  const all = methods.map(([name, method]) => [name, healing(parts, method)]);
  return Object.fromEntries(all) as ReplicaSync;
}
