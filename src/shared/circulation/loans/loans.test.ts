// Lending, taking back and renewing at a desk, each refusal with its code.

import { afterEach, describe, expect, it, vi } from 'vitest';
import { modelDesk } from '../../../../tests/support/model-desk.ts';
import type { ModelDesk } from '../../../../tests/support/model-desk.ts';
import { modelEnv } from '../../../../tests/support/model-library.ts';
import { addMinutes } from '../../lib/time.ts';
import { OTHER_RIGHTS } from '../../queues/rights.ts';

const DAY = 24 * 60;

afterEach(() => vi.restoreAllMocks());

/** The open loan of a copy. */
const loanOf = (desk: ModelDesk, copyId: string) =>
  desk.world.all('loan').find((each) => each.copyId === copyId && each.closedOn === null);

const lend = (
  desk: ModelDesk,
  id: string,
  scan: string,
  card: string,
  input: Record<string, unknown> = {},
  actor = 'desk-a',
) => desk.send(actor, 'loan.out', id, { scan, card, ...input });

/** Changes a row behind the rules' back. */
async function change(desk: ModelDesk, kind: 'reader' | 'copy', id: string, set: object) {
  const row = await desk.world.get(kind, id);
  if (row) desk.world.put(kind, { ...row, ...set });
}

describe('loan.out', () => {
  it('lends to the end of the last day by the rule of the reader, and counts it in its day', async () => {
    const desk = modelDesk();
    await change(desk, 'reader', 'reader-2', { category: 'teacher' });
    await desk.do('desk-a', 'loan.out', 'l1', { scan: 'C1', card: 'reader-1' });
    await desk.do('desk-a', 'loan.out', 'l2', { scan: 'C2', card: 'reader-2' });
    expect(loanOf(desk, 'c1')).toMatchObject({
      id: 'l1',
      readerId: 'reader-1',
      channel: 'desk',
      dueOn: '2018-07-06T15:59:59.999Z',
    });
    expect(loanOf(desk, 'c2')?.dueOn).toBe('2018-09-04T15:59:59.999Z');
    const days = desk.world.all('daily');
    expect(days.map(({ day, count, category }) => [day, count, category])).toEqual([
      ['2018-06-06', 1, 'undergraduate'],
      ['2018-06-06', 1, 'teacher'],
    ]);
    await desk.do('desk-a', 'loan.out', 'l3', { scan: 'C5', readerId: 'reader-1' });
    await desk.do('desk-a', 'loan.out', 'l4', { scan: 'C3', readerId: 'reader-1' });
    expect(desk.world.all('daily').reduce((sum, { count }) => sum + count, 0)).toBe(4);
  });

  it.each<[string, (desk: ModelDesk) => Promise<unknown>, Record<string, unknown>]>([
    ['unknown_barcode', async () => {}, { scan: 'C99' }],
    ['unknown_card', async () => {}, { card: 'nobody' }],
    ['missing_input', async () => {}, { card: '' }],
    [
      'reader_blocked',
      (desk) => change(desk, 'reader', 'reader-1', { status: 'blocked', block: 'unpaid' }),
      {},
    ],
    [
      'reader_expired',
      (desk) => change(desk, 'reader', 'reader-1', { expiresOn: '2018-06-05' }),
      {},
    ],
    ['reader_left', (desk) => change(desk, 'reader', 'reader-1', { status: 'left' }), {}],
    ['withdrawn_copy', (desk) => change(desk, 'copy', 'c1', { status: 'withdrawn' }), {}],
    ['copy_lost', (desk) => change(desk, 'copy', 'c1', { status: 'lost' }), {}],
    ['copy_in_repair', (desk) => change(desk, 'copy', 'c1', { status: 'in_repair' }), {}],
    ['copy_provisional', (desk) => change(desk, 'copy', 'c1', { status: 'provisional' }), {}],
    ['not_lendable', (desk) => change(desk, 'copy', 'c1', { lendable: false }), {}],
    ['on_loan', (desk) => lend(desk, 'l0', 'C1', 'reader-2'), {}],
    ['on_loan_to_reader', (desk) => lend(desk, 'l0', 'C1', 'reader-1'), {}],
  ])('refuses %s', async (code, prepare, input) => {
    const desk = modelDesk();
    await prepare(desk);
    const before = desk.world.all('loan').length;
    const outcome = await lend(desk, 'l1', 'C1', 'reader-1', input);
    expect(outcome).toMatchObject({ ok: false, code });
    expect(desk.world.all('loan')).toHaveLength(before);
  });

  it('finds a copy that was missing in the hand', async () => {
    const desk = modelDesk();
    await change(desk, 'copy', 'c1', { status: 'missing' });
    await desk.do('desk-a', 'loan.out', 'l1', { scan: 'C1', card: 'reader-1' });
    expect(await desk.world.get('copy', 'c1')).toMatchObject({
      status: 'available',
      seenAt: 'n-desk',
    });
  });

  it.each([
    ['desk-a', '2018-06-20', 'ok'],
    ['desk-a', '2018-07-06', 'ok'],
    ['desk-a', '2018-07-07', 'forbidden'],
    ['boss', '2018-07-07', 'ok'],
    ['boss', '2018-06-05', 'bad_input'],
  ])('%s may lend until %s instead of the sixth of July: %s', async (who, day, code) => {
    const desk = modelDesk();
    const dueOn = `${day}T15:59:59.999Z`;
    const said = await lend(desk, 'l1', 'C1', 'reader-1', { dueOn }, who);
    expect(said.ok ? 'ok' : said.code).toBe(code);
    expect(loanOf(desk, 'c1')?.dueOn).toBe(code === 'ok' ? dueOn : undefined);
  });

  it('lets a supervisor pass a rule with a reason, and keeps both', async () => {
    const desk = modelDesk();
    await change(desk, 'copy', 'c1', { lendable: false });
    const passing = { override: true, reason: 'other', note: 'for the exhibition' };
    expect(await lend(desk, 'l1', 'C1', 'reader-1', passing)).toMatchObject({ code: 'forbidden' });
    const bare = { override: true };
    expect(await lend(desk, 'l1', 'C1', 'reader-1', bare, 'boss')).toMatchObject({
      code: 'missing_input',
    });
    const wordless = { override: true, reason: 'other' };
    expect(await lend(desk, 'l1', 'C1', 'reader-1', wordless, 'boss')).toMatchObject({
      code: 'note_required',
    });
    expect((await lend(desk, 'l1', 'C1', 'reader-1', passing, 'boss')).ok).toBe(true);
    expect(desk.world.all('circulation_case')).toMatchObject([
      {
        code: 'not_lendable',
        loanId: 'l1',
        closedBy: 'boss',
        note: 'for the exhibition',
        facts: { passed: 'not_lendable', reason: 'other' },
      },
    ]);
    const lent = { override: true, reason: 'policy' };
    expect(await lend(desk, 'l2', 'C1', 'reader-2', lent, 'boss')).toMatchObject({
      code: 'on_loan',
    });
  });
});

describe('loan.back', () => {
  it('ends the loan, says what lateness costs, and is no error for a copy that is on no loan', async () => {
    const desk = modelDesk();
    await desk.do('desk-a', 'loan.out', 'l1', { scan: 'C1', card: 'reader-1' });
    desk.wait(35 * DAY);
    const back = await desk.do('desk-a', 'loan.back', 'c1', { scan: 'C1' });
    expect(back.ok && back.remarks).toEqual([
      { code: 'back_late', facts: { days: 5, amount: 50 } },
    ]);
    const [loan] = desk.world.all('loan');
    expect(loan).toMatchObject({ closedOn: desk.now(), ended: 'desk', fine: 50 });
    expect(await desk.world.get('copy', 'c1')).toMatchObject({ lastReturnedOn: desk.now() });
    const again = await desk.do('desk-a', 'loan.back', 'c1', { scan: 'C1' });
    expect(again.ok && again.remarks.map(({ code }) => code)).toEqual(['not_on_loan']);
  });

  it('counts what lay in the book drop to the closing before, and never before the loan', async () => {
    const desk = modelDesk();
    await desk.do('desk-a', 'loan.out', 'l1', { scan: 'C1', card: 'reader-1' });
    desk.wait(DAY);
    await desk.do('desk-a', 'loan.back', 'c1', { scan: 'C1', drop: true });
    expect(desk.world.all('loan')[0]).toMatchObject({
      closedOn: '2018-06-06T14:00:00.000Z',
      ended: 'drop',
    });
    await desk.do('desk-a', 'loan.out', 'l2', { scan: 'C1', card: 'reader-1' });
    const lentOn = desk.now();
    await desk.do('desk-a', 'loan.back', 'c1', { scan: 'C1', day: '2018-06-05' });
    expect(desk.world.all('loan')[1]?.closedOn).toBe(lentOn);
    expect(await desk.refused('desk-a', 'loan.back', 'c1', { scan: 'C1', day: '2019-01-01' })).toBe(
      'bad_input',
    );
  });
});

describe('loan.renew', () => {
  it('lengthens from today, twice, and not while somebody waits', async () => {
    const desk = modelDesk();
    await desk.do('desk-a', 'loan.out', 'l1', { scan: 'C4', card: 'reader-1' });
    expect(await desk.refused('reader-1', 'loan.renew', 'l1', {}, { point: null })).toBe(
      'renew_too_early',
    );
    desk.wait(DAY);
    expect(await desk.refused('reader-2', 'loan.renew', 'l1', {}, { point: null })).toBe(
      'not_found',
    );
    await desk.do('reader-1', 'loan.renew', 'l1', {}, { point: null });
    expect(loanOf(desk, 'c4')).toMatchObject({ renewals: 1, dueOn: '2018-07-07T15:59:59.999Z' });
    desk.wait(DAY);
    await desk.do('desk-a', 'loan.renew', 'l1');
    expect(desk.world.all('notice')).toMatchObject([
      { code: 'loan.renewed', readerId: 'reader-1', requestId: null },
    ]);
    desk.wait(DAY);
    expect(await desk.refused('desk-a', 'loan.renew', 'l1')).toBe('renewals_used');
    const hold = { titleId: 't2', card: 'reader-2', campus: 'north', kind: 'hold' };
    await desk.do('desk-a', 'hold.place', 'h1', hold);
    expect(await desk.refused('desk-a', 'loan.renew', 'l1')).toBe('someone_waits');
    desk.wait(40 * DAY);
    const passing = { override: true, reason: 'policy' };
    await desk.do('boss', 'loan.renew', 'l1', passing);
    expect(desk.world.all('circulation_case')[0]?.facts['passed']).toBe(
      'someone_waits loan_overdue renewals_used',
    );
  });

  it('waives the fine of what is late with the renewal, says how much, and keeps it', async () => {
    const desk = modelDesk();
    await desk.do('desk-a', 'loan.out', 'l1', { scan: 'C1', card: 'reader-1' });
    desk.wait(40 * DAY);
    const passing = { override: true, reason: 'policy' };
    const said = await desk.do('boss', 'loan.renew', 'l1', passing);
    const waived = desk.world.all('circulation_case')[0]?.facts['waived'];
    expect(waived).toBeGreaterThan(0);
    expect(said.remarks).toContainEqual({ code: 'fine_waived', facts: { amount: waived } });
    expect(await desk.refused('desk-a', 'loan.settle', 'l1', { how: 'paid' })).toBe('nothing_owed');
  });

  it('takes the right to waive where a fine would be spared', async () => {
    vi.spyOn(OTHER_RIGHTS, 'loan.waive', 'get').mockReturnValue([] as never);
    const desk = modelDesk();
    await desk.do('desk-a', 'loan.out', 'l1', { scan: 'C1', card: 'reader-1' });
    desk.wait(40 * DAY);
    const passing = { override: true, reason: 'policy' };
    const was = loanOf(desk, 'c1');
    expect(await desk.refused('boss', 'loan.renew', 'l1', passing)).toBe('forbidden');
    expect(loanOf(desk, 'c1')).toEqual(was);
    await desk.do('boss', 'loan.back', 'c1', { scan: 'C1', loanId: 'l1' });
    expect(desk.world.all('loan')[0]?.fine).toBeGreaterThan(0);
  });

  it('is dated back a few open days by anybody, further by who may waive the fine, with a reason', async () => {
    const late = async () => {
      const desk = modelDesk();
      await desk.do('desk-a', 'loan.out', 'l1', { scan: 'C1', card: 'reader-1' });
      desk.wait(90 * DAY);
      return desk;
    };
    const far = { scan: 'C1', loanId: 'l1', day: '2018-06-07' };
    const why = { override: true, reason: 'other', note: 'lay in the drop at the gate' };
    const desk = await late();
    expect(await desk.refused('desk-a', 'loan.back', 'c1', far)).toBe('back_dated');
    expect(await desk.refused('desk-a', 'loan.back', 'c1', { ...far, ...why })).toBe('forbidden');
    expect(await desk.refused('chief', 'loan.back', 'c1', { ...far, override: true })).toBe(
      'missing_input',
    );
    expect(desk.world.all('circulation_case')).toEqual([]);
    await desk.do('chief', 'loan.back', 'c1', { ...far, ...why });
    expect(desk.world.all('loan')[0]?.fine).toBeUndefined();
    expect(desk.world.all('circulation_case')).toMatchObject([
      { tried: 'loan.back', code: 'back_dated', by: 'chief', closedBy: 'chief', loanId: 'l1' },
    ]);
    for (const [days, code] of [
      [3, 'ok'],
      [4, 'back_dated'],
    ] as const) {
      const near = await late();
      const day = modelEnv.settings.calendars.dayOf(addMinutes(near.now(), -days * DAY));
      const said = await near.send('desk-a', 'loan.back', 'c1', { ...far, day });
      expect(said.ok ? 'ok' : said.code).toBe(code);
      expect(near.world.all('circulation_case')).toEqual([]);
    }
  });
});
