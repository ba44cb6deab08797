// A base in a store: the same base as a desk's, every list in its place, passwords for the demonstration.

import { describe, expect, it } from 'vitest';
import { demoLibrary } from '../../demo/library.ts';
import { baseId } from '../../node/base.ts';
import type { Base } from '../../node/base.ts';
import { demoBase } from '../../node/demo-base.ts';
import { emptyBase } from '../../node/empty-base.ts';
import type { Request } from '../../shared/queues/request.ts';
import { NEVER } from '../lane/stored.ts';
import { openSqliteStore } from '../store/sqlite/sqlite-store.ts';
import { laneClock, laneOver, nextId } from '../../../tests/support/central-lane.ts';
import { modelBase } from '../../../tests/support/model-base.ts';
import { loadBase } from './load-base.ts';

const parts = { clock: laneClock, newId: nextId, newKey: () => 'fresh key' };
const open = () => openSqliteStore({ file: ':memory:', stream: 'library', clock: laneClock });

describe('a base', () => {
  it('is loaded once; another one is refused with a sentence', async () => {
    const store = open();
    await loadBase(store, modelBase(), parts);
    const epoch = await store.reads.meta('epoch');
    await loadBase(store, modelBase(), parts);
    expect(await store.reads.meta('epoch')).toBe(epoch);
    expect(await store.reads.meta('baseId')).toBe(baseId(modelBase()));
    await expect(loadBase(store, emptyBase(), parts)).rejects.toThrow('--data');
    await store.close();
  });

  it('of an empty library has a key of its own, real time, and nobody’s password', async () => {
    const store = open();
    await loadBase(store, emptyBase(), parts);
    const { library } = await laneOver(store);
    expect(library.about()).toMatchObject({ cardKey: 'fresh key', demo: false, clockOffset: null });
    expect(library.now()).toBe(laneClock.now());
    expect(await store.auth.countCredentials('staff')).toBe(0);
    await store.close();
  });
});

describe('the demonstration', () => {
  it('stands in every list, begins at its own time, and everybody who works there can sign in', async () => {
    const base: Base = demoBase(demoLibrary, {}, () => undefined);
    const store = open();
    await loadBase(store, base, parts);
    const { lane, library } = await laneOver(store);
    expect(library.about().demo).toBe(true);
    expect(library.now() >= (base.start ?? '')).toBe(true);
    const staff = await store.reads.all('staff');
    expect(await store.auth.countCredentials('staff')).toBe(staff.length);
    expect(await store.auth.countCredentials('vendor')).toBeGreaterThan(0);
    const requests = (await store.reads.all('request')).map(
      ({ image }) => JSON.parse(image) as Request,
    );
    const isOpen = requests.filter(({ endedOn }) => endedOn === null);
    expect(await store.reads.listedUpTo('timer', NEVER, 100_000)).toHaveLength(isOpen.length);
    const [first] = isOpen;
    const events = await lane.look((world) => world.list('eventsOf', first?.id ?? ''));
    expect(events.length).toBeGreaterThan(0);
    const names = (await store.reads.page('private', '', 5)).map(({ image }) => image).join();
    expect(names).not.toContain('name');
    await store.close();
  }, 120_000);
});
