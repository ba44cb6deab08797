// The open files of a profile with what decisions stand on: the replica can be exchanged, the outbox never.

import type { Kind, Settings } from '../../../shared/queues/world/world.ts';
import type { Base } from '../../../node/base.ts';
import type { Changes } from '../changes.ts';
import type { LibraryClock } from '../clock.ts';
import type { Replica } from '../db/transact.ts';
import type { DeskFault } from '../fault.ts';
import type { Outbox } from '../outbox/outbox.ts';
import { SETTINGS_KINDS } from '../../../shared/queues/world/settings-of.ts';
import { compileSettings } from '../queues/settings.ts';
import { joinedOf, keepJoined } from './joined.ts';
import type { Joined, JoinedIdentity } from './joined.ts';

/** Writes a line for whoever looks after the machine; never a reader's data. */
export type Log = (line: string) => void;

/** Everything that stays open as long as the desk runs. */
export interface Store {
  outbox: Outbox;
  base: Base;
  clock: LibraryClock;
  changes: Changes;
  log: Log;
  /** Id under which commands are counted; another one after joining, or when the counter was used twice. */
  readonly deskId: string;
  /** Key of the readers' card hashes; the service's once the desk has joined. */
  readonly cardKey: string;
  /** The service that the desk has joined; null while it works alone. */
  joined(): Joined | null;
  /** The desk belongs to a service from here on, under an id of that service. */
  join(joined: Joined, identity: JoinedIdentity): void;
  replica(): Replica;
  settings(): Settings;
  /** Forgets the compiled settings if one of these kinds is what they are made from; says whether it did. */
  forgetSettings(kinds: Iterable<string>): boolean;
  /**
   * Closes the replica and opens the one that `remake` leaves in its place. Where that fails, whoever asks for the
   * replica next tries to open what lies there then.
   */
  exchange(remake: () => Replica): void;
  /** Hears of a replica that could be opened only after an exchange had failed: its rows may be behind. */
  whenReopened(listener: () => void): void;
  /** What is wrong with the files now; null when nothing is. */
  problem(): DeskFault | null;
  setProblem(problem: DeskFault | null): void;
}

/** What a store is made of. */
export type StoreParts = Pick<Store, 'outbox' | 'base' | 'clock' | 'changes' | 'log'> &
  JoinedIdentity & {
    replica: Replica;
    /** Opens what lies in the replica's place, or makes it. */
    reopen(): Replica;
    problem: DeskFault | null;
  };

/** Puts the parts together. */
export function createStore(parts: StoreParts): Store {
  let { replica, problem } = parts;
  const { outbox, base, clock, changes, log } = parts;
  const { kept } = outbox;
  const keptText = (name: keyof JoinedIdentity) => {
    const value = kept.get('desk', '', name);
    return typeof value === 'string' ? value : parts[name];
  };
  let settings: Settings | undefined;
  let isOpen = true;
  let reopened: () => void = () => undefined;
  const open = (how: () => Replica) => {
    replica = how();
    isOpen = true;
  };
  const present = (): Replica => {
    if (!isOpen) {
      open(parts.reopen);
      reopened();
    }
    return replica;
  };
  return {
    outbox,
    base,
    clock,
    changes,
    log,
    get deskId() {
      return keptText('deskId');
    },
    get cardKey() {
      return keptText('cardKey');
    },
    joined: () => joinedOf(kept),
    join(joined, identity) {
      keepJoined(kept, joined, identity);
      changes.tell(['session', 'sync']);
    },
    replica: present,
    settings: () => (settings ??= compileSettings(present().statements)),
    forgetSettings(kinds) {
      const touched = [...kinds].some((kind) => SETTINGS_KINDS.has(kind as Kind));
      if (touched) settings = undefined;
      return touched;
    },
    exchange(remake) {
      settings = undefined;
      try {
        if (isOpen) replica.close();
      } catch (error) {
        // A damaged file may not even take its last writes; it is closed all the same.
        log(`closing the replica: ${String(error)}`);
      }
      isOpen = false;
      open(remake);
    },
    whenReopened: (listener) => void (reopened = listener),
    problem: () => problem,
    setProblem(fresh) {
      if (problem?.code === fresh?.code) return;
      problem = fresh;
      changes.tell(['outbox']);
    },
  };
}
