// What each task of the loop is, done once within one life.

import { forkAnswer } from '../../../shared/sync/entry.ts';
import { GENESIS } from '../../../shared/sync/protocol.ts';
import { CallFailed } from './ask.ts';
import type { DeskKeys } from './keys.ts';
import type { Link } from './link.ts';
import { checksum, history, snapshot } from './load.ts';
import type { Done, Effect } from './loop-state.ts';
import { listen, pull } from './pull.ts';
import { forget, push } from './push.ts';
import type { ReadTo, ReplicaSync } from './replica-sync-port.ts';
import type { TaskParts } from './task-parts.ts';

/** What all tasks work with. */
export interface Work {
  replica: ReplicaSync;
  keys: DeskKeys;
  /** The line to the service that the desk has joined. */
  link(): Link;
  lastCounter(): number;
  receipts: TaskParts['receipts'];
  /** How a desk without rows of the service gets them. */
  firstRows(): 'base' | 'snapshot';
  /** Epoch of the service when the desk joined it. */
  firstEpoch(): string;
  /** The desk has another id now, and is called otherwise. */
  renamed(desk: { deskCode: string; campus: string }): void;
  seen: TaskParts['seen'];
  log(line: string): void;
}

/** What belongs to one task. */
export interface Hands {
  signal: AbortSignal;
  /** Ends the live stream alone. */
  live: AbortSignal;
  heard(applied: boolean | null, lag: number): void;
  progress(loaded: number, expected: number): void;
}

/** What ended with its life is neither written nor told. */
function mustLive(signal: AbortSignal): void {
  if (signal.aborted) throw new CallFailed({ kind: 'local', code: 'given_up' });
}

function partsOf(work: Work, { signal }: Hands): TaskParts {
  const link = work.link();
  const { session, central } = link;
  const readTo = (): ReadTo => {
    mustLive(signal);
    const known = work.replica.readTo();
    if (!known) throw new CallFailed({ kind: 'local', code: 'no_rows' });
    return known;
  };
  return {
    replica: work.replica,
    central,
    lastCounter: work.lastCounter,
    receipts: work.receipts,
    signal,
    async ask(call, schema, ms) {
      const limits = ms === undefined ? { signal } : { signal, ms };
      const answer = await link.askOnce(call, schema, limits);
      mustLive(signal);
      return answer;
    },
    async token() {
      const token = await session.token();
      mustLive(signal);
      return token;
    },
    readTo,
    mustAgree(epoch) {
      if (readTo().epoch === epoch) return;
      const refused = { status: 410, code: 'epoch', facts: {}, last: null, retryAfter: null };
      throw new CallFailed({ kind: 'refused', ...refused });
    },
    refused(token, failed) {
      const { failing } = failed;
      if (failing.kind === 'refused' && failing.status === 401) session.refused(token);
      return failed;
    },
    seen: work.seen,
  };
}

/** Another id, asked for until it is had: the same one and the same key each time. */
async function takeNewId(work: Work, parts: TaskParts): Promise<Done> {
  const { deskId, key } = await work.keys.next();
  const body = { desk: deskId, publicKey: key.publicKey };
  const answer = await parts.ask({ method: 'POST', path: '/v1/desks/fork', body }, forkAnswer);
  await work.replica.takeNewId(deskId);
  work.keys.useNext(deskId);
  work.link().session.forget();
  work.renamed(answer);
  return { task: 'new_id', open: work.replica.firstOpen() !== null };
}

/** Does a task. @throws CallFailed, NetworkFault, DeskFault */
export async function runTask(
  effect: Extract<Effect, { t: 'run' }>,
  work: Work,
  hands: Hands,
): Promise<Done> {
  const parts = partsOf(work, hands);
  const { replica } = work;
  switch (effect.task) {
    case 'session':
      await parts.token();
      return { task: 'session' };
    case 'begin':
      await replica.joinOnBase({ epoch: work.firstEpoch(), cursor: { seq: 0, hash: GENESIS } });
      return { task: 'begin' };
    case 'snapshot':
      return snapshot(parts, hands.progress);
    case 'forget':
      return forget(parts, effect.last);
    case 'new_id':
      return takeNewId(work, parts);
    case 'push':
      return push(parts, effect);
    case 'pull':
      return pull(parts, effect.wait);
    case 'live':
      return listen(parts, hands.live, hands.heard);
    case 'history':
      return history(parts);
    case 'checksum':
      return checksum(parts, work.log);
  }
}
