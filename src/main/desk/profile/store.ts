// The open files of a profile with what decisions stand on: the replica can be exchanged, the outbox never.

import type { Kind, Settings } from '../../../shared/queues/world.ts';
import type { Base } from '../base/base.ts';
import type { Changes } from '../changes.ts';
import type { LibraryClock } from '../clock.ts';
import type { Replica } from '../db/transact.ts';
import type { DeskFault } from '../fault.ts';
import type { Outbox } from '../outbox/outbox.ts';
import { SETTINGS_KINDS, compileSettings } from '../queues/settings.ts';

/** Writes a line for whoever looks after the machine; never a reader's data. */
export type Log = (line: string) => void;

/** Everything that stays open as long as the desk runs. */
export interface Store {
  outbox: Outbox;
  base: Base;
  clock: LibraryClock;
  changes: Changes;
  log: Log;
  deskId: string;
  cardKey: string;
  replica(): Replica;
  settings(): Settings;
  /** Forgets the compiled settings if one of these kinds is what they are made from; says whether it did. */
  forgetSettings(kinds: Iterable<string>): boolean;
  /** Closes the replica and opens the one that `remake` leaves in its place. */
  exchange(remake: () => Promise<Replica>): Promise<void>;
  /** What is wrong with the files now; null when nothing is. */
  problem(): DeskFault | null;
  setProblem(problem: DeskFault | null): void;
}

/** What a store is made of. */
export type StoreParts = Pick<
  Store,
  'outbox' | 'base' | 'clock' | 'changes' | 'log' | 'deskId' | 'cardKey'
> & { replica: Replica; problem: DeskFault | null };

/** Puts the parts together. */
export function createStore(parts: StoreParts): Store {
  let { replica, problem } = parts;
  let settings: Settings | undefined;
  return {
    ...parts,
    replica: () => replica,
    settings: () => (settings ??= compileSettings(replica.statements)),
    forgetSettings(kinds) {
      const touched = [...kinds].some((kind) => SETTINGS_KINDS.has(kind as Kind));
      if (touched) settings = undefined;
      return touched;
    },
    async exchange(remake) {
      replica.close();
      replica = await remake();
      settings = undefined;
    },
    problem: () => problem,
    setProblem(fresh) {
      if (problem?.code === fresh?.code) return;
      problem = fresh;
      parts.changes.tell(['outbox']);
    },
  };
}
