// A loan through one request is news to the others for the same copy.

import { describe, expect, it } from 'vitest';
import { askMove, modelDesk } from '../../../../tests/support/model-desk.ts';
import type { ModelDesk } from '../../../../tests/support/model-desk.ts';

const south = { point: 's-desk' };

/** Copy c1, brought to the south desk for reader-1, and on the hold shelf there. */
async function bringToSouth(desk: ModelDesk): Promise<void> {
  await desk.do('keeper-a', 'reallocation.approve', 'r1');
  await desk.do('desk-a', 'reallocation.pick', 'r1', { scan: 'C1' });
  const crate = { crate: 'CR-001', destination: 'south', scan: 'C1' };
  await desk.do('desk-a', 'reallocation.send', 'r1', crate);
  await desk.do('desk-b', 'reallocation.receive', 'r1', { scan: 'C1', condition: 'good' }, south);
  const shelf = { scan: 'C1', slot: 'S-SLOT' };
  await desk.do('desk-b', 'reallocation.hold_for_pickup', 'r1', shelf, south);
}

/** Copy c1, brought to the south desk for reader-1 and lent there. */
async function lendAtSouth(desk: ModelDesk): Promise<void> {
  await bringToSouth(desk);
  const card = { card: 'reader-1', scan: 'C1' };
  await desk.do('desk-b', 'reallocation.lend', 'r1', card, south);
}

const search = (code: string, readerId: string) => ({ code, copyId: 'c1', readerId });

describe('a loan', () => {
  it('at the counter completes what waits on the hold shelf for its reader, and says so', async () => {
    const desk = modelDesk();
    await askMove(desk, 'r1', 'c1', 'reader-1');
    await bringToSouth(desk);
    const { code, state } = desk.of('r1');
    expect(state).toBe('ready');
    const out = { scan: 'C1', card: 'reader-1' };
    const { remarks } = await desk.do('desk-b', 'loan.out', 'l1', out, south);
    expect(desk.of('r1').state).toBe('done');
    expect(remarks).toEqual([
      { code: 'request_completed', facts: { code, queue: 'reallocation' } },
    ]);
  });

  it('answers the search of somebody else, and its followers with it', async () => {
    const desk = modelDesk();
    await desk.do('desk-a', 'find_book.submit', 'f1', search('F1', 'reader-2'));
    await desk.do('desk-a', 'find_book.submit', 'f2', search('F2', 'reader-3'));
    await askMove(desk, 'r1', 'c1', 'reader-1');
    await lendAtSouth(desk);
    expect(desk.of('r1').state).toBe('done');
    for (const id of ['f1', 'f2']) {
      expect(desk.of(id)).toMatchObject({ state: 'answered', fields: { fact: 'on_loan' } });
      expect(desk.eventsOf(id).at(-1)?.actor).toBe('system');
    }
  });

  it('completes what the same reader asked for besides, and only that', async () => {
    const desk = modelDesk();
    await desk.do('desk-a', 'find_book.submit', 'f1', search('F1', 'reader-1'));
    await desk.do('desk-a', 'find_book.submit', 'f2', search('F2', 'reader-2'));
    await askMove(desk, 'r1', 'c1', 'reader-1');
    const move = { code: 'R2', kind: 'permanent', target: 's-arts', copyId: 'c1' };
    await desk.do('desk-a', 'reallocation.submit', 'r2', { ...move, readerId: 'reader-1' });
    await lendAtSouth(desk);
    expect(desk.of('f1').state).toBe('done');
    expect(desk.eventsOf('f1').at(-1)).toMatchObject({ action: 'lent', actor: 'system' });
    expect(desk.of('f2')).toMatchObject({ state: 'answered', fields: { fact: 'on_loan' } });
    // A move to another place is never completed by a loan.
    expect(desk.of('r2').state).toBe('submitted');
  });
});
