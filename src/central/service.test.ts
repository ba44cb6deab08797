// The service as a whole: its clock, its epoch, its end.

import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Auth } from './auth/auth-port.ts';
import { createService } from './service.ts';
import type { Service } from './service-port.ts';
import { openSqliteStore } from './store/sqlite/sqlite-store.ts';
import type { SqliteStore } from './store/sqlite/sqlite-store.ts';
import { millis } from '../shared/lib/time.ts';
import { emptyBase } from '../node/empty-base.ts';
import { loadBase } from './base/load-base.ts';
import { BEGINNING, asking, deskRow, listener } from '../../tests/support/central-feed.ts';
import {
  addDesk,
  bad,
  good,
  laneClock,
  laneDesk,
  modelStore,
  nextId,
} from '../../tests/support/central-lane.ts';
import { handTimers } from '../../tests/support/hand-timers.ts';

let store: SqliteStore;
let service: Service;
const timers = handTimers();
const options = {
  // Signing in has tests of its own.
  auth: () => ({}) as Auth,
  clock: laneClock,
  timers,
  newId: nextId,
  log: () => undefined,
};

beforeEach(async () => {
  store = await modelStore();
  await addDesk(store, 'd1');
  service = await createService({ store, ...options });
});

afterEach(async () => {
  await service.close();
  await store.close();
});

const book = {
  isbn: '9780262033848',
  bookTitle: 'A book',
  price: 4500,
  way: 'at_desk',
  vendorId: 'vendor',
  code: 'N1-2',
  readerId: 'reader-2',
  collection: 'n-main',
};

function deskOf(each: Service) {
  const about = () => ({ ...each.info() });
  const library = { about, now: each.lane.now, refresh: async () => undefined };
  return laneDesk(each.lane, library, 'd1');
}

describe('the clock of the demonstration', () => {
  it('is set forward for all, and what was due runs at once', async () => {
    const desk = deskOf(service);
    await desk.say('desk-a', 'purchase.submit', 'p1', book);
    await desk.say('buyer-a', 'purchase.ask', 'p1', { question: 'why?' });
    const before = service.lane.now();
    const month = 60 * 86_400_000;
    expect(await service.advanceClock(month)).toBe(true);
    expect(millis(service.lane.now()) - millis(before)).toBe(month);
    const request = await service.lane.look((world) => world.get('request', 'p1'));
    expect(request?.state).toBe('cancelled');
    // A service that starts again goes on from there.
    const again = await createService({ store, ...options });
    expect(again.lane.now()).toBe(service.lane.now());
    await again.close();
  });

  it('goes forward only, and real time not at all', async () => {
    expect(await service.advanceClock(-1000)).toBe(false);
    const real = openSqliteStore({ file: ':memory:', stream: 'library', clock: laneClock });
    await loadBase(real, emptyBase(), { ...options, newKey: () => 'key' });
    const other = await createService({ store: real, ...options });
    expect(await other.advanceClock(1000)).toBe(false);
    expect(other.lane.now()).toBe(laneClock.now());
    await other.close();
    await real.close();
  });
});

describe('a new epoch', () => {
  it('stops every desk until it has compared', async () => {
    const desk = deskOf(service);
    await desk.say('desk-a', 'purchase.submit', 'p1', book);
    const row = await deskRow(store, 'd1');
    const old = service.info().epoch;
    const heard = listener();
    good(await service.feed.subscribe(row, asking(old, BEGINNING), heard.sink));
    const fresh = await service.newEpoch();
    expect(fresh).not.toBe(old);
    expect(service.info().epoch).toBe(fresh);
    expect(heard.told.ended).toEqual(['epoch']);
    const command = desk.make('desk-a', 'request.note', 'p1', { note: 'x' });
    expect(bad(await desk.send([command], old))).toMatchObject({ body: { code: 'epoch' } });
    expect(good(await desk.send([command], fresh)).results).toMatchObject([{ code: 'ok' }]);
  });
});

describe('a service', () => {
  it('says what it is, and needs a library', async () => {
    expect(service.info()).toMatchObject({ demo: true, primary: true });
    expect(service.info().library.zh).not.toBe('');
    const none = openSqliteStore({ file: ':memory:', stream: 'library', clock: laneClock });
    await expect(createService({ store: none, ...options })).rejects.toThrow('no library');
    await none.close();
  });

  it('leaves no timer behind when it ends', async () => {
    service.start();
    await service.close();
    expect(timers.waiting()).toBe(0);
  });
});
