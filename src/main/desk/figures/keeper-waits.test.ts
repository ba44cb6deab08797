// Counting in the background stands back while rows of a service come, and goes on when they are here.

import { rmSync } from 'node:fs';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { profileFolder } from '../../../../tests/support/desk-core.ts';
import { assembleDesk } from '../../../../tests/support/desk-parts.ts';
import { createFigureKeeper } from './keeper.ts';

let folder: string;
let desk: ReturnType<typeof assembleDesk>;
beforeEach(() => {
  folder = profileFolder();
  desk = assembleDesk(folder);
});
afterEach(() => {
  desk.store.replica().close();
  desk.outbox.close();
  rmSync(folder, { recursive: true, force: true });
});

it('counts nothing while rows come unless it is asked, and the rest as soon as they are here', async () => {
  await desk.submit('one');
  await desk.submit('two', { titleId: 't2', targetCampus: 'north' });
  let comes = true;
  const keeper = createFigureKeeper(desk.store, () => comes);
  const turns = async () => {
    for (let turn = 0; turn < 50; turn += 1) await new Promise((resolve) => setImmediate(resolve));
  };
  const due = () =>
    desk.store.replica().statements.all('SELECT DISTINCT queue FROM figure_due').length;
  keeper.begin();
  await turns();
  expect([due(), keeper.state().state]).toEqual([1, 'preparing']);
  keeper.goOn();
  await turns();
  expect(due()).toBe(1);
  comes = false;
  keeper.goOn();
  await turns();
  expect([due(), keeper.state().state]).toEqual([0, 'ready']);
  comes = true;
  await desk.submit('three', { titleId: 't3' });
  keeper.begin();
  await turns();
  expect(due()).toBe(1);
  expect(await keeper.ready('reallocation')).toBe(true);
  expect(due()).toBe(0);
  await keeper.close();
});
