// Promises of copies that cannot be kept: the copy goes missing, comes back damaged, or never reaches the hold shelf.

import { describe, expect, it } from 'vitest';
import { modelDesk } from '../../../../tests/support/model-desk.ts';
import type { ModelDesk } from '../../../../tests/support/model-desk.ts';
import { holdOf, setCopy } from '../../../../tests/support/hold-scene.ts';
import { modelEnv } from '../../../../tests/support/model-library.ts';
import { stillStands } from '../notices/notice-standing.ts';
import { dueHolds } from '../timers.ts';

const DAY = 24 * 60;

/** The only copy, c4, came back and is kept for the second reader; the third waits. */
async function promised(): Promise<ModelDesk> {
  const desk = modelDesk();
  await desk.do('desk-a', 'loan.out', 'l1', { scan: 'C4', card: 'reader-1' });
  for (const reader of ['2', '3']) {
    const wish = { titleId: 't2', campus: 'north', card: `reader-${reader}` };
    await desk.do('desk-a', 'hold.place', `h${reader}`, wish);
  }
  await desk.do('desk-a', 'loan.back', 'c4', { scan: 'C4' });
  expect(holdOf(desk, 'h2')).toMatchObject({ status: 'ready', copyId: 'c4' });
  return desk;
}

/** Looks for a copy in vain until the search is given up. */
async function searchedInVain(desk: ModelDesk, copyId: string): Promise<void> {
  const search = { code: 'F1', copyId, readerId: 'reader-1' };
  await desk.do('desk-a', 'find_book.submit', 'f1', search);
  const looked = { looked: ['own_shelf', 'shelves_around'], whyNotAll: 'closed' };
  for (const searcher of ['desk-a', 'desk-b', 'boss']) {
    await desk.do(searcher, 'find_book.not_there', 'f1', looked);
    desk.wait(4 * DAY);
  }
}

describe('a promised copy that cannot be had', () => {
  it('brought in damaged, is told ready to nobody, and its reader is served first by the next', async () => {
    const desk = await promised();
    const damaged = { scan: 'C4', condition: 'damaged' };
    const back = await desk.do('desk-a', 'loan.back', 'c4', damaged);
    expect(back.remarks.map(({ code }) => code)).toEqual(['not_on_loan', 'copy_damaged']);
    expect(holdOf(desk, 'h2')).toMatchObject({ status: 'waiting', copyId: null });
    expect((await desk.world.get('title', 't2'))?.holdsWaiting).toBe(2);
    const slot = { scan: 'C4', slot: 'N-SLOT' };
    expect(await desk.refused('desk-a', 'hold.shelve', 'h2', slot)).toBe('copy_in_repair');
    await setCopy(desk, 'c4', { status: 'lost' });
    expect(await desk.refused('desk-a', 'hold.shelve', 'h2', slot)).toBe('copy_lost');
    expect(desk.world.all('notice')).toEqual([]);
    await desk.do('desk-a', 'loan.back', 'c4', { scan: 'C4' });
    expect(holdOf(desk, 'h2')).toMatchObject({ status: 'ready', copyId: 'c4' });
  });

  it('given up as missing, is kept for nobody; a copy that is free where the reader collects is', async () => {
    const desk = await promised();
    await searchedInVain(desk, 'c4');
    expect((await desk.world.get('copy', 'c4'))?.status).toBe('missing');
    expect(holdOf(desk, 'h2')).toMatchObject({ status: 'waiting', copyId: null });
    const again = await promised();
    const copy = await again.world.get('copy', 'c4');
    if (copy) again.world.put('copy', { ...copy, id: 'c6', barcode: 'C6', ver: 1 });
    await searchedInVain(again, 'c4');
    expect(holdOf(again, 'h2')).toMatchObject({ status: 'ready', copyId: 'c6' });
    expect(holdOf(again, 'h3')).toMatchObject({ status: 'waiting' });
  });

  it('brought in damaged from its slot, is not told ready any more though another is kept', async () => {
    const desk = await promised();
    await desk.do('desk-a', 'hold.shelve', 'h2', { scan: 'C4', slot: 'N-SLOT' });
    const told = desk.world.all('notice').filter(({ code }) => code === 'hold.ready');
    const stands = () => Promise.all(told.map((each) => stillStands(desk.world, each, told)));
    expect(await stands()).toEqual([true]);
    const copy = await desk.world.get('copy', 'c4');
    if (copy) desk.world.put('copy', { ...copy, id: 'c6', barcode: 'C6', ver: 1 });
    await desk.do('desk-a', 'loan.back', 'c4', { scan: 'C4', condition: 'damaged' });
    expect(holdOf(desk, 'h2')).toMatchObject({ status: 'ready', copyId: 'c6' });
    expect(holdOf(desk, 'h2')?.slot).toBeUndefined();
    expect(await stands()).toEqual([false]);
  });

  it('never put on the hold shelf, is fetched from wherever it stands; after that its reader waits for any copy', async () => {
    const desk = await promised();
    const due = () => [...dueHolds(desk.world.all('hold'), modelEnv, desk.now())];
    desk.wait(4 * DAY);
    expect(due()).toEqual([]);
    expect(await desk.refused('system', 'hold.expire', 'h2')).toBe('not_due');
    desk.wait(6 * DAY);
    expect(due()).toMatchObject([{ type: 'hold.expire', entity: 'h2' }]);
    await desk.do('system', 'hold.expire', 'h2');
    const errand = () => desk.of(desk.holder('c4') ?? '');
    expect(errand()).toMatchObject({ state: 'approved', campus: 'north', targetCampus: 'north' });
    expect(holdOf(desk, 'h2')).toMatchObject({ status: 'ready', copyId: 'c4' });
    desk.wait(10 * DAY);
    await desk.do('system', 'hold.expire', 'h2');
    expect(holdOf(desk, 'h2')).toMatchObject({ status: 'waiting', copyId: null });
    expect(desk.world.all('notice')).toEqual([]);
    expect(due()).toEqual([]);
    expect(errand().state).toBe('approved');
    await desk.do('desk-a', 'loan.back', 'c4', { scan: 'C4' });
    expect(holdOf(desk, 'h2')).toMatchObject({ status: 'ready', copyId: 'c4' });
    expect(desk.holder('c4')).toBeNull();
    expect(due()).toEqual([]);
  });
});
