// Returns of copies that are on no loan here: the system is told where it has them out, by a terminal that is not ours.

import { describe, expect, it } from 'vitest';
import { laneClock, nextId } from '../../../tests/support/central-lane.ts';
import { cardOf, counterScenes } from '../../../tests/support/ledger-scene.ts';
import type { Sip2Library } from '../../../tests/support/sip2-library.ts';
import { setLedger } from './keep.ts';

const counter = counterScenes();

async function scene(over: Partial<Sip2Library> = {}) {
  const made = await counter(over);
  const { there, process } = made;
  const copy = there.copies.get('C1');
  if (!copy) throw new Error('no copy');
  return {
    ...made,
    ...process(undefined, 1),
    copy,
    /** The system lends it at a terminal of its own. */
    lentThere: (reader: number) => void (copy.card = cardOf(reader)),
    questions: () => there.asked.filter((code) => ['09', '11', '17', '29'].includes(code)),
  };
}

describe('a return that ends no loan here', () => {
  it('is told where the copy was lent at a terminal of the system', async () => {
    const { lentThere, back, there, ledger, cases, copy } = await scene();
    lentThere(2);
    await back('C1');
    expect(await ledger.state()).toMatchObject({ waiting: 1 });
    expect(await ledger.runDue()).toBe(1);
    expect(there.done).toEqual(['09 C1']);
    expect(copy.card).toBeNull();
    expect(await cases('c1')).toEqual([]);
  });

  it('is told of a copy that was lost here, paid for and found', async () => {
    const { lend, back, desk, there, ledger, cases, ledgers } = await scene();
    const id = await lend('C1', 1);
    await ledger.runDue();
    expect(await desk.say('desk-a', 'loan.lost', id, { price: 4550 })).toMatchObject({
      code: 'ok',
    });
    expect(await desk.say('desk-a', 'loan.settle', id, { how: 'paid' })).toMatchObject({
      code: 'ok',
    });
    await back('C1');
    await ledger.runDue();
    expect(there.done).toEqual([`11 C1 ${cardOf(1)}`, '09 C1']);
    const { ours, theirs } = await ledgers();
    expect(ours).toEqual(theirs);
    expect(await cases('c1')).toEqual([]);
  });

  it('is only looked at where the system has the copy out to nobody', async () => {
    const { back, ledger, cases, questions } = await scene();
    await back('C1');
    await back('C1');
    expect(await ledger.runDue()).toBe(2);
    expect(questions()).toEqual(['17', '17']);
    expect(await cases('c1')).toEqual([]);
  });

  it('comes before the loan that follows it, and after the one that went before', async () => {
    const { lentThere, lend, back, there, ledger, ledgers } = await scene();
    lentThere(2);
    await back('C1');
    await lend('C1', 1);
    await back('C1');
    await back('C1');
    await lend('C1', 3);
    expect(await ledger.runDue()).toBe(5);
    expect(there.done).toEqual(['09 C1', `11 C1 ${cardOf(1)}`, '09 C1', `11 C1 ${cardOf(3)}`]);
    const { ours, theirs } = await ledgers();
    expect(ours).toEqual(theirs);
  });

  it('counts from the day that is named for the book drop', async () => {
    const { lentThere, desk, there, ledger } = await scene();
    lentThere(2);
    laneClock.forward(60 * 24);
    const drop = { scan: 'C1', day: '2018-06-06' };
    expect(await desk.say('desk-a', 'loan.back', 'c1', drop)).toMatchObject({ code: 'ok' });
    await ledger.runDue();
    const told = there.heard.find(({ code }) => code === '09');
    expect(told?.fixed).toMatchObject({ returned: expect.stringMatching(/^20180606 /u) });
  });

  it.each(['drop_before', 'drop_after'] as const)(
    'is carried out once though its answer is lost (%s)',
    async (fault) => {
      const { lentThere, back, there, ledger, cases } = await scene({ namesHolder: true });
      lentThere(2);
      there.faults.push({ code: '09', fault });
      await back('C1');
      expect(await ledger.runDue()).toBe(0);
      laneClock.forward(1);
      expect(await ledger.runDue()).toBe(1);
      expect(there.done).toEqual(['09 C1']);
      expect(await cases('c1')).toEqual([]);
    },
  );

  it('is asked about by a person where the copy may have been lent there since', async () => {
    const { lentThere, back, there, ledger, cases, copy } = await scene();
    await back('C1');
    laneClock.forward(60);
    lentThere(3);
    expect(await ledger.runDue()).toBe(1);
    expect(there.done).toEqual([]);
    expect(copy.card).toBe(cardOf(3));
    expect(await cases('c1')).toMatchObject([
      { code: 'ledger_late', tried: 'loan.back', by: 'desk-a', facts: { barcode: 'C1' } },
    ]);
  });

  it('is a case in the system’s words where it wants something done', async () => {
    const { lentThere, back, there, ledger, cases } = await scene();
    lentThere(2);
    there.alerts.set('C1', '请送东校区');
    await back('C1');
    await ledger.runDue();
    expect(await cases('c1')).toMatchObject([
      { code: 'ledger_alert', desk: 'd1', facts: { barcode: 'C1', message: '请送东校区 总馆' } },
    ]);
  });

  it('is a case where the system refuses it, without the name of who has it there', async () => {
    const { lentThere, back, system, ledger, cases, copy } = await scene({ namesHolder: true });
    lentThere(2);
    const messages = [`${cardOf(2)} 有未缴费用`];
    system.checkIn = async () => ({ is: 'refused', messages, facts: {} });
    await back('C1');
    await ledger.runDue();
    expect(copy.card).toBe(cardOf(2));
    expect(await cases('c1')).toMatchObject([
      { code: 'ledger_refused', readerId: null, by: 'desk-a', facts: { message: '* 有未缴费用' } },
    ]);
  });

  it('is a case where no answer can be got to it, while others are answered', async () => {
    const { lentThere, lend, back, there, ledger, cases } = await scene();
    lentThere(2);
    await back('C1');
    for (let time = 0; time < 9; time += 1) {
      there.faults.push({ code: '09', fault: 'drop_before' });
      await lend('C4', 2);
      await back('C4');
      await ledger.runDue();
      laneClock.forward(1);
    }
    expect(await cases('c1')).toMatchObject([{ code: 'ledger_unasked' }]);
    expect(await ledger.state()).toMatchObject({ waiting: 0 });
  });
});

it('nothing is told where the library keeps the ledger itself, or a person says so', async () => {
  const { lane, back, desk, ledger, cases, there } = await scene();
  await setLedger({ lane, newId: nextId }, 'built_in');
  await back('C1');
  expect(await ledger.state()).toMatchObject({ waiting: 0 });
  const said = { answer: 'late', message: '', kind: '', fault: null, scannedOn: laneClock.now() };
  const input = { ...said, commandId: nextId(), by: 'desk-a', desk: 'd1' };
  expect(await desk.say('boss', 'copy.ledger', 'c1', input)).toMatchObject({
    refusal: 'forbidden',
  });
  expect(await cases('c1')).toEqual([]);
  expect(there.asked).toEqual([]);
});
