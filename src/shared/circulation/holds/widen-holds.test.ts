// A hold on one copy that is gone: another one of the title, or of the volume, or the end; and everybody is told.

import { describe, expect, it } from 'vitest';
import { holdOf, noticesOf, setCopy } from '../../../../tests/support/hold-scene.ts';
import { modelDesk } from '../../../../tests/support/model-desk.ts';
import type { ModelDesk } from '../../../../tests/support/model-desk.ts';

const PHONE = { point: null };

/** Both copies of t1 are lent; the third reader waits for c1 and no other, at the north. */
async function waitsForOne(): Promise<ModelDesk> {
  const desk = modelDesk();
  await setCopy(desk, 'c3', { lendable: false });
  await desk.do('desk-a', 'loan.out', 'l1', { scan: 'C1', card: 'reader-1' });
  await desk.do('desk-a', 'loan.out', 'l2', { scan: 'C2', card: 'reader-2' });
  await desk.do('reader-3', 'hold.place', 'h', { copyId: 'c1', campus: 'north' }, PHONE);
  return desk;
}
const lose = (desk: ModelDesk, loan: string) => desk.do('desk-a', 'loan.lost', loan, {});

describe('a hold on one copy', () => {
  it('is served by no other copy while that one may come back', async () => {
    const desk = await waitsForOne();
    await desk.do('desk-a', 'loan.back', 'c2', { scan: 'C2' });
    expect(holdOf(desk, 'h')).toMatchObject({ status: 'waiting', copyId: 'c1' });
  });

  it('keeps to its copy when that is lent to somebody else by a supervisor', async () => {
    const desk = await waitsForOne();
    await desk.do('desk-a', 'loan.back', 'c1', { scan: 'C1' });
    const passing = { override: true, reason: 'policy' };
    await desk.do('boss', 'loan.out', 'l3', { scan: 'C1', card: 'reader-1', ...passing });
    expect(holdOf(desk, 'h')).toMatchObject({ status: 'waiting', copyId: 'c1' });
  });

  it('waits for any copy once its own is lost: the reader and the desk are told, and it can be cancelled', async () => {
    const desk = await waitsForOne();
    const lost = await lose(desk, 'l1');
    expect(lost.remarks).toContainEqual({
      code: 'holds_widened',
      facts: { holds: 1, barcode: 'C1' },
    });
    expect(holdOf(desk, 'h')).toMatchObject({ status: 'waiting', copyId: null });
    expect(noticesOf(desk)).toEqual(['hold.any_copy reader-3']);
    await desk.do('desk-a', 'loan.back', 'c2', { scan: 'C2' });
    expect(holdOf(desk, 'h')).toMatchObject({ status: 'ready', copyId: 'c2' });
    await desk.do('reader-3', 'hold.cancel', 'h', {}, PHONE);
    expect(holdOf(desk, 'h')).toMatchObject({ status: 'closed', outcome: 'cancelled' });
  });

  it('is kept a copy that stands free at once', async () => {
    const desk = await waitsForOne();
    await desk.do('desk-a', 'loan.back', 'c2', { scan: 'C2' });
    await lose(desk, 'l1');
    expect(holdOf(desk, 'h')).toMatchObject({ status: 'ready', copyId: 'c2' });
  });

  it('on a volume waits for another copy of that volume, never for another one', async () => {
    const desk = await waitsForOne();
    await setCopy(desk, 'c1', { volume: '1' });
    await setCopy(desk, 'c2', { volume: '2' });
    await setCopy(desk, 'c3', { volume: '1', lendable: true });
    await lose(desk, 'l1');
    expect(holdOf(desk, 'h')).toMatchObject({ copyId: 'c3' });
    expect(noticesOf(desk)).toEqual(['hold.same_volume reader-3']);
  });

  it('ends where its title has no copy left that could be lent', async () => {
    const desk = modelDesk();
    await desk.do('desk-a', 'loan.out', 'l1', { scan: 'C4', card: 'reader-1' });
    await desk.do('reader-3', 'hold.place', 'h', { copyId: 'c4', campus: 'south' }, PHONE);
    await desk.do('reader-2', 'hold.place', 'h2', { titleId: 't2', campus: 'south' }, PHONE);
    await desk.do('desk-a', 'loan.back', 'c4', { scan: 'C4' });
    await withdraw(desk, 'c4');
    expect(holdOf(desk, 'h')).toMatchObject({ status: 'closed', outcome: 'cancelled' });
    expect(holdOf(desk, 'h2')).toMatchObject({ status: 'closed', outcome: 'cancelled' });
    expect(noticesOf(desk)).toEqual(['hold.no_copy reader-3', 'hold.no_copy reader-2']);
    expect((await desk.world.get('title', 't2'))?.holdsWaiting).toBe(0);
  });
});

/** A supervisor takes the copy out of the library for good while it is on its way. */
async function withdraw(desk: ModelDesk, copyId: string): Promise<void> {
  const errand = desk.holder(copyId) ?? '';
  await desk.do('desk-a', 'reallocation.report_problem', errand, { reason: 'damaged' });
  const end = { choice: 'cancelled', copyStatus: 'withdrawn', reason: 'damaged', note: 'wet' };
  await desk.do('boss', 'reallocation.resolve', errand, end);
}
