// Two processes that deliver notices of one library on a real PostgreSQL.

import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { laneClock, laneOver, nextId } from '../../../tests/support/central-lane.ts';
import { modelBase } from '../../../tests/support/model-base.ts';
import { memoryCarrier, realTimers } from '../../../tests/support/notice-scene.ts';
import { freshDatabase } from '../../../tests/support/postgres.ts';
import { loadBase } from '../base/load-base.ts';
import { openPostgresStore } from '../store/postgres/postgres-store.ts';
import { createNotices } from './notices.ts';

let database: Awaited<ReturnType<typeof freshDatabase>>;
beforeAll(async () => {
  database = await freshDatabase();
});
afterAll(() => database.drop());

async function processOf(stream: string, makesBase: boolean, gate: Promise<void>) {
  const store = await openPostgresStore({ url: database.url, stream, clock: laneClock });
  const parts = { clock: laneClock, newId: nextId, newKey: () => 'key' };
  if (makesBase) await loadBase(store, modelBase(), parts);
  const { lane } = await laneOver(store);
  const carrier = memoryCarrier('webhook', async () => {
    await gate;
    return { is: 'sent' };
  });
  const rest = { clock: laneClock, timers: realTimers, log: () => undefined };
  const notices = createNotices({ lane, store, carriers: [carrier], ...rest });
  return { store, lane, carrier, notices };
}

it('send each notice once between them', async () => {
  const stream = randomUUID();
  // Nothing is answered before both hold a letter: one process alone would prove nothing.
  const { promise: gate, resolve: open } = Promise.withResolvers<void>();
  const one = await processOf(stream, true, gate);
  const two = await processOf(stream, false, gate);
  const asked: string[] = [];
  for (let count = 0; count < 30; count += 1) {
    const entity = randomUUID();
    const reader = `reader-${(count % 3) + 1}`;
    const result = await one.lane.run({
      id: nextId(),
      actor: reader,
      point: null,
      type: 'find_book.submit',
      entity,
      expectHead: null,
      input: { titleId: 't1' },
      codePrefix: 'W',
    });
    if ('requestId' in result && result.requestId !== null) asked.push(entity);
  }
  expect(asked).toHaveLength(30);
  const first = one.notices.runDue();
  await expect.poll(() => one.carrier.letters.length, { timeout: 10_000 }).toBeGreaterThan(0);
  const second = two.notices.runDue();
  await expect.poll(() => two.carrier.letters.length, { timeout: 10_000 }).toBeGreaterThan(0);
  open();
  await Promise.all([first, second]);
  await Promise.all([one.notices.runDue(), two.notices.runDue()]);
  const sent = [...one.carrier.letters, ...two.carrier.letters];
  expect(sent.map(({ requestId }) => requestId).toSorted()).toEqual(asked.toSorted());
  expect(one.carrier.letters.length).toBeGreaterThan(0);
  expect(two.carrier.letters.length).toBeGreaterThan(0);
  for (const { lane, store } of [one, two]) {
    await lane.close();
    await store.close();
  }
});
