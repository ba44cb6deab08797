// What the sync page and the status bar are told of the loop, with every time in the library's own.

import type * as z from 'zod';
import type { DeskContract } from '../../../shared/desk-contract.ts';
import { refuse } from '../../../shared/lib/result.ts';
import type { Refusal } from '../../../shared/lib/result.ts';
import { instantOf, millis } from '../../../shared/lib/time.ts';
import type { DeskContext } from '../desk-context.ts';
import { TASKS } from '../sync/loop-state.ts';
import type { LoopState } from '../sync/loop-state.ts';
import { stuckSince } from '../sync/loop-watch.ts';
import { casesHere, counterCasesHere } from './sync-list.ts';

type Status = z.input<DeskContract['sync.status']['output']>;
type Bar = z.input<DeskContract['status.bar']['output']>;

/** Code of a desk that works alone: the first of its library. */
const ALONE_CODE = 'D1';

/** Why the loop waits, loads anew or has stopped. */
function reasonOf(state: LoopState): Refusal | null {
  if (state.mode === 'on' && state.tooOld) return refuse('too_old');
  if (state.shown === 'resyncing') return refuse(state.resync ?? 'wanted');
  return state.reason && refuse(state.reason.code, state.reason.facts);
}

function nextTry({ lines, mode }: LoopState, now: number): number | null {
  const waits = TASKS.map((task) => lines[task]);
  const due = waits.flatMap(({ flying, tries, at }) =>
    !flying && tries > 0 && at > now ? [at] : [],
  );
  return mode === 'on' && due.length > 0 ? Math.min(...due) : null;
}

function deskOf({ store }: DeskContext): Status['desk'] {
  const joined = store.joined();
  const { deskCode = ALONE_CODE, name = '', campus = null } = joined ?? {};
  return { id: store.deskId, code: deskCode, name, campus };
}

/** Actions without an outcome: all of them on a desk alone. */
function waitingOf({ store }: DeskContext): number {
  return store.joined() === null ? store.outbox.count() : store.outbox.waiting();
}

/** Answers `sync.status`. */
export function syncStatus(context: DeskContext): Status {
  const { store, central, real } = context;
  const { engine, replica } = central;
  const state = engine.state();
  const now = millis(real.now());
  const shownAt = (ms: number) => instantOf(ms + store.clock.offset());
  const orNull = (ms: number | null) => (ms === null ? null : shownAt(ms));
  const { received, doubtful, refused } = replica.standing();
  const waiting = waitingOf(context);
  const stuck = stuckSince(state, now);
  const readTo = replica.readTo();
  const { loaded, done } = replica.historyAfter();
  return {
    state: state.shown,
    since: shownAt(state.since),
    reason: reasonOf(state),
    address: store.joined()?.address ?? null,
    lastContact: orNull(state.reachedAt),
    lastPull: orNull(state.pulledAt),
    nextTry: orNull(nextTry(state, now)),
    lag: state.lag,
    waiting,
    received,
    doubtful,
    refused,
    exceptions: casesHere(context).length + counterCasesHere(context).length,
    resync: engine.progress(),
    history: readTo === null || done ? null : { loaded, done },
    stuck: stuck === null ? null : { since: shownAt(stuck), waiting },
    desk: deskOf(context),
    log: readTo && { epoch: readTo.epoch, seq: readTo.cursor.seq },
  };
}

/** What the status bar says of the service: online whenever it answers, whatever is under way. */
const BAR: Record<LoopState['shown'], Bar['central']> = {
  alone: 'alone',
  joining: 'joining',
  offline: 'offline',
  signing_in: 'online',
  catching_up: 'online',
  resyncing: 'online',
  live: 'online',
  stopped: 'stopped',
};

/** The service's part of `status.bar`. */
export function centralBar(
  context: DeskContext,
): Pick<Bar, 'waiting' | 'doubtful' | 'refused' | 'central' | 'since'> {
  const { store, central } = context;
  const { shown, since, reachedAt } = central.engine.state();
  // Nothing was heard yet since the start: that is not online.
  const bar = shown === 'signing_in' && reachedAt === null ? 'offline' : BAR[shown];
  const { doubtful, refused } = central.replica.standing();
  return {
    waiting: waitingOf(context),
    doubtful,
    refused,
    central: bar,
    since: shown === 'alone' ? null : instantOf(since + store.clock.offset()),
  };
}
