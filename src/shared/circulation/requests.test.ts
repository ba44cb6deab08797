// Loans that requests began, and returns of copies that a request has in its hands.

import { describe, expect, it } from 'vitest';
import { modelDesk } from '../../../tests/support/model-desk.ts';

describe('a loan that a request began', () => {
  it('follows the rule, is counted like any other, and leaves the reader’s holds on other titles', async () => {
    const desk = modelDesk();
    await desk.do('desk-a', 'loan.out', 'l1', { scan: 'C4', card: 'reader-1' });
    const wish = { titleId: 't2', campus: 'north', kind: 'hold' };
    await desk.do('reader-2', 'hold.place', 'h2', wish, { point: null });
    await desk.do('desk-a', 'find_book.submit', 'f1', {
      code: 'F1',
      copyId: 'c5',
      readerId: 'reader-2',
    });
    const south = { point: 's-desk' };
    await desk.do('desk-b', 'copy.sighting', 'c5', {}, south);
    await desk.do(
      'desk-b',
      'find_book.hold_for_pickup',
      'f1',
      { scan: 'C5', slot: 'S-SLOT' },
      south,
    );
    await desk.do('desk-b', 'find_book.lend', 'f1', { scan: 'C5', card: 'reader-2' }, south);
    const [, lent] = desk.world.all('loan');
    expect(lent).toMatchObject({ requestId: 'f1', dueOn: '2018-07-06T15:59:59.999Z' });
    const counted = desk.world.all('daily').reduce((sum, { count }) => sum + count, 0);
    expect(counted).toBe(2);
    expect(desk.world.all('hold')[0]?.status).toBe('waiting');
    const back = await desk.do('desk-b', 'loan.back', 'c5', { scan: 'C5' }, south);
    expect(back.remarks).toEqual([]);
  });
});

describe('a copy that a supervisor lends past a request', () => {
  it('leaves that request in an exception, which the return names', async () => {
    const desk = modelDesk();
    await desk.do('desk-a', 'find_book.submit', 'f1', {
      code: 'F1',
      copyId: 'c1',
      readerId: 'reader-2',
    });
    await desk.do('desk-b', 'copy.sighting', 'c1', {});
    const passing = { scan: 'C1', card: 'reader-1', override: true, reason: 'policy' };
    await desk.do('boss', 'loan.out', 'l1', passing);
    expect(desk.of('f1').state).toBe('exception');
    const back = await desk.do('desk-a', 'loan.back', 'c1', { scan: 'C1' });
    expect(back.remarks).toContainEqual({
      code: 'for_request',
      facts: { code: 'F1', queue: 'find_book' },
    });
  });
});
