// A desk's files under sync without the network: opened, worked on, stopped in the middle, opened again.

import { randomUUID } from 'node:crypto';
import { openProfile } from '../../src/main/desk/profile/open-profile.ts';
import { findMigrations } from '../../src/main/desk/db/migrate.ts';
import { createCodes } from '../../src/main/desk/queues/codes.ts';
import { deskEnv } from '../../src/main/desk/queues/desk-env.ts';
import { createExecutor } from '../../src/main/desk/queues/execute.ts';
import { replay } from '../../src/main/desk/queues/replay.ts';
import { createReplicaSync } from '../../src/main/desk/sync/replica-sync.ts';
import { allRows } from '../../src/main/desk/db/statements.ts';
import type { Base } from '../../src/node/base.ts';
import type { Kind } from '../../src/shared/queues/world/world.ts';
import { CARD_KEY, modelBase } from './model-base.ts';
import { testClock } from './desk-core.ts';
import type { TestClock } from './desk-core.ts';

/** How a desk is opened. */
export interface ReplicaDeskOptions {
  folder: string;
  clock?: TestClock;
  base?: Base;
}

/** Opens a profile and brings its replica up to its outbox. */
export async function openReplicaDesk({
  folder,
  clock = testClock(),
  base = modelBase(),
}: ReplicaDeskOptions) {
  const lines: string[] = [];
  const { store, files } = openProfile({
    folder,
    migrations: findMigrations(import.meta.dirname),
    clock,
    newId: () => randomUUID(),
    base: () => base,
    log: (line) => void lines.push(line),
    progress: () => undefined,
  });
  const env = deskEnv(store);
  const codes = createCodes(store);
  const rebuild = async () => {
    store.exchange(() => files.remake());
    codes.forget();
    await replay(store, env);
  };
  const executor = createExecutor(store, { env, codes, rebuild });
  const sync = createReplicaSync({
    store,
    files,
    env,
    alone: executor.alone,
    exchanged: () => codes.forget(),
    lost: () => void lines.push('lost'),
    pause: async () => undefined,
  });
  await replay(store, env);
  return {
    store,
    files,
    env,
    executor,
    sync,
    clock,
    lines,
    /** It belongs to a service from here on. */
    join: (campus: string, how: 'base' | 'snapshot' = 'base') =>
      store.join(
        {
          address: 'http://127.0.0.1',
          campus,
          deskCode: 'N1',
          name: 'desk',
          epoch: 'epoch-1',
          how,
        },
        { deskId: store.deskId, cardKey: CARD_KEY },
      ),
    rows: <K extends Kind>(kind: K) => allRows(store.replica().statements, kind),
    count: (table: string) =>
      Number(store.replica().statements.one(`SELECT count(*) AS n FROM "${table}"`)?.['n']),
    close() {
      store.replica().close();
      store.outbox.close();
    },
  };
}

/** The desk of a test. */
export type ReplicaDesk = Awaited<ReturnType<typeof openReplicaDesk>>;
