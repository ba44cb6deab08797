import { describe, expect, it } from 'vitest';
import { DAYS, scanned, useCounterDesk } from '../../../../tests/support/counter-scene.ts';
import { commandId } from '../../../../tests/support/desk-core.ts';

const CARD_2 = '1800000002';
const desk = useCounterDesk();

describe('taking back by scans', () => {
  it('ends the loan, says whose it was and where the copy goes', async () => {
    await desk.lend('C1', 'reader-1');
    expect(await desk.back('C1')).toMatchObject({
      kind: 'back',
      loan: { readerId: 'reader-1', overdueDays: 0, fine: 0 },
      next: { is: 'shelf', collection: 'n-main' },
    });
    expect((await desk.panel('reader-1')).loans).toEqual([]);
  });

  it('counts days late, and what they cost is owed until it is paid', async () => {
    await desk.lend('C1', 'reader-1');
    await desk.later(60 * DAYS);
    const { running } = await desk.panel('reader-1');
    const take = await desk.back('C1');
    expect(take).toMatchObject({ kind: 'back', loan: { overdueDays: 30, fine: running } });
    const { fines, owed, maySettle, ...after } = await desk.panel('reader-1');
    expect(after.running).toBe(0);
    expect(fines).toBeGreaterThan(0);
    expect(maySettle).toBe(true);
    const loanId = owed[0]?.loan.id ?? '';
    await desk.client['circulation.settle']({ commandId: commandId(), loanId, how: 'paid' });
    expect((await desk.panel('reader-1')).fines).toBe(0);
  });

  it('says of a copy that was paid for as lost whose money that was', async () => {
    await desk.lend('C1', 'reader-1');
    const loanId = (await desk.panel('reader-1')).loans[0]?.loan.id ?? '';
    await desk.client['circulation.lost']({ commandId: commandId(), loanId, price: 4550 });
    const panel = await desk.panel('reader-1');
    expect(panel.loans).toMatchObject([{ lost: true, loan: { fine: 4550 } }]);
    await desk.client['circulation.settle']({ commandId: commandId(), loanId, how: 'paid' });
    const reader = panel.reader.nameMasked;
    const facts = { reader, amount: 4550, day: '2018-06-06' };
    const remarks = [{ code: 'not_on_loan' }, { code: 'found_after_lost' }];
    expect(await desk.back('C1')).toMatchObject({
      kind: 'not_lent',
      remarks: [...remarks, { code: 'lost_paid', facts }],
    });
    // It is in the library again: the next return says nothing more of it.
    expect(await desk.back('C1')).toMatchObject({ remarks: [{ code: 'not_on_loan' }] });
  });

  it('counts the book drop by the day that is named', async () => {
    await desk.lend('C1', 'reader-1');
    await desk.later(32 * DAYS);
    const late = await desk.back('C1', { drop: true, day: '2018-07-05' });
    expect(late).toMatchObject({ kind: 'back', loan: { overdueDays: 0 } });
  });

  it('is dated back further only by whoever may waive the fine, with a reason', async () => {
    await desk.lend('C1', 'reader-1');
    await desk.later(60 * DAYS);
    const far = { drop: true, day: '2018-06-20' };
    const refusal = { code: 'back_dated' };
    expect(await desk.back('C1', far)).toMatchObject({ refusal, mayOverride: false });
    await desk.as('boss');
    expect(await desk.back('C1', far)).toMatchObject({ refusal, mayOverride: true });
    const override = { reason: 'other', note: '书在还书箱后面' };
    expect(await desk.back('C1', { ...far, override })).toMatchObject({
      kind: 'back',
      loan: { overdueDays: 0, fine: 0 },
      remarks: [{ code: 'rule_passed' }],
    });
  });

  it('sends a copy to the hold shelf, where it is put by its slot and lies for its reader', async () => {
    await desk.lend('C4', 'reader-1');
    await desk.hold('reader-2');
    const take = await desk.back('C4');
    expect(take).toMatchObject({ kind: 'back', next: { is: 'hold_shelf', slot: 'n-slot' } });
    const { lines } = await desk.client['circulation.shelf']({});
    expect(lines).toMatchObject([{ state: 'on_way', book: { barcode: 'C4' } }]);
    const holdId = lines[0]?.hold.id ?? '';
    const shelve = { commandId: commandId(), holdId, barcode: 'C4', slot: 'n-slot' };
    const put = await desk.client['circulation.shelve']({ ...shelve, source: 'hid' });
    expect(put).toMatchObject({ ok: true });
    expect(await desk.client['circulation.shelf']({})).toMatchObject({
      lines: [{ state: 'waits', slot: 'N-SLOT' }],
      free: 0,
    });
    expect((await desk.panel('reader-2')).ready).toMatchObject([{ slot: 'N-SLOT' }]);
    expect(await desk.lend('C4', 'reader-1')).toMatchObject({ refusal: { code: 'on_hold_shelf' } });
    expect(await desk.lend('C4', 'reader-2')).toMatchObject({ kind: 'lent' });
  });

  it('asks before a second reader’s copy lies in a slot, and takes an expired one for lying there still', async () => {
    const shelve = async (barcode: string, more: object = {}) => {
      const take = await desk.back(barcode);
      const holdId = 'next' in take && take.next.is === 'hold_shelf' ? take.next.holdId : '';
      const sent = { commandId: commandId(), holdId, barcode, slot: 'n-slot', ...more };
      return desk.client['circulation.shelve']({ ...sent, source: 'hid' });
    };
    const slots = () => desk.client['circulation.slots']({});
    await desk.lend('C4', 'reader-1');
    await desk.lend('C5', 'reader-1');
    await desk.hold('reader-2');
    await desk.hold('reader-3', 't3');
    expect(await slots()).toMatchObject([{ code: 'N-SLOT', copies: 0, readers: [] }]);
    expect(await shelve('C4')).toMatchObject({ ok: true });
    const names = (await slots()).flatMap(({ readers }) => readers);
    expect(names).toHaveLength(1);
    expect(await desk.back('C5')).toMatchObject({ next: { is: 'hold_shelf', slot: null } });
    expect(await shelve('C5')).toMatchObject({
      code: 'slot_taken',
      facts: { place: 'N-SLOT', reader: names[0], barcode: 'C4' },
    });
    // The hold of the first has run out, and its copy lies there until somebody takes it down.
    await desk.later(8 * DAYS);
    const { lines } = await desk.client['circulation.shelf']({});
    const over = lines.find(({ state }) => state === 'expired');
    await desk.client['circulation.cancelHold']({
      commandId: commandId(),
      holdId: over?.hold.id ?? '',
    });
    expect(await desk.client['circulation.shelf']({})).toMatchObject({ slots: 1, free: 0 });
    expect(await shelve('C5')).toMatchObject({ code: 'slot_taken' });
    expect(await shelve('C5', { shared: true })).toMatchObject({ ok: true });
    expect(await slots()).toMatchObject([{ copies: 2 }]);
  });

  it('clears a copy that nobody has collected, and one whose hold was cancelled', async () => {
    await desk.lend('C4', 'reader-1');
    await desk.hold('reader-2');
    await desk.back('C4');
    const { lines } = await desk.client['circulation.shelf']({});
    const holdId = lines[0]?.hold.id ?? '';
    const shelve = { commandId: commandId(), holdId, barcode: 'C4', slot: 'n-slot' };
    await desk.client['circulation.shelve']({ ...shelve, source: 'hid' });
    await desk.later(20 * DAYS);
    expect((await desk.client['circulation.shelf']({})).lines).toMatchObject([
      { state: 'expired' },
    ]);
    expect((await desk.client['circulation.counts']({})).clear).toBe(1);
    const cleared = await desk.client['circulation.clear'](scanned('C4'));
    expect(cleared).toMatchObject({ next: { is: 'shelf' } });
    expect((await desk.client['circulation.shelf']({})).lines).toEqual([]);
  });

  it('sends a copy on to the campus where somebody waits', async () => {
    await desk.lend('C4', 'reader-1');
    await desk.hold('reader-2', 't2', 'south');
    expect(await desk.back('C4')).toMatchObject({
      next: { is: 'transit', campus: 'south', why: 'hold' },
    });
  });

  it('offers use in the house for what nobody has on loan', async () => {
    expect(await desk.back('C1')).toMatchObject({ kind: 'not_lent', next: { is: 'shelf' } });
    expect(await desk.client['circulation.inHouse'](scanned('C1'))).toMatchObject({
      kind: 'in_house',
    });
  });

  it('sets a damaged copy aside', async () => {
    await desk.lend('C1', 'reader-1');
    expect(await desk.back('C1', { damaged: true })).toMatchObject({
      kind: 'back',
      next: { is: 'aside', why: 'in_repair' },
    });
  });

  it('says what became of a copy that nobody had on loan', async () => {
    expect(await desk.back('C1', { damaged: true })).toMatchObject({
      kind: 'not_lent',
      remarks: expect.arrayContaining([expect.objectContaining({ code: 'copy_damaged' })]),
    });
  });

  it('knows a slot and a card', async () => {
    expect(await desk.back('N-SLOT')).toEqual({ kind: 'place', placeId: 'n-slot', code: 'N-SLOT' });
    expect(await desk.back(CARD_2)).toEqual({ kind: 'reader', readerId: 'reader-2' });
  });
});
