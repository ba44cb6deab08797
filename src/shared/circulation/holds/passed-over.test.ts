// Who does not count in the queue of holds: readers who may not borrow, or whom another copy serves, and ended recalls.

import { describe, expect, it } from 'vitest';
import { circulationStory } from '../../../../tests/support/circulation-story.ts';
import { modelDesk } from '../../../../tests/support/model-desk.ts';
import type { ModelDesk } from '../../../../tests/support/model-desk.ts';
import type { Reader } from '../../library/entities.ts';

const statusOf = (desk: ModelDesk, id: string) =>
  desk.world.all('hold').find((each) => each.id === id)?.status;

async function setReader(desk: ModelDesk, id: string, set: Partial<Reader>): Promise<void> {
  const reader = await desk.world.get('reader', id);
  if (reader) desk.world.put('reader', { ...reader, ...set });
}

/** c4 is lent to the first reader; the second waits, then the third. */
async function waiting(): Promise<ModelDesk> {
  const desk = modelDesk();
  await desk.do('desk-a', 'loan.out', 'l1', { scan: 'C4', card: 'reader-1' });
  for (const reader of ['2', '3']) {
    const wish = { titleId: 't2', campus: 'north', card: `reader-${reader}` };
    await desk.do('desk-a', 'hold.place', `h${reader}`, wish);
  }
  return desk;
}

const back = (desk: ModelDesk) => desk.do('desk-a', 'loan.back', 'c4', { scan: 'C4' });

describe('a reader who may not borrow', () => {
  it.each<[string, Partial<Reader>]>([
    ['an expired card', { expiresOn: '2018-01-01' }],
    ['a blocked card', { status: 'blocked', block: 'lost' }],
  ])('with %s is passed over, and served first again once that is over', async (_, set) => {
    const desk = await waiting();
    await setReader(desk, 'reader-2', set);
    await back(desk);
    expect([statusOf(desk, 'h2'), statusOf(desk, 'h3')]).toEqual(['waiting', 'ready']);
    await desk.do('desk-a', 'loan.out', 'l2', { scan: 'C4', card: 'reader-3' });
    const wish = { titleId: 't2', campus: 'north', card: 'reader-1' };
    await desk.do('desk-a', 'hold.place', 'h1', wish);
    await setReader(desk, 'reader-2', { status: 'active', expiresOn: '2030-01-01' });
    await back(desk);
    expect([statusOf(desk, 'h2'), statusOf(desk, 'h1')]).toEqual(['ready', 'waiting']);
  });

  it('keeps the copy from nobody: neither a renewal nor a loan has to wait', async () => {
    const desk = await waiting();
    for (const id of ['reader-2', 'reader-3']) await setReader(desk, id, { status: 'blocked' });
    desk.wait(24 * 60);
    await desk.do('desk-a', 'loan.renew', 'l1');
    const done = await back(desk);
    expect(done.remarks).toEqual([]);
    await desk.do('desk-a', 'loan.out', 'l2', { scan: 'C4', card: 'reader-1' });
    expect([statusOf(desk, 'h2'), statusOf(desk, 'h3')]).toEqual(['waiting', 'waiting']);
  });
});

describe('a copy that stands free elsewhere and is not fetched', () => {
  it('is kept for whoever waits, and any further one is lent to anybody', async () => {
    const story = circulationStory({ 'hold.fetch': false });
    const copy = await story.world.get('copy', 'c2');
    if (copy) story.world.put('copy', { ...copy, home: 's-main', holding: 's-main' });
    await story.lends('reader-1', 'C1');
    const wish = { titleId: 't1', campus: 'north', kind: 'hold' };
    expect((await story.does('reader-2', 'hold.place', 'h2', wish)).remarks).toEqual([
      'free_elsewhere',
      'hold_place',
    ]);
    const lend = (scan: string) =>
      story.does('desk-a', 'loan.out', `l-${scan}`, { scan, readerId: 'reader-3' }, 's-desk');
    expect((await lend('C2')).code).toBe('ok');
    expect(await lend('C3')).toMatchObject({ code: 'earlier_hold', facts: { holds: 1 } });
  });
});

describe('a recall that has ended', () => {
  it('keeps the loan that it called back from no renewal and no other reader', async () => {
    const desk = modelDesk();
    const own = { point: null };
    await desk.do('desk-a', 'loan.out', 'l1', { scan: 'C4', card: 'reader-1' });
    desk.wait(2 * 24 * 60);
    const recall = { titleId: 't2', campus: 'north', kind: 'recall' };
    await desk.do('reader-2', 'hold.place', 'h2', recall, own);
    const offer = { loanId: 'l1', codeHash: 'digest' };
    expect(await desk.refused('reader-1', 'loan.renew', 'l1', {}, own)).toBe('loan_recalled');
    expect(await desk.refused('reader-1', 'transfer.offer', 't1', offer, own)).toBe(
      'loan_recalled',
    );
    await desk.do('reader-2', 'hold.cancel', 'h2', {}, own);
    await desk.do('reader-1', 'transfer.offer', 't1', offer, own);
    await desk.do('reader-1', 'loan.renew', 'l1', {}, own);
    const loan = await desk.world.get('loan', 'l1');
    expect(loan?.recalledOn).toBeUndefined();
    expect(loan?.dueOn).toBe('2018-07-08T15:59:59.999Z');
  });
});
