// The writer lane of a process: whoever comes while a group is being written goes into the next one.

import { RULES } from '../../shared/queues/engine/perform.ts';
import { SETTINGS_KINDS } from '../../shared/queues/world/settings-of.ts';
import type { Settings } from '../../shared/queues/world/world.ts';
import type { LogRow, PushAnswer } from '../../shared/sync/protocol.ts';
import { failure } from '../failure.ts';
import type { Failure } from '../failure.ts';
import type { StoreWrites } from '../store/port.ts';
import type { Commit, Lane, LaneDraft, LaneResult } from './lane-port.ts';
import { createLook } from './look.ts';
import { faultBehind, rescue, storeFailure } from './rescue.ts';
import { rowCache } from './row-cache.ts';
import { runGroup } from './run-group.ts';
import type { Answer, LaneParts, LaneState, Unit } from './run-group.ts';
import { loadSettings } from './settings.ts';

/** A lane with what only the service itself does in it. */
export interface ServiceLane extends Lane {
  /** Work on the store under the lock, between groups. Failures: 503. */
  alone<T>(work: (writes: StoreWrites) => Promise<T>): Promise<T | Failure>;
  /** Settings as they were last committed or heard of. */
  settings(): Settings;
  /**
   * Rows that another process has committed: settings are read again where they are among them. Null when the log is
   * another one, of which all may be different.
   */
  heard(rows: readonly LogRow[] | null): void;
}

/** A caller that waits for its turn. */
interface Waiting {
  unit: Unit;
  answer(answer: Answer): void;
}

/** Commands of one group; a group that holds that many takes no more. */
const MOST_IN_GROUP = 200;
/** Callers that wait; who comes beyond that is told to come again. */
const MOST_WAITING = 5000;

function sizeOf(unit: Unit): number {
  return unit.kind === 'push' ? unit.body.commands.length : 1;
}

function takeGroup(waiting: Waiting[]): Waiting[] {
  let size = 0;
  const end = waiting.findIndex(({ unit }, index) => {
    size += sizeOf(unit);
    return index > 0 && size > MOST_IN_GROUP;
  });
  return waiting.splice(0, end === -1 ? waiting.length : end);
}

/** Opens the lane of a store with a base in it. */
export async function createLane(
  parts: Omit<LaneParts, 'rules'> & Partial<Pick<LaneParts, 'rules'>>,
): Promise<ServiceLane> {
  const all: LaneParts = { rules: RULES, ...parts };
  const { store, library, log } = all;
  const state: LaneState = {
    cache: rowCache(),
    head: await store.reads.head(),
    settings: await loadSettings(store.reads),
    staff: new Map(),
  };
  const waiting: Waiting[] = [];
  const listeners = new Set<(commit: Commit) => void>();
  let busy: Promise<unknown> = Promise.resolve();
  let scheduled = false;
  let closed = false;

  const tell = (commit: Commit) => {
    for (const hear of listeners) {
      try {
        hear(commit);
      } catch (error) {
        log(`lane: a listener failed: ${String(error)}`);
      }
    }
  };
  const commit = async (units: readonly Unit[], poisoned: ReadonlySet<string>) => {
    const done = await runGroup(all, state, units, poisoned);
    if (done.commit.rows.length > 0) tell(done.commit);
    return done.answers;
  };
  const group = async (taken: readonly Waiting[]) => {
    const units = taken.map(({ unit }) => unit);
    try {
      const answers = await commit(units, new Set());
      taken.forEach(({ answer }, index) => answer(answers[index] ?? storeFailure(null)));
    } catch (error) {
      const fault = faultBehind(error);
      log(`lane: ${fault ? fault.code : String(error)}`);
      for (const { unit, answer } of taken) {
        answer(fault ? storeFailure(error) : await rescue(commit, unit, log));
      }
    }
  };
  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const turn = busy.then(work);
    busy = turn.catch(() => undefined);
    return turn;
  };
  const drain = async () => {
    scheduled = false;
    if (waiting.length > 0) await group(takeGroup(waiting));
    if (waiting.length > 0) schedule();
  };
  const schedule = () => {
    if (scheduled) return;
    scheduled = true;
    void inTurn(drain);
  };
  const ask = (unit: Unit): Promise<Answer> => {
    if (closed) return Promise.resolve(failure(503, 'closing', {}, { retryAfter: 1 }));
    if (waiting.length >= MOST_WAITING) return Promise.resolve(storeFailure(null));
    return new Promise((answer) => {
      waiting.push({ unit, answer });
      schedule();
    });
  };

  return {
    push: (deskId, body) => ask({ kind: 'push', deskId, body }) as Promise<PushAnswer | Failure>,
    run: (draft: LaneDraft) => ask({ kind: 'run', draft }) as Promise<LaneResult | Failure>,
    look: createLook(all, state),
    now: library.now,
    settings: () => state.settings.settings,
    onCommit(heard) {
      listeners.add(heard);
      return () => void listeners.delete(heard);
    },
    alone: (work) =>
      inTurn(async () => {
        try {
          return await store.lane(work);
        } catch (error) {
          if (!faultBehind(error)) throw error;
          return storeFailure(error);
        }
      }),
    heard(rows) {
      if (rows?.some(({ kind }) => SETTINGS_KINDS.has(kind)) === false) return;
      const again = async () => {
        state.settings = await loadSettings(store.reads);
      };
      void inTurn(again).catch((error: unknown) => log(`lane: ${String(error)}`));
    },
    async close() {
      closed = true;
      while (waiting.length > 0 || scheduled) await busy;
      await busy;
    },
  };
}
