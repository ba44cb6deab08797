// A store put together by hand, so that a test can reach into its two files.

import { join } from 'node:path';
import { loadBase } from '../../src/main/desk/base/rebuild.ts';
import { createChanges } from '../../src/main/desk/changes.ts';
import { libraryClock } from '../../src/main/desk/clock.ts';
import { findMigrations, migrate, readMigrations } from '../../src/main/desk/db/migrate.ts';
import { openOutbox, openReplica } from '../../src/main/desk/db/open.ts';
import { replicaOf } from '../../src/main/desk/db/transact.ts';
import { outboxOf } from '../../src/main/desk/outbox/outbox.ts';
import { createStore } from '../../src/main/desk/profile/store.ts';
import { createCodes } from '../../src/main/desk/queues/codes.ts';
import { envOf } from '../../src/node/env.ts';
import { createExecutor } from '../../src/main/desk/queues/execute.ts';
import { commandId, testClock } from './desk-core.ts';
import { CARD_KEY, modelBase } from './model-base.ts';

/** Opens both files in a folder over the model library, with the bare handles in reach. */
export function assembleDesk(folder: string, clock = testClock()) {
  const migrations = findMigrations(import.meta.dirname);
  const outboxFile = openOutbox(join(folder, 'outbox.db'));
  migrate(outboxFile, readMigrations(migrations, 'outbox'));
  const outbox = outboxOf(outboxFile);
  const base = modelBase();
  const path = join(folder, 'replica.db');
  loadBase(path, base, readMigrations(migrations, 'replica'));
  const replicaFile = openReplica(path);
  const changes = createChanges();
  const store = createStore({
    outbox,
    base,
    changes,
    replica: replicaOf(replicaFile, changes.tell),
    reopen: () => replicaOf(openReplica(path), changes.tell),
    log: () => undefined,
    clock: libraryClock(clock, outbox.kept, base.start),
    deskId: 'desk',
    cardKey: CARD_KEY,
    problem: null,
  });
  const env = envOf(CARD_KEY, store.settings);
  const codes = createCodes(store);
  const executor = createExecutor(store, { env, codes, rebuild: async () => undefined });
  /** Submits a reallocation with a note of that length. */
  const submit = (text: string, asked: Record<string, unknown> = {}) =>
    executor.run({
      id: commandId(),
      actor: 'desk-a',
      point: 'n-desk',
      type: 'reallocation.submit',
      entity: commandId(),
      expectHead: null,
      input: {
        readerId: 'reader-1',
        titleId: 't1',
        kind: 'for_loan',
        targetCampus: 'south',
        note: text,
        ...asked,
      },
      codePrefix: 'N1',
    });
  const requests = () =>
    Number(store.replica().statements.one('SELECT count(*) AS n FROM request')?.['n']);
  return { outboxFile, replicaFile, outbox, store, executor, submit, requests };
}
