import { describe, expect, it } from 'vitest';
import { circulationStory } from '../../../../tests/support/circulation-story.ts';
import type { CirculationStory } from '../../../../tests/support/circulation-story.ts';
import { chainOf } from './pass-on.ts';

const HASH = 'f'.repeat(64);

async function offered(story: CirculationStory, loanId: string, id = 't1', reader = 'reader-1') {
  return story.does(reader, 'transfer.offer', id, { loanId, codeHash: HASH });
}
const accepts = (story: CirculationStory, reader = 'reader-2', id = 't1', codeHash = HASH) =>
  story.does(reader, 'transfer.accept', id, { codeHash });

describe('a loan passed on', () => {
  it('is one return and one loan at once, and both readers are told', async () => {
    const story = circulationStory();
    const first = await story.lends('reader-1', 'C1');
    story.wait(3 * 24 * 60);
    expect((await offered(story, first)).code).toBe('ok');
    story.wait(5);
    expect((await accepts(story)).code).toBe('ok');
    const open = await story.loanOf('c1');
    expect(open).toMatchObject({ readerId: 'reader-2', channel: 'transfer', fromLoan: first });
    // The second reader has a whole loan, not what the first one left.
    expect(open?.dueOn.slice(0, 10)).toBe('2018-07-09');
    expect(await story.loan(first)).toMatchObject({ closedOn: story.now(), ended: 'transfer' });
    expect((await story.loan(first)).fine).toBeUndefined();
    expect(await story.world.get('transfer', 't1')).toMatchObject({
      state: 'accepted',
      toReader: 'reader-2',
      newLoanId: open?.id,
    });
    expect(await story.told('reader-1')).toEqual(['transfer.accepted']);
    expect(await story.told('reader-2')).toEqual(['transfer.received']);
    const daily = await story.world.list('openLoansOfReader', 'reader-1');
    expect(daily).toEqual([]);
  });

  it('a code that was photographed is used once, and says when that was', async () => {
    const story = circulationStory();
    await offered(story, await story.lends('reader-1', 'C1'));
    await accepts(story);
    story.wait(2);
    const again = await accepts(story, 'reader-3');
    expect(again).toMatchObject({ code: 'transfer_used', facts: { time: '2018-06-06 08:30' } });
    expect((await story.loanOf('c1'))?.readerId).toBe('reader-2');
    expect((await accepts(story, 'reader-1')).code).toBe('transfer_used');
  });

  it('a code that is too old, guessed or one’s own opens nothing', async () => {
    const story = circulationStory();
    await offered(story, await story.lends('reader-1', 'C1'));
    expect((await accepts(story, 'reader-1')).code).toBe('own_transfer');
    expect((await accepts(story, 'reader-2', 't1', 'a'.repeat(64))).code).toBe('transfer_unknown');
    expect((await accepts(story, 'reader-2', 't2')).code).toBe('transfer_unknown');
    story.wait(10);
    expect((await accepts(story)).code).toBe('transfer_expired');
    expect((await story.does('system', 'transfer.expire', 't1')).code).toBe('ok');
    expect((await accepts(story)).code).toBe('transfer_expired');
    expect((await story.does('system', 'transfer.expire', 't1')).code).toBe('not_due');
  });

  it('one offer a loan at a time, of one’s own loan only, taken back by its own reader only', async () => {
    const story = circulationStory();
    const loan = await story.lends('reader-1', 'C1');
    expect((await offered(story, loan, 't0', 'reader-2')).code).toBe('not_found');
    expect((await offered(story, loan)).code).toBe('ok');
    expect((await offered(story, loan, 't2')).code).toBe('transfer_open');
    expect((await story.does('reader-2', 'transfer.withdraw', 't1')).code).toBe('not_found');
    expect((await story.does('reader-1', 'transfer.withdraw', 't1')).code).toBe('ok');
    expect((await story.does('reader-1', 'transfer.withdraw', 't1')).code).toBe('ok');
    expect((await accepts(story)).code).toBe('transfer_withdrawn');
    expect((await offered(story, loan, 't2')).code).toBe('ok');
    expect((await accepts(story, 'reader-2', 't2')).code).toBe('ok');
    expect((await story.does('reader-1', 'transfer.withdraw', 't2')).code).toBe('transfer_done');
    // An offer that is too old makes room for the next by itself.
    const next = await story.loanOf('c1');
    await offered(story, next?.id ?? '', 't3', 'reader-2');
    story.wait(11);
    expect((await offered(story, next?.id ?? '', 't4', 'reader-2')).code).toBe('ok');
    expect(await story.world.get('transfer', 't3')).toMatchObject({ state: 'expired' });
  });

  it('ends when the copy comes back, is called back or is lost meanwhile', async () => {
    const story = circulationStory();
    const loan = await story.lends('reader-1', 'C1');
    await offered(story, loan);
    expect((await story.does('desk-a', 'loan.back', 'c1', { scan: 'C1' })).code).toBe('ok');
    expect((await accepts(story)).code).toBe('transfer_overtaken');
    const second = await story.lends('reader-1', 'C4');
    await offered(story, second, 't2');
    story.wait(1);
    const hold = { titleId: 't2', campus: 'north', kind: 'recall' };
    expect((await story.does('reader-3', 'hold.place', 'h1', hold)).code).toBe('ok');
    expect((await accepts(story, 'reader-2', 't2')).code).toBe('transfer_overtaken');
    expect((await offered(story, second, 't3')).code).toBe('loan_recalled');
  });
});

describe('who waits comes first', () => {
  it('a hold stops an offer, and one placed meanwhile stops the acceptance', async () => {
    const story = circulationStory();
    const loan = await story.lends('reader-1', 'C4');
    const hold = { titleId: 't2', campus: 'north', kind: 'hold' };
    await offered(story, loan);
    story.wait(1);
    await story.does('reader-3', 'hold.place', 'h1', hold);
    expect(await accepts(story)).toMatchObject({ code: 'someone_waits', facts: { holds: 1 } });
    await story.does('reader-1', 'transfer.withdraw', 't1');
    expect((await offered(story, loan, 't2')).code).toBe('someone_waits');
  });

  it('unless it is the hold of whoever accepts, which the loan serves', async () => {
    const story = circulationStory();
    await offered(story, await story.lends('reader-1', 'C4'));
    story.wait(1);
    const hold = { titleId: 't2', campus: 'north', kind: 'hold' };
    await story.does('reader-2', 'hold.place', 'h1', hold);
    expect((await accepts(story)).code).toBe('ok');
    expect(await story.world.get('hold', 'h1')).toMatchObject({
      status: 'closed',
      outcome: 'lent',
    });
    expect((await story.world.get('title', 't2'))?.holdsWaiting).toBe(0);
  });
});

describe('the rules of every loan hold for the second reader', () => {
  it('blocked, at the limit, in debt', async () => {
    const story = circulationStory({ 'loan.limit': 1 });
    await offered(story, await story.lends('reader-1', 'C1'));
    const reader = await story.world.get('reader', 'reader-2');
    if (!reader) throw new Error('no reader');
    story.world.put('reader', { ...reader, ver: 9, status: 'blocked', block: 'debt' });
    expect((await accepts(story)).code).toBe('reader_blocked');
    story.world.put('reader', { ...reader, ver: 10 });
    await story.lends('reader-2', 'C2');
    expect((await accepts(story)).code).toBe('loan_limit');
    expect((await story.loanOf('c1'))?.readerId).toBe('reader-1');
  });

  it('a copy goes from hand to hand so often, then back to a desk', async () => {
    const story = circulationStory({ 'transfer.times': 2 });
    await story.lends('reader-1', 'C1');
    for (const [n, [from, to]] of [
      ['reader-1', 'reader-2'],
      ['reader-2', 'reader-3'],
    ].entries()) {
      const loan = await story.loanOf('c1');
      expect((await offered(story, loan?.id ?? '', `t${n}`, from)).code).toBe('ok');
      expect((await accepts(story, to, `t${n}`)).code).toBe('ok');
    }
    const last = await story.loanOf('c1');
    const refused = await offered(story, last?.id ?? '', 't9', 'reader-3');
    expect(refused).toMatchObject({ code: 'transfer_times', facts: { times: 2 } });
    if (!last) throw new Error('no loan');
    const chain = await chainOf(story.world, last);
    expect(chain.map(({ readerId }) => readerId)).toEqual(['reader-2', 'reader-1']);
  });

  it('late, or not yet shown after a loan by phone, it stays where it is', async () => {
    const story = circulationStory();
    const loan = await story.lends('reader-1', 'C1');
    await story.does('reader-1', 'loan.phone', 'phone-1', { scan: 'C2' });
    expect((await offered(story, 'phone-1', 't0')).code).toBe('loan_unverified');
    story.wait(40 * 24 * 60);
    expect((await offered(story, loan)).code).toBe('loan_overdue');
  });
});

describe('a loan that is in question', () => {
  it.each<[string, (story: CirculationStory, loan: string) => Promise<unknown>]>([
    ['loan_claimed', (story, loan) => story.does('reader-1', 'loan.claim', loan)],
    ['copy_lost', (story, loan) => story.does('desk-a', 'loan.lost', loan, { price: 100 })],
    [
      'reader_fines',
      async (story) => {
        await story.does('desk-a', 'loan.lost', await story.lends('reader-1', 'C4'));
      },
    ],
  ])('is not offered: %s', async (code, happen) => {
    const story = circulationStory();
    const loan = await story.lends('reader-1', 'C1');
    await happen(story, loan);
    expect((await offered(story, loan)).code).toBe(code);
  });

  it('is not offered while the library’s system is asked about it, and is once none is asked', async () => {
    for (const [ledger, code] of [
      ['sip2', 'loan_unconfirmed'],
      ['built_in', 'ok'],
    ] as const) {
      const story = circulationStory({ 'loan.ledger': ledger });
      const loan = await story.lends('reader-1', 'C1');
      story.world.put('loan', { ...(await story.loan(loan)), ledger: 'asked' });
      expect((await offered(story, loan)).code).toBe(code);
    }
  });

  it.each([
    ['said to be back', 'reader-1', 'loan.claim'],
    ['lost', 'desk-a', 'loan.lost'],
  ])('ends its offer once it is %s', async (_, who, type) => {
    const story = circulationStory();
    const loan = await story.lends('reader-1', 'C1');
    await offered(story, loan);
    story.wait(1);
    expect((await story.does(who, type, loan)).code).toBe('ok');
    expect(await story.world.get('transfer', 't1')).toMatchObject({ state: 'overtaken' });
    expect((await accepts(story)).code).toBe('transfer_overtaken');
  });
});

describe('two readers at a desk', () => {
  it('pass a loan on with two cards and one scan', async () => {
    const story = circulationStory();
    const first = await story.lends('reader-1', 'C1');
    story.wait(1);
    const input = { scan: 'C1', fromCard: 'reader-1', card: 'reader-2' };
    const wrong = { ...input, fromCard: 'reader-3' };
    expect((await story.does('desk-a', 'transfer.desk', 'n1', wrong)).code).toBe('not_of_reader');
    expect((await story.does('courier', 'transfer.desk', 'n1', input)).code).toBe('forbidden');
    expect((await story.does('desk-a', 'transfer.desk', 'n1', input)).code).toBe('ok');
    expect(await story.loan('n1')).toMatchObject({ readerId: 'reader-2', fromLoan: first });
    const free = { ...input, scan: 'C2' };
    expect((await story.does('desk-a', 'transfer.desk', 'n2', free)).code).toBe('no_loan');
    const [given] = await story.world.list('transfersFrom', 'reader-1');
    expect(given).toMatchObject({ state: 'accepted', toReader: 'reader-2', newLoanId: 'n1' });
  });
});
