// The desk's two files as sync works on them: every change of rows runs alone, with no command of a person beside it.

import { completeSome } from '../profile/complete-words.ts';
import { applyPage } from './apply-page.ts';
import { catchUp } from './catch-up.ts';
import { bucketsOf, comparable, repair } from './checksum.ts';
import { healed } from './heal.ts';
import { loadHistory } from './history.ts';
import { joinOnBase } from './join-base.ts';
import { loadSnapshot } from './load-snapshot.ts';
import { historyOf, readToOf } from './read-to.ts';
import type { ReplicaSync, Standing } from './replica-sync-port.ts';
import type { SyncParts } from './sync-parts.ts';
import { takeResults } from './take-results.ts';

function standingOf({ store }: SyncParts): Standing {
  const { outbox } = store;
  const seq = readToOf(store.replica())?.cursor.seq ?? 0;
  return {
    waiting: outbox.waiting(),
    received: outbox.countOf('received', seq),
    doubtful: outbox.doubtCount(),
    refused: outbox.countOf('refused', seq),
  };
}

/** What changes which commands are to be offered. */
function offering(
  parts: SyncParts,
): Pick<ReplicaSync, 'commandsFrom' | 'firstOpen' | 'forgetResultsAfter' | 'takeNewId'> {
  const { store, env, alone } = parts;
  const { outbox } = store;
  return {
    commandsFrom: (cseq, limit) =>
      outbox.after(cseq - 1 + outbox.offset(), limit).map(({ command }) => command),
    firstOpen() {
      const place = outbox.firstOpen();
      return place === null ? null : place - outbox.offset();
    },
    forgetResultsAfter: (last) =>
      alone(async () => {
        outbox.forgetResultsAfter(last + outbox.offset());
        await catchUp(store, env);
        store.changes.tell(['outbox']);
      }),
    takeNewId: (deskId) =>
      alone(async () => {
        outbox.renumber(deskId);
        await catchUp(store, env);
        store.changes.tell(['outbox', 'session']);
      }),
  };
}

/** Makes it. */
export function createReplicaSync(parts: SyncParts): ReplicaSync {
  return healed(parts, bareSync(parts));
}

function bareSync(parts: SyncParts): ReplicaSync {
  const { store, env, alone } = parts;
  return {
    ...offering(parts),
    readTo: () => readToOf(store.replica()),
    standing: () => standingOf(parts),
    joinOnBase: (readTo) => joinOnBase(parts, readTo),
    applyPage: (page) => alone(() => applyPage(store, env, page)),
    takeResults: (results) => alone(() => takeResults(store, env, results)),
    loadSnapshot: (lines, progress) => loadSnapshot(parts, lines, progress),
    loadHistory: (lines) => loadHistory(parts, lines),
    historyAfter: () => historyOf(store.replica()),
    indexSome: () => completeSome(store, alone),
    comparable: () => comparable(store.replica()),
    buckets: (kind) => bucketsOf(parts, kind),
    repair: (kind, answer) => repair(parts, kind, answer),
  };
}
