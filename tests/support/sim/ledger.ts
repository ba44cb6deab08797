// What people were told in a simulation, kept outside of everything that can fail.

import type { Draft } from '../../../src/main/desk/queues/execute.ts';

/** A command as somebody gave it. */
export interface GivenCommand extends Pick<Draft, 'id' | 'type' | 'entity' | 'expectHead'> {
  by: string;
  /** Virtual time. */
  atMs: number;
  /** The desk said that it is saved. */
  acknowledged: boolean;
  /** The disk on which it was saved is gone together with the desk; nobody can promise anything. */
  gone: boolean;
}

/** Every command that was ever given. */
export interface Ledger {
  given: Map<string, GivenCommand>;
  give(
    by: string,
    draft: Pick<Draft, 'id' | 'type' | 'entity' | 'expectHead'>,
    atMs: number,
  ): GivenCommand;
  /** The disk of that desk goes back to how it was then. */
  lose(by: string, sinceMs: number): void;
  /** What must not be lost. */
  promised(): GivenCommand[];
  accepted: number;
  refused: number;
}

/** Opens an empty one. */
export function createLedger(): Ledger {
  const given = new Map<string, GivenCommand>();
  return {
    given,
    accepted: 0,
    refused: 0,
    give(by, { id, type, entity, expectHead }, atMs) {
      const told = { acknowledged: false, gone: false };
      const command = { id, type, entity, expectHead, by, atMs, ...told };
      given.set(id, command);
      return command;
    },
    lose(by, sinceMs) {
      for (const each of given.values()) {
        if (each.by === by && each.atMs >= sinceMs) each.gone = true;
      }
    },
    promised: () => [...given.values()].filter((each) => each.acknowledged && !each.gone),
  };
}
