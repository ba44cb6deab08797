// Several processes of the service on one real PostgreSQL: one log, one order, every listener told of everything.

import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { firstBreak } from '../shared/sync/chain.ts';
import type { PushAnswer } from '../shared/sync/protocol.ts';
import { sha256 } from '../node/env.ts';
import type { Auth } from './auth/auth-port.ts';
import { loadBase } from './base/load-base.ts';
import { createService } from './service.ts';
import type { Service } from './service-port.ts';
import { openPostgresStore } from './store/postgres/postgres-store.ts';
import type { Store } from './store/port.ts';
import { BEGINNING, asking, deskRow, listener } from '../../tests/support/central-feed.ts';
import { realTimers } from '../../tests/support/central-http.ts';
import {
  addDesk,
  good,
  laneClock,
  laneDesk,
  moveInput,
  nextId,
} from '../../tests/support/central-lane.ts';
import { anyWork, mirror, workProblems } from '../../tests/support/lane-work.ts';
import { modelBase } from '../../tests/support/model-base.ts';
import { broken } from '../../tests/support/model-invariants.ts';
import { freshDatabase } from '../../tests/support/postgres.ts';

const PROCESSES = 3;
let database: Awaited<ReturnType<typeof freshDatabase>>;
beforeAll(async () => {
  database = await freshDatabase();
});
afterAll(() => database.drop());

/** A store a process, with the model library in it. */
async function processes(): Promise<Store[]> {
  const stream = randomUUID();
  const stores: Store[] = [];
  for (let index = 0; index < PROCESSES; index += 1) {
    stores.push(await openPostgresStore({ url: database.url, stream, clock: laneClock }));
  }
  const [first] = stores;
  if (!first) throw new Error('no store');
  await loadBase(first, modelBase(), { clock: laneClock, newId: nextId, newKey: () => 'key' });
  return stores;
}

function serviceOver(store: Store): Promise<Service> {
  return createService({
    store,
    auth: () => ({}) as Auth,
    clock: laneClock,
    timers: realTimers,
    newId: nextId,
    log: () => undefined,
  });
}

async function until(done: () => boolean): Promise<void> {
  for (let tries = 0; tries < 500 && !done(); tries += 1) {
    await new Promise((resolve) => realTimers.after(10, () => resolve(undefined)));
  }
}

describe('several processes', () => {
  it('keep log, rows, lists and all their caches in order', async () => {
    for (const rolls of [
      [3, 141, 59, 26],
      [2718, 28, 18],
    ]) {
      const stores = await processes();
      const work = await anyWork(stores, rolls, 15);
      const [first] = stores;
      expect(first && (await workProblems(first, work))).toEqual([]);
      for (const store of stores) await store.close();
    }
  });

  it('take the same commands at once and do them once; each tells its listeners of all', async () => {
    const stores = await processes();
    const services = await Promise.all(stores.map(serviceOver));
    const [store] = stores;
    const [service] = services;
    if (!store || !service) throw new Error('no service');
    const heard: ReturnType<typeof listener>[] = [];
    for (const id of ['d1', 'd2', 'd3', 'd4']) await addDesk(store, id);
    for (const each of services) {
      const told = listener();
      const from = asking(each.info().epoch, BEGINNING);
      good(await each.feed.subscribe(await deskRow(store, 'd1'), from, told.sink));
      heard.push(told);
    }
    const about = { about: service.info, now: service.lane.now, refresh: async () => undefined };
    const desks = ['d1', 'd2', 'd3', 'd4'].map((id) => laneDesk(service.lane, about, id));
    for (let round = 0; round < 5; round += 1) {
      const sent = desks.map((desk) => {
        const request = `${desk.id}-${round}`;
        const input = moveInput(request, 'c1', 'reader-2');
        return [
          desk.make('desk-a', 'reallocation.submit', request, input),
          desk.make('desk-a', 'request.note', request, { note: 'x' }),
          desk.make('desk-b', 'reallocation.cancel', request, { reason: 'duplicate' }),
        ];
      });
      // Every push goes to every process, as after answers that were lost.
      const answers = await Promise.all(
        sent.flatMap((commands, index) =>
          services.map(({ lane, info }) =>
            lane.push(desks[index]?.id ?? '', {
              epoch: info().epoch,
              from: commands[0]?.cseq ?? 0,
              commands,
            }),
          ),
        ),
      );
      const told = answers.map((answer) => JSON.stringify(good<PushAnswer>(answer)));
      expect(new Set(told).size).toBe(desks.length);
    }
    const rows = await store.reads.log(0, 100_000);
    expect(firstBreak(BEGINNING, rows, sha256)).toBeNull();
    expect(new Set(rows.map(({ commandId }) => commandId)).size).toBe(5 * 4 * 3);
    expect(broken(await mirror(store))).toEqual([]);
    await until(() => heard.every((each) => each.rows().length >= rows.length));
    for (const each of heard) expect(each.rows()).toEqual(rows);
    for (const each of services) await each.close();
    for (const each of stores) await each.close();
  });
});
