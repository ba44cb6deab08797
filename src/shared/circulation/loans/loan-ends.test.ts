// Said to be back, lost, found again, paid, waived, read in the library.

import { describe, expect, it } from 'vitest';
import { setCopy } from '../../../../tests/support/hold-scene.ts';
import { modelDesk } from '../../../../tests/support/model-desk.ts';

const DAY = 24 * 60;

async function lent() {
  const desk = modelDesk();
  await desk.do('desk-a', 'loan.out', 'l1', { scan: 'C1', card: 'reader-1' });
  const loan = () => desk.world.all('loan')[0];
  const copy = () => desk.world.all('copy').find(({ id }) => id === 'c1');
  return { desk, loan, copy };
}

describe('loans that do not simply end', () => {
  it('said to be back, the days late stop there', async () => {
    const { desk, loan } = await lent();
    desk.wait(34 * DAY);
    await desk.do('reader-1', 'loan.claim', 'l1', {}, { point: null });
    expect(await desk.refused('desk-a', 'loan.claim', 'l1')).toBe('claimed_already');
    desk.wait(30 * DAY);
    await desk.do('desk-a', 'loan.back', 'c1', { scan: 'C1' });
    expect(loan()).toMatchObject({ ended: 'desk', fine: 40 });
  });

  it('said to be back by mistake, it is taken back at a desk, and the days late count on', async () => {
    const { desk, loan } = await lent();
    expect(await desk.refused('desk-a', 'loan.unclaim', 'l1')).toBe('not_claimed');
    desk.wait(34 * DAY);
    await desk.do('reader-1', 'loan.claim', 'l1', {}, { point: null });
    expect(await desk.refused('reader-1', 'loan.unclaim', 'l1', {}, { point: null })).toBe(
      'forbidden',
    );
    await desk.do('desk-a', 'loan.unclaim', 'l1');
    expect(loan()).not.toHaveProperty('claimedOn');
    desk.wait(10 * DAY);
    await desk.do('desk-a', 'loan.back', 'c1', { scan: 'C1' });
    expect(loan()?.fine).toBeGreaterThan(40);
  });

  it('said to be back, a loan long overdue keeps its reader from no other', async () => {
    const { desk } = await lent();
    desk.wait(60 * DAY);
    const another = { scan: 'C4', card: 'reader-1' };
    expect(await desk.refused('desk-a', 'loan.out', 'l2', another)).toBe('reader_overdue');
    await desk.do('reader-1', 'loan.claim', 'l1', {}, { point: null });
    await desk.do('desk-a', 'loan.out', 'l2', another);
  });

  it('lost, the price and the days late are owed, and stop further loans until they are settled', async () => {
    const { desk, loan, copy } = await lent();
    desk.wait(35 * DAY);
    expect(await desk.refused('reader-1', 'loan.lost', 'l1', {}, { point: null })).toBe(
      'forbidden',
    );
    await desk.do('desk-a', 'loan.lost', 'l1');
    expect(loan()).toMatchObject({ fine: 4550, charge: 4500, closedOn: null });
    expect(copy()?.status).toBe('lost');
    const another = { scan: 'C4', card: 'reader-1' };
    expect(await desk.send('desk-a', 'loan.out', 'l2', another)).toMatchObject({
      code: 'reader_fines',
      facts: { amount: 4550 },
    });
    expect(await desk.refused('desk-a', 'loan.settle', 'l1', { how: 'waived' })).toBe('forbidden');
    expect(await desk.refused('boss', 'loan.settle', 'l1', { how: 'waived' })).toBe(
      'missing_input',
    );
    await desk.do('desk-a', 'loan.settle', 'l1', { how: 'paid' });
    expect(loan()).toMatchObject({ settled: 'paid', ended: 'lost', closedOn: desk.now() });
    expect(await desk.refused('desk-a', 'loan.settle', 'l1', { how: 'paid' })).toBe('nothing_owed');
    expect((await desk.send('desk-a', 'loan.out', 'l2', another)).ok).toBe(true);
    const found = await desk.do('desk-a', 'loan.back', 'c1', { scan: 'C1' });
    expect(found.remarks.map(({ code }) => code)).toContain('found_after_lost');
    expect(copy()?.status).toBe('available');
  });

  it.each([
    [1999, 'ok'],
    [2000, 'reader_fines'],
  ])('%i fen owed of the 2000 that stop a reader: %s', async (price, code) => {
    const { desk } = await lent();
    await desk.do('desk-a', 'loan.out', 'l2', { scan: 'C2', card: 'reader-1' });
    desk.wait(20 * DAY);
    await desk.do('desk-a', 'loan.lost', 'l1', { price });
    const own = { point: null };
    const offer = { loanId: 'l2', codeHash: 'hash' };
    const codes = [];
    for (const done of [
      await desk.send('desk-a', 'loan.out', 'l3', { scan: 'C4', card: 'reader-1' }),
      await desk.send('reader-1', 'loan.renew', 'l2', {}, own),
      await desk.send('reader-1', 'transfer.offer', 'o1', offer, own),
    ])
      codes.push(done.ok ? 'ok' : done.code);
    expect(codes).toEqual([code, code, code]);
  });

  it('lost, it is neither renewed nor passed on nor said to be back, whoever asks', async () => {
    const { desk } = await lent();
    desk.wait(20 * DAY);
    await desk.do('desk-a', 'loan.lost', 'l1', { price: 100 });
    const own = { point: null };
    const offer = { loanId: 'l1', codeHash: 'hash' };
    const pass = { override: true, reason: 'other', note: 'seen' };
    for (const refused of [
      desk.refused('reader-1', 'loan.renew', 'l1', {}, own),
      desk.refused('boss', 'loan.renew', 'l1', pass),
      desk.refused('reader-1', 'transfer.offer', 'o1', offer, own),
      desk.refused('reader-1', 'loan.claim', 'l1', {}, own),
    ])
      expect(await refused).toBe('copy_lost');
  });

  it('said to be back, only a supervisor who has seen the copy renews it, and the claim is over', async () => {
    const { desk, loan } = await lent();
    desk.wait(20 * DAY);
    await desk.do('reader-1', 'loan.claim', 'l1', {}, { point: null });
    expect(await desk.refused('reader-1', 'loan.renew', 'l1', {}, { point: null })).toBe(
      'loan_claimed',
    );
    expect(await desk.refused('desk-a', 'loan.renew', 'l1')).toBe('loan_claimed');
    await desk.do('boss', 'loan.renew', 'l1', { override: true, reason: 'other', note: 'seen' });
    expect(loan()).toMatchObject({ renewals: 1 });
    expect(loan()?.claimedOn).toBeUndefined();
  });

  it('found before it was settled, only the days late remain', async () => {
    const { desk, loan, copy } = await lent();
    desk.wait(35 * DAY);
    await desk.do('desk-a', 'loan.lost', 'l1');
    await desk.do('desk-a', 'loan.back', 'c1', { scan: 'C1' });
    expect(loan()).toMatchObject({ fine: 50, charge: null, ended: 'desk' });
    expect(copy()?.status).toBe('available');
    await desk.do('boss', 'loan.settle', 'l1', { how: 'waived', reason: 'policy' });
    expect(loan()).toMatchObject({ settled: 'waived' });
  });

  it('brought back damaged, a copy goes to repair and to nobody who waits', async () => {
    const { desk, copy } = await lent();
    const damaged = { scan: 'C1', condition: 'damaged' };
    const back = await desk.do('desk-a', 'loan.back', 'c1', damaged);
    expect(back.remarks.map(({ code }) => code)).toEqual(['copy_damaged']);
    expect(copy()?.status).toBe('in_repair');
    const again = { scan: 'C1', card: 'reader-1' };
    expect(await desk.refused('desk-a', 'loan.out', 'l2', again)).toBe('copy_in_repair');
  });

  it.each([
    ['missing', 'in_repair'],
    ['lost', 'in_repair'],
    ['in_repair', 'in_repair'],
    ['provisional', 'provisional'],
  ] as const)('found damaged, a copy that was %s is %s', async (before, after) => {
    const desk = modelDesk();
    await setCopy(desk, 'c1', { status: before });
    await desk.do('desk-a', 'loan.back', 'c1', { scan: 'C1', condition: 'damaged' });
    expect(await desk.world.get('copy', 'c1')).toMatchObject({ status: after, seenAt: 'n-desk' });
  });

  it('read in the library, a copy is counted apart from loans', async () => {
    const { desk } = await lent();
    await desk.do('desk-a', 'copy.in_house', 'c2', { scan: 'C2' });
    await desk.do('desk-a', 'copy.in_house', 'c2', { scan: 'C2' });
    const used = desk.world.all('daily').filter(({ measure }) => measure === 'in_house');
    expect(used).toMatchObject([{ count: 2, campus: 'north', collection: 'n-main' }]);
    expect(await desk.world.get('copy', 'c2')).toMatchObject({ lastUsedInHouseOn: desk.now() });
    expect(await desk.refused('desk-a', 'copy.in_house', 'c1', { scan: 'C1' })).toBe('on_loan');
  });
});
