// Who waits for a copy or a turn gets it in order of asking, or goes on alone when it is gone.

import { describe, expect, it } from 'vitest';
import { askBook, askMove, modelDesk } from '../../../../tests/support/model-desk.ts';
import type { ModelDesk } from '../../../../tests/support/model-desk.ts';

const ISBN = '9780262033848';

async function three(): Promise<ModelDesk> {
  const desk = modelDesk();
  await askMove(desk, 'r1', 'c1', 'reader-1');
  await desk.do('keeper-a', 'reallocation.approve', 'r1');
  await askMove(desk, 'r2', 'c1', 'reader-2');
  await askMove(desk, 'r3', 'c1', 'reader-3');
  return desk;
}

const cancel = { reason: 'reader_cancel' };

function hold(id: string, copyId: string | null, placedOn: string) {
  const base = { titleId: 't2', readerId: 'reader-3', pickupCampus: 'north' } as const;
  return { id, ver: 1, copyId, placedOn, ...base, kind: 'hold', status: 'waiting' } as const;
}

describe('followers of a copy', () => {
  it('wait in the first state and get no further than in advance', async () => {
    const desk = await three();
    const outcome = await desk.do('keeper-a', 'reallocation.approve', 'r2');
    expect(outcome.remarks).toContainEqual({
      code: 'approved_in_advance',
      facts: { leader: 'R1' },
    });
    expect(desk.of('r2')).toMatchObject({ state: 'submitted', leaderId: 'r1', decidedOn: null });
    expect(await desk.refused('desk-a', 'reallocation.pick', 'r2', { scan: 'C1' })).toBe('illegal');
  });

  it('are none of a search, however many readers look for the copy', async () => {
    const desk = modelDesk();
    for (const [id, readerId] of [
      ['f1', 'reader-2'],
      ['f2', 'reader-3'],
    ] as const) {
      const asked = { code: id.toUpperCase(), copyId: 'c1', readerId };
      await desk.do('desk-a', 'find_book.submit', id, asked);
    }
    await askMove(desk, 'r1', 'c1', 'reader-1');
    expect(desk.of('r1').leaderId).toBeNull();
    await desk.do('keeper-a', 'reallocation.approve', 'r1');
    expect(desk.holder('c1')).toBe('r1');
  });

  it('inherit in order of asking; an approval in advance takes effect then', async () => {
    const desk = await three();
    await desk.do('keeper-a', 'reallocation.approve', 'r2');
    await desk.do('desk-a', 'reallocation.cancel', 'r1', cancel);
    expect(desk.of('r2')).toMatchObject({
      state: 'approved',
      leaderId: null,
      decidedOn: desk.now(),
    });
    expect(desk.holder('c1')).toBe('r2');
    expect(desk.of('r3').leaderId).toBe('r2');
    expect(
      desk
        .eventsOf('r2')
        .map((event) => event.action)
        .slice(-2),
    ).toEqual(['leads_on', 'take_effect']);
  });

  it('wait for the one who asked first, though a later one is approved', async () => {
    const desk = await three();
    await desk.do('keeper-a', 'reallocation.approve', 'r3');
    await desk.do('desk-a', 'reallocation.cancel', 'r1', cancel);
    expect(desk.of('r2')).toMatchObject({ state: 'submitted', leaderId: null });
    expect(desk.of('r3')).toMatchObject({ state: 'submitted', leaderId: 'r2' });
    expect(desk.holder('c1')).toBeNull();
    await desk.do('desk-a', 'reallocation.cancel', 'r2', cancel);
    expect(desk.holder('c1')).toBe('r3');
  });

  it('go on alone when the copy is gone, and need a new decision', async () => {
    const desk = await three();
    await desk.do('keeper-a', 'reallocation.approve', 'r2');
    await desk.do('desk-a', 'reallocation.report_problem', 'r1', { reason: 'damaged' });
    const gone = { choice: 'cancelled', reason: 'damaged', note: 'torn', copyStatus: 'in_repair' };
    await desk.do('chief', 'reallocation.resolve', 'r1', gone);
    for (const id of ['r2', 'r3']) {
      expect(desk.of(id)).toMatchObject({ state: 'submitted', leaderId: null });
      expect(desk.eventsOf(id).at(-1)).toMatchObject({
        action: 'goes_on',
        facts: { why: 'in_repair', next: 'C2' },
      });
    }
  });

  it('that turn to another copy wait no longer', async () => {
    const desk = await three();
    await desk.do('keeper-a', 'reallocation.approve', 'r2', { copyId: 'c2' });
    expect(desk.of('r2')).toMatchObject({ copyId: 'c2', leaderId: null, state: 'to_confirm' });
  });
});

describe('an approval in advance', () => {
  it('that no longer holds when its turn comes needs a new decision', async () => {
    const desk = await three();
    const slot = { address: 'n-door', slot: '2018-06-07 10:00-12:00' };
    const input = { code: 'D1', copyId: 'c1', readerId: 'reader-2', ...slot };
    await desk.do('desk-a', 'delivery.submit', 'd1', input);
    await desk.do('desk-b', 'delivery.accept', 'd1');
    await desk.do('desk-a', 'reallocation.cancel', 'r2', cancel);
    await desk.do('desk-a', 'reallocation.cancel', 'r3', cancel);
    desk.wait(3 * 24 * 60);
    await desk.do('desk-a', 'reallocation.cancel', 'r1', cancel);
    expect(desk.of('d1')).toMatchObject({ state: 'submitted', leaderId: null });
    expect(desk.eventsOf('d1').at(-1)).toMatchObject({
      action: 'goes_on',
      facts: { why: 'slot_over' },
    });
    expect(desk.holder('c1')).toBeNull();
  });
});

describe('followers of a turn', () => {
  it('for one ISBN are decided on their own when the first line ends', async () => {
    const desk = modelDesk();
    await askBook(desk, 'p1', ISBN, 'reader-1');
    await askBook(desk, 'p2', ISBN, 'reader-2');
    await askBook(desk, 'p3', ISBN, 'reader-3');
    expect([desk.of('p2').leaderId, desk.of('p3').leaderId]).toEqual(['p1', 'p1']);
    const approve = { fundId: 'fund', price: 4500 };
    expect(await desk.refused('buyer-a', 'purchase.approve', 'p2', approve)).toBe('follows');
    await desk.do('buyer-a', 'purchase.reject', 'p1', { reason: 'policy', readerText: 'no' });
    expect([desk.of('p2').leaderId, desk.of('p3').leaderId]).toEqual([null, 'p2']);
    await desk.do('buyer-a', 'purchase.approve', 'p2', approve);
    expect(desk.fund()?.encumbered).toBe(4500);
  });
});

describe('an earlier hold', () => {
  it('comes first unless a supervisor passes it with a reason', async () => {
    const desk = modelDesk();
    desk.world.put('hold', hold('h1', null, '2018-06-01T00:00:00.000Z'));
    await askMove(desk, 'r1', 'c4', 'reader-1');
    await desk.do('keeper-a', 'reallocation.approve', 'r1');
    expect(desk.of('r1').state).toBe('to_confirm');
    const refused = await desk.send('chief', 'reallocation.confirm', 'r1');
    expect(refused).toMatchObject({ code: 'earlier_hold', facts: { holds: 1, barcode: 'C4' } });
    const passed = { override: true, note: 'course begins tomorrow' };
    await desk.do('chief', 'reallocation.confirm', 'r1', passed);
    expect(desk.holder('c4')).toBe('r1');
  });

  it('is nothing to a request that was there before it', async () => {
    const desk = modelDesk();
    await askMove(desk, 'r1', 'c4', 'reader-1');
    desk.world.put('hold', hold('h1', 'c4', desk.now()));
    await desk.do('keeper-a', 'reallocation.approve', 'r1');
    await desk.do('chief', 'reallocation.confirm', 'r1');
    expect(desk.of('r1').state).toBe('approved');
  });
});

describe('money', () => {
  it('is never promised twice', async () => {
    const desk = modelDesk();
    await askBook(desk, 'p1', ISBN, 'reader-1');
    await askBook(desk, 'p2', '9787111407010', 'reader-2');
    await desk.do('buyer-a', 'purchase.approve', 'p1', { fundId: 'small', price: 4500 });
    const approve = { fundId: 'small', price: 4500 };
    const outcome = await desk.send('buyer-a', 'purchase.approve', 'p2', approve);
    expect(outcome).toMatchObject({
      code: 'fund_exhausted',
      facts: { fund: 'S2018', free: 1500, asked: 4500 },
    });
    expect(desk.of('p2').state).toBe('review');
  });
});
