import { describe, expect, it } from 'vitest';
import { DAYS, scanned, useCounterDesk } from '../../../../tests/support/counter-scene.ts';
import { commandId } from '../../../../tests/support/desk-core.ts';

const CARD_1 = '1800000001';
const desk = useCounterDesk();

describe('lending by scans', () => {
  it('takes a card for its reader, and a copy without one waits', async () => {
    expect(await desk.lend(CARD_1, null)).toEqual({
      kind: 'reader',
      readerId: 'reader-1',
      blocked: false,
    });
    expect(await desk.lend('C1', null)).toMatchObject({ kind: 'waits', book: { barcode: 'C1' } });
    expect((await desk.panel('reader-1')).loans).toEqual([]);
  });

  it('says with the card that nothing would be lent to its reader', async () => {
    await desk.client['readers.block']({
      commandId: commandId(),
      readerId: 'reader-1',
      reason: 'card_lost',
    });
    expect(await desk.lend(CARD_1, null)).toMatchObject({ kind: 'reader', blocked: true });
  });

  it('lends to whoever is served, with the title and the due date', async () => {
    const take = await desk.lend('C1', 'reader-1');
    expect(take).toMatchObject({
      kind: 'lent',
      book: { copyId: 'c1', title: '高等数学教程' },
      offline: false,
    });
    const { loans, limit, blocks } = await desk.panel('reader-1');
    expect(loans).toMatchObject([{ book: { barcode: 'C1' }, overdue: false }]);
    expect(limit).toBe(20);
    expect(blocks).toEqual([]);
  });

  it('answers a resend with the same loan', async () => {
    const asked = { ...scanned('C1'), readerId: 'reader-1' };
    const first = await desk.client['circulation.lend'](asked);
    expect(await desk.client['circulation.lend'](asked)).toEqual(first);
    expect((await desk.panel('reader-1')).loans).toHaveLength(1);
  });

  it('says who has a copy that is on loan, and how many wait for it', async () => {
    await desk.lend('C4', 'reader-1');
    await desk.hold('reader-2');
    const { reader } = await desk.panel('reader-1');
    expect(await desk.lend('C4', 'reader-3')).toMatchObject({
      refusal: { code: 'on_loan' },
      holder: { reader: reader.nameMasked, waiting: 1 },
    });
  });

  it.each([
    ['C1', 'reader-2', 'on_loan'],
    ['C1', 'reader-1', 'on_loan_to_reader'],
  ])('refuses %s to %s: %s', async (text, readerId, code) => {
    await desk.lend('C1', 'reader-1');
    expect(await desk.lend(text, readerId)).toMatchObject({
      kind: 'refused',
      book: { barcode: 'C1' },
      refusal: { code },
      mayOverride: false,
    });
  });

  it('says that a barcode is unknown', async () => {
    expect(await desk.lend('X-99', 'reader-1')).toMatchObject({
      kind: 'unknown',
      code: 'unknown_barcode',
    });
  });

  it('offers to pass a rule to whoever may, and lends with a reason and a note', async () => {
    await desk.lend('C4', 'reader-1');
    await desk.hold('reader-2');
    await desk.back('C4');
    expect(await desk.lend('C4', 'reader-1')).toMatchObject({
      refusal: { code: 'on_hold_shelf' },
      mayOverride: false,
    });
    await desk.as('boss');
    expect(await desk.lend('C4', 'reader-1')).toMatchObject({ mayOverride: true });
    const override = { reason: 'other', note: '当堂要用' };
    expect(await desk.lend('C4', 'reader-1', { override })).toMatchObject({ kind: 'lent' });
  });

  it.each(['*C1*', 'C 1', ' *c 1* '])('lends the copy whose code was read as %j', async (text) => {
    const take = await desk.lend(text, 'reader-1');
    expect(take).toMatchObject({ kind: 'lent', book: { copyId: 'c1' } });
  });

  it('says of a code that is too long for one that it is, and how long', async () => {
    expect(await desk.lend(` ${'7'.repeat(300)} `, 'reader-1')).toEqual({
      kind: 'unknown',
      code: 'code_too_long',
      facts: { length: 300 },
    });
    expect(await desk.back('7'.repeat(300))).toMatchObject({ code: 'code_too_long' });
  });

  it('says so where nobody is signed in', async () => {
    await desk.client['session.signOut']({});
    expect(await desk.lend('C1', 'reader-1')).toMatchObject({ kind: 'unknown' });
  });
});

describe('renewing', () => {
  it('renews all loans of a reader with a result each, and says that somebody waits', async () => {
    await desk.lend('C1', 'reader-1');
    await desk.lend('C4', 'reader-1');
    await desk.hold('reader-2');
    await desk.later(10 * DAYS);
    const { loans } = await desk.panel('reader-1');
    const rows = loans.map(({ loan }) => ({ commandId: commandId(), loanId: loan.id }));
    const answer = await desk.client['circulation.renew']({ rows });
    const byCopy = answer.ok
      ? loans.map(({ book }, at) => [book.barcode, answer.results[at]?.outcome])
      : [];
    expect(new Map(byCopy as [string, unknown][])).toEqual(
      new Map<string, unknown>([
        ['C1', expect.objectContaining({ ok: true })],
        ['C4', expect.objectContaining({ ok: false, code: 'someone_waits' })],
      ]),
    );
  });

  it('renews by a scan of the copy', async () => {
    await desk.lend('C1', 'reader-1');
    await desk.later(10 * DAYS);
    const take = await desk.client['circulation.renewScan'](scanned('C1'));
    expect(take).toMatchObject({ kind: 'renewed', renewals: 1 });
    expect(await desk.client['circulation.renewScan'](scanned('C2'))).toMatchObject({
      refusal: { code: 'no_loan' },
    });
  });

  it('too often, and lets a supervisor pass the rule with a reason', async () => {
    await desk.lend('C1', 'reader-1');
    for (let times = 0; times < 2; times += 1) {
      await desk.later(10 * DAYS);
      expect(await desk.client['circulation.renewScan'](scanned('C1'))).toMatchObject({
        kind: 'renewed',
      });
    }
    await desk.later(10 * DAYS);
    const refused = { kind: 'refused', refusal: { code: 'renewals_used' } };
    const own = await desk.client['circulation.renewScan'](scanned('C1'));
    expect(own).toMatchObject({ ...refused, mayOverride: false });
    await desk.as('boss');
    const theirs = await desk.client['circulation.renewScan'](scanned('C1'));
    expect(theirs).toMatchObject({ ...refused, mayOverride: true });
    const override = { reason: 'other', note: 'exhibition' };
    expect(
      await desk.client['circulation.renewScan']({ ...scanned('C1'), override }),
    ).toMatchObject({ kind: 'renewed' });
  });
});

describe('holds, exit and chain', () => {
  it('shows who waits for a title in order, and takes one off', async () => {
    await desk.lend('C4', 'reader-1');
    await desk.hold('reader-2');
    await desk.later(1);
    await desk.hold('reader-3');
    const queue = await desk.client['circulation.queue']({ titleId: 't2' });
    expect(queue?.holds.map(({ hold: { readerId } }) => readerId)).toEqual([
      'reader-2',
      'reader-3',
    ]);
    const holdId = queue?.holds[0]?.hold.id ?? '';
    await desk.client['circulation.cancelHold']({ commandId: commandId(), holdId });
    const after = await desk.client['circulation.queue']({ titleId: 't2' });
    expect(after?.holds.map(({ hold: { readerId } }) => readerId)).toEqual(['reader-3']);
  });

  it('releases at the exit what is on loan, and stops what is not', async () => {
    await desk.lend('C1', 'reader-1');
    expect(await desk.client['circulation.verify'](scanned('C1'))).toMatchObject({
      kind: 'released',
      again: true,
    });
    expect(await desk.client['circulation.verify'](scanned('C2'))).toMatchObject({
      kind: 'refused',
      refusal: { code: 'no_loan' },
    });
  });

  it('tells who had a copy one after the other, newest first', async () => {
    await desk.lend('C1', 'reader-1');
    await desk.later(60);
    await desk.back('C1');
    await desk.later(60);
    await desk.lend('C1', 'reader-2');
    const chain = await desk.client['circulation.chain']({ copyId: 'c1' });
    expect(chain.map(({ loan }) => [loan.readerId, loan.closedOn === null])).toEqual([
      ['reader-2', true],
      ['reader-1', false],
    ]);
  });

  it('works alone, with nothing to be sent', async () => {
    expect(await desk.client['circulation.connection']({})).toEqual({
      joined: false,
      online: false,
      waiting: 0,
    });
    const id = commandId();
    await desk.client['circulation.lend']({
      ...scanned('C1'),
      commandId: id,
      readerId: 'reader-1',
    });
    const rows = [{ commandId: id, loanId: null }];
    expect(await desk.client['circulation.standing']({ rows })).toMatchObject([{ sync: 'alone' }]);
  });
});
