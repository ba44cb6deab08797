import { rmSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { profileFolder } from '../../../../tests/support/desk-core.ts';
import { assembleDesk } from '../../../../tests/support/desk-parts.ts';
import { memoryWorld } from '../../../shared/queues/world/memory-world.ts';
import { LIST_RULES } from '../../../shared/queues/world/row-lists.ts';
import type { Kind, ListName, World } from '../../../shared/queues/world/world.ts';
import { COLUMNS } from './columns.ts';
import { allRows } from './statements.ts';
import { sqliteWorld } from './world.ts';

let folder: string;
beforeEach(() => {
  folder = profileFolder();
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** A desk with a little of everything in it. */
async function busyDesk() {
  const desk = assembleDesk(folder);
  for (const copyId of ['c1', 'c4', 'c5']) {
    await desk.submit('a note', { copyId });
  }
  await desk.submit('a title alone', { titleId: 't1', readerId: 'reader-2' });
  return desk;
}

describe('the world over the replica', () => {
  it('answers every list as the world in memory does, over what lies there and what was put', async () => {
    const desk = await busyDesk();
    const { statements } = desk.store.replica();
    const memory = memoryWorld();
    const ids = new Set<string>(['2018-06-06', '2018-06-06 10:00-12:00', 'collection', 'N-SLOT']);
    for (const kind of Object.keys(COLUMNS) as Kind[]) {
      for (const row of allRows(statements, kind)) {
        memory.put(kind, row);
        for (const value of Object.values(row)) if (typeof value === 'string') ids.add(value);
      }
    }
    const world = sqliteWorld(statements);
    for (const each of [world, memory]) {
      const copy = await each.get('copy', 'c1');
      if (copy) each.put('copy', { ...copy, ver: 9, barcode: 'C1-NEW', titleId: 't3' });
    }
    ids.add('C1-NEW');
    let answered = 0;
    const ask = (from: World, name: ListName, arg: string) => {
      const more = name === 'notFoundSince' ? ['2018-01-01'] : [];
      const bare: ListName[] = [
        'answeredTickets',
        'openSheets',
        'activeFunds',
        'unverifiedLoans',
        'readyHolds',
        'openOffers',
      ];
      const args = bare.includes(name) ? [] : [arg, ...more];
      return (from.list as (...asked: string[]) => Promise<unknown[]>)(name, ...args);
    };
    for (const name of Object.keys(LIST_RULES) as ListName[]) {
      for (const arg of ids) {
        const [here, there] = [await ask(world, name, arg), await ask(memory, name, arg)];
        expect(here, `${name}(${arg})`).toEqual(there);
        answered += here.length;
      }
    }
    expect(answered).toBeGreaterThan(100);
    desk.store.replica().close();
    desk.outbox.close();
  });
});
