// A recall shortens a loan and says so; when it ends without the loan's copy, the days come back, and that is said too.

import { expect, it } from 'vitest';
import { modelDesk } from '../../../../tests/support/model-desk.ts';
import type { ModelDesk } from '../../../../tests/support/model-desk.ts';
import { noticesOf, setCopy } from '../../../../tests/support/hold-scene.ts';
import { stillStands } from '../notices/notice-standing.ts';

const PHONE = { point: null };
const loanOf = (desk: ModelDesk, id: string) => desk.world.all('loan').find((row) => row.id === id);
const recall = (desk: ModelDesk, id: string, reader: string) =>
  desk.do(reader, 'hold.place', id, { titleId: 't2', campus: 'north', kind: 'recall' }, PHONE);
const cancel = (desk: ModelDesk, id: string, reader: string) =>
  desk.do(reader, 'hold.cancel', id, {}, PHONE);

/** The first reader has c4 since two days, and the second calls it back; gives the day before. */
async function recalled() {
  const desk = modelDesk();
  await desk.do('desk-a', 'loan.out', 'l1', { scan: 'C4', card: 'reader-1' });
  const before = loanOf(desk, 'l1')?.dueOn ?? '';
  desk.wait(2 * 24 * 60);
  await recall(desk, 'h2', 'reader-2');
  expect(loanOf(desk, 'l1')?.dueOn.slice(0, 10)).toBe('2018-06-16');
  return { desk, before };
}

it('gives the days back when its reader no longer waits, and tells whoever has the copy', async () => {
  const { desk, before } = await recalled();
  await cancel(desk, 'h2', 'reader-2');
  const loan = loanOf(desk, 'l1');
  expect(loan?.dueOn).toBe(before);
  expect(loan).not.toHaveProperty('recalledOn');
  expect(loan).not.toHaveProperty('recalledFrom');
  expect(noticesOf(desk)).toEqual(['loan.recalled reader-1', 'loan.recall_lifted reader-1']);
  const told = desk.world.all('notice');
  const stands = await Promise.all(told.map((each) => stillStands(desk.world, each, told)));
  expect(stands).toEqual([false, true]);
  expect(told.at(-1)?.facts).toMatchObject({ barcode: 'C4', day: before.slice(0, 10) });
  desk.wait(20 * 24 * 60);
  expect((await desk.send('reader-1', 'loan.renew', 'l1', {}, PHONE)).ok).toBe(true);
});

it('keeps the loan short while another recall waits for it', async () => {
  const { desk, before } = await recalled();
  await recall(desk, 'h3', 'reader-3');
  await cancel(desk, 'h2', 'reader-2');
  expect(loanOf(desk, 'l1')?.dueOn).not.toBe(before);
  await cancel(desk, 'h3', 'reader-3');
  expect(loanOf(desk, 'l1')?.dueOn).toBe(before);
});

it('gives the days back when another copy serves its reader', async () => {
  const { desk, before } = await recalled();
  await setCopy(desk, 'c3', { titleId: 't2' });
  await desk.do('desk-a', 'loan.out', 'l2', { scan: 'C3', card: 'reader-2' });
  expect(desk.world.all('hold')[0]).toMatchObject({ status: 'closed', outcome: 'lent' });
  expect(loanOf(desk, 'l1')?.dueOn).toBe(before);
});

it('gives back no day that it did not take', async () => {
  const desk = modelDesk();
  await desk.do('desk-a', 'loan.out', 'l1', { scan: 'C4', card: 'reader-1' });
  desk.wait(28 * 24 * 60);
  const before = loanOf(desk, 'l1')?.dueOn;
  await recall(desk, 'h2', 'reader-2');
  expect(loanOf(desk, 'l1')).toMatchObject({ dueOn: before });
  await cancel(desk, 'h2', 'reader-2');
  expect(loanOf(desk, 'l1')?.dueOn).toBe(before);
});

/** c4 and c3 are two copies of one title; the first reader has one since two days, the second the other since one. */
async function bothLent() {
  const desk = modelDesk();
  await setCopy(desk, 'c3', { titleId: 't2' });
  await desk.do('desk-a', 'loan.out', 'l1', { scan: 'C4', card: 'reader-1' });
  desk.wait(24 * 60);
  await desk.do('desk-a', 'loan.out', 'l2', { scan: 'C3', card: 'reader-2' });
  desk.wait(24 * 60);
  return desk;
}

it('calls back the loan of whoever has had a copy longest, then the next', async () => {
  const desk = await bothLent();
  const called = () => ['l1', 'l2'].filter((id) => loanOf(desk, id)?.recalledOn !== undefined);
  await recall(desk, 'h3', 'reader-3');
  expect(called()).toEqual(['l1']);
  const fourth = await desk.world.get('reader', 'reader-3');
  if (fourth) desk.world.put('reader', { ...fourth, id: 'reader-4', cardHash: 'card:reader-4' });
  await recall(desk, 'h4', 'reader-4');
  expect(called()).toEqual(['l1', 'l2']);
  // One of two no longer waits: one loan is called back for the other, and not both.
  await cancel(desk, 'h3', 'reader-3');
  expect(called()).toEqual(['l1']);
  expect(noticesOf(desk).at(-1)).toBe('loan.recall_lifted reader-2');
});

it('calls nobody’s loan back while another copy stands free, which is fetched', async () => {
  const desk = await bothLent();
  await desk.do('desk-a', 'loan.back', 'c3', { scan: 'C3' }, { point: 's-desk' });
  const placed = await recall(desk, 'h3', 'reader-3');
  expect(placed.remarks[0]).toMatchObject({ code: 'fetch_asked', facts: { barcode: 'C3' } });
  expect(loanOf(desk, 'l1')).not.toHaveProperty('recalledOn');
  expect(noticesOf(desk)).toEqual([]);
});

it('is over for a loan that a supervisor renews all the same, which the next recall calls back anew', async () => {
  const { desk, before } = await recalled();
  const passing = { override: true, reason: 'policy' };
  await desk.do('boss', 'loan.renew', 'l1', passing);
  const renewed = loanOf(desk, 'l1')?.dueOn ?? '';
  expect(renewed > before).toBe(true);
  const next = await recall(desk, 'h3', 'reader-3');
  expect(next.remarks.map(({ code }) => code)).toContain('due_brought_forward');
  expect(loanOf(desk, 'l1')?.dueOn.slice(0, 10)).toBe('2018-06-16');
});

const calledBack = (desk: ModelDesk) =>
  desk.world
    .all('loan')
    .filter(({ recalledOn }) => recalledOn !== undefined)
    .map(({ id }) => id);

/** c4 is lent; c3, which came back in the south, is kept for the third reader, who called a loan back in the north. */
async function promised() {
  const desk = await bothLent();
  await desk.do('desk-a', 'loan.back', 'c3', { scan: 'C3' }, { point: 's-desk' });
  await recall(desk, 'h3', 'reader-3');
  expect(calledBack(desk)).toEqual([]);
  return desk;
}

it.each<[string, (desk: ModelDesk) => Promise<unknown>]>([
  [
    'comes in damaged',
    (desk) => desk.do('desk-a', 'loan.back', 'c3', { scan: 'C3', condition: 'damaged' }),
  ],
  [
    'is not brought in time',
    (desk) => {
      desk.wait(20 * 24 * 60);
      return desk.do('system', 'hold.expire', 'h3');
    },
  ],
  [
    'goes to somebody else by a supervisor’s word',
    (desk) => {
      const passing = { override: true, reason: 'policy', scan: 'C3', card: 'reader-2' };
      return desk.do('boss', 'loan.out', 'l3', passing);
    },
  ],
])('calls a loan back once the copy that was fetched instead %s', async (_, fallsThrough) => {
  const desk = await promised();
  await fallsThrough(desk);
  expect(desk.world.all('hold')[0]?.status).toBe('waiting');
  expect(calledBack(desk)).toEqual(['l1']);
  expect(noticesOf(desk)).toContain('loan.recalled reader-1');
});

it('calls the next loan back where the reader of the first says that the copy is back already', async () => {
  const desk = await bothLent();
  await recall(desk, 'h3', 'reader-3');
  await desk.do('reader-1', 'loan.claim', 'l1', {}, PHONE);
  expect(calledBack(desk)).toEqual(['l1', 'l2']);
});

it('calls nothing back for whoever only waits, nor a loan for one whose reader may not borrow', async () => {
  const desk = await promised();
  const reader = await desk.world.get('reader', 'reader-3');
  if (reader) desk.world.put('reader', { ...reader, status: 'blocked' });
  await desk.do('desk-a', 'loan.back', 'c3', { scan: 'C3', condition: 'damaged' });
  const other = await bothLent();
  await other.do('desk-a', 'loan.back', 'c3', { scan: 'C3' }, { point: 's-desk' });
  const wish = { titleId: 't2', campus: 'north', kind: 'hold' };
  await other.do('reader-3', 'hold.place', 'h3', wish, PHONE);
  await other.do('desk-a', 'loan.back', 'c3', { scan: 'C3', condition: 'damaged' });
  expect([...calledBack(desk), ...calledBack(other)]).toEqual([]);
});
