import { describe, expect, it } from 'vitest';
import { laneClock, nextId } from '../../../tests/support/central-lane.ts';
import { cardOf, counterScenes } from '../../../tests/support/ledger-scene.ts';
import { setLedger } from './keep.ts';

const scene = counterScenes();

describe('a loan where the library’s own system keeps the ledger', () => {
  it('is asked, and confirmed with the due date of the system', async () => {
    const { lend, loan, process, there } = await scene();
    const id = await lend('C1', 1);
    expect(await loan(id)).toMatchObject({ ledger: 'asked', closedOn: null });
    expect(there.done).toEqual([]);
    const { ledger } = process();
    expect(await ledger.state()).toMatchObject({ waiting: 1, state: 'unknown' });
    expect(await ledger.runDue()).toBe(1);
    expect(await loan(id)).toMatchObject({
      ledger: 'confirmed',
      dueOn: '2026-12-24T15:59:00.000Z',
    });
    expect(there.done).toEqual([`11 C1 ${cardOf(1)}`]);
    expect(await ledger.state()).toEqual({
      waiting: 0,
      waitingSince: null,
      state: 'answers',
      lastFault: null,
    });
  });

  it('comes back and goes out again in the order in which it happened', async () => {
    const { lend, back, loan, process, there, ledgers } = await scene();
    const first = await lend('C1', 1);
    await back('C1');
    const second = await lend('C1', 2);
    await back('C1');
    const third = await lend('C1', 1);
    const { ledger } = process();
    expect(await ledger.runDue()).toBe(5);
    expect(there.done).toEqual([
      `11 C1 ${cardOf(1)}`,
      '09 C1',
      `11 C1 ${cardOf(2)}`,
      '09 C1',
      `11 C1 ${cardOf(1)}`,
    ]);
    expect(await loan(first)).toMatchObject({ ledger: 'confirmed' });
    expect(await loan(second)).toMatchObject({ ledger: 'confirmed' });
    expect(await loan(third)).toMatchObject({ ledger: 'confirmed', closedOn: null });
    const { ours, theirs } = await ledgers();
    expect(ours).toEqual(theirs);
  });

  it('that is passed on from reader to reader comes back there before it goes out again', async () => {
    const { lend, desk, process, there, ledgers } = await scene();
    const { ledger } = process();
    await lend('C1', 1);
    await ledger.runDue();
    // Ids on either side of the first loan's: rows have no say in the order.
    for (const [from, to] of [
      [1, 2],
      [2, 3],
      [3, 1],
    ] as const) {
      const said = { scan: 'C1', fromCard: cardOf(from), card: cardOf(to) };
      const id = from === 2 ? `0${nextId()}` : nextId();
      expect(await desk.say('desk-a', 'transfer.desk', id, said)).toMatchObject({ code: 'ok' });
      expect(await ledger.runDue()).toBe(2);
    }
    expect(there.done.slice(1)).toEqual([
      '09 C1',
      `11 C1 ${cardOf(2)}`,
      '09 C1',
      `11 C1 ${cardOf(3)}`,
      '09 C1',
      `11 C1 ${cardOf(1)}`,
    ]);
    const { ours, theirs } = await ledgers();
    expect(ours).toEqual(theirs);
  });

  it('that is refused ends, with a case in the system’s own words and without the reader’s name', async () => {
    const { lend, loan, cases, process, there, ledgers } = await scene({ blocked: [cardOf(2)] });
    const id = await lend('C1', 2);
    await process().ledger.runDue();
    expect(await loan(id)).toMatchObject({ ledger: 'refused', ended: 'refused' });
    expect((await loan(id))?.closedOn).not.toBeNull();
    const [opened] = await cases('c1');
    expect(opened).toMatchObject({
      tried: 'loan.out',
      by: 'desk-a',
      desk: 'd1',
      loanId: id,
      readerId: 'reader-2',
      code: 'ledger_refused',
      facts: { action: 'lend_out', barcode: 'C1', message: '读者证已停用' },
    });
    expect(there.done).toEqual([]);
    const { ours, theirs } = await ledgers();
    expect(ours).toEqual(theirs);
  });

  it('is renewed there too, and has its old date again where that is refused', async () => {
    const { lend, loan, desk, process, there, cases } = await scene();
    const { ledger } = process();
    there.due = '20180706    235900';
    there.renewedDue = '20180805    235900';
    const id = await lend('C1', 1);
    await ledger.runDue();
    laneClock.forward(60 * 24 * 25);
    const renew = () => desk.say('desk-a', 'loan.renew', id, { loanId: id });
    expect(await renew()).toMatchObject({ code: 'ok' });
    await ledger.runDue();
    expect(await loan(id)).toMatchObject({ renewals: 1, dueOn: '2018-08-05T15:59:00.000Z' });
    there.blocked.add(cardOf(1));
    laneClock.forward(60 * 24 * 30);
    expect(await renew()).toMatchObject({ code: 'ok' });
    const asked = await loan(id);
    await ledger.runDue();
    expect(await loan(id)).toMatchObject({ renewals: 1, ledger: 'confirmed', closedOn: null });
    expect(asked).toMatchObject({ renewals: 2, ledger: 'asked' });
    expect(await cases('c1')).toMatchObject([{ tried: 'loan.renew', code: 'ledger_refused' }]);
  });

  it('keeps its own due date, marked, where the system names none', async () => {
    const { lend, loan, process, there } = await scene();
    const id = await lend('C1', 1);
    const before = await loan(id);
    there.faults.push({ code: '11', fault: 'no_due' }, { code: '17', fault: 'no_due' });
    await process().ledger.runDue();
    expect(await loan(id)).toMatchObject({ ledger: 'undated', dueOn: before?.dueOn });
  });

  it('that ends leaves a case where the system wants something done with the copy', async () => {
    const { lend, back, process, there, cases } = await scene();
    await lend('C1', 1);
    await back('C1');
    there.alerts.set('C1', '有读者预约');
    await process().ledger.runDue();
    expect(await cases('c1')).toMatchObject([
      { tried: 'loan.back', code: 'ledger_alert', facts: { message: '有读者预约 总馆' } },
    ]);
  });

  it('is asked by nobody once the service keeps the ledger again', async () => {
    const { lend, loan, lane, store } = await scene();
    await setLedger({ lane, newId: nextId }, 'built_in');
    const id = await lend('C1', 1);
    expect((await loan(id))?.ledger).toBeUndefined();
    expect(await store.jobs.waiting('ledger')).toMatchObject({ count: 0 });
  });

  it('is the service’s to say, not a desk’s and not a page’s', async () => {
    const { lend, desk, loan } = await scene();
    const id = await lend('C1', 1);
    const answer = {
      what: 'out',
      ok: false,
      due: null,
      dueBefore: null,
      message: '',
      alert: false,
      fault: null,
    };
    const said = { ...answer, commandId: 'x', by: 'x', desk: 'x' };
    expect(await desk.say('boss', 'loan.ledger', id, said)).toMatchObject({ refusal: 'forbidden' });
    expect(await desk.say('system', 'loan.ledger', id, said)).not.toMatchObject({ code: 'ok' });
    expect(await loan(id)).toMatchObject({ ledger: 'asked' });
    const row = { id: 'loan.ledger', ver: 1, value: 'built_in' };
    const saved = await desk.say('boss', 'policy.save', 'loan.ledger', { row });
    expect(saved).toMatchObject({ refusal: 'set_by_service' });
  });
});

describe('while the system is away', () => {
  it('everything goes on here, and is put down in order once it is back, as having happened', async () => {
    const { lend, back, there, process, ledgers, loan } = await scene();
    await there.stop();
    const ids = [await lend('C1', 1), await lend('C4', 2)];
    await back('C1');
    const { ledger, system } = process();
    expect(await ledger.runDue()).toBe(0);
    expect(await ledger.state()).toMatchObject({
      waiting: 3,
      state: 'away',
      lastFault: { code: 'unreachable' },
    });
    expect(await loan(ids[0] ?? '')).toMatchObject({ ledger: 'asked' });
    await there.start();
    await expect.poll(() => system.isResting()).toBe(false);
    expect(await ledger.runDue()).toBe(3);
    expect(there.done.toSorted()).toEqual(['09 C1', `11 C1 ${cardOf(1)}`, `11 C4 ${cardOf(2)}`]);
    const { ours, theirs } = await ledgers();
    expect(ours).toEqual(theirs);
    expect(await ledger.state()).toMatchObject({ waiting: 0, state: 'answers' });
  });

  it('a copy whose question fails holds up nothing but what shares it', async () => {
    const { lend, back, there, process, lines } = await scene();
    there.faults.push({ code: '11', fault: 'garbage' });
    await lend('C1', 1);
    await lend('C4', 2);
    await back('C1');
    const { ledger } = process(undefined, 1);
    expect(await ledger.runDue()).toBe(1);
    expect(there.done).toEqual([`11 C1 ${cardOf(1)}`, `11 C4 ${cardOf(2)}`]);
    // It rests a while, then is looked at first: it had been carried out.
    expect(await ledger.runDue()).toBe(0);
    laneClock.forward(0.05);
    expect(await ledger.runDue()).toBe(2);
    expect(there.done).toEqual([`11 C1 ${cardOf(1)}`, `11 C4 ${cardOf(2)}`, '09 C1']);
    expect(lines).toEqual([]);
  });

  it('a copy whose question fails holds up nothing else, however much waits for it', async () => {
    const { lend, back, loan, process, there } = await scene();
    for (let times = 0; times < 40; times += 1) {
      await lend('C1', 1);
      await back('C1');
    }
    const other = await lend('C4', 2);
    there.faults.push({ code: '11', fault: 'garbage' });
    const { ledger } = process();
    expect(await ledger.runDue()).toBe(1);
    expect(await loan(other)).toMatchObject({ ledger: 'confirmed' });
    expect(await ledger.state()).toMatchObject({ waiting: 80 });
  });

  it('a loan that is long over is told as having happened, and plainly to a system that knows no such thing', async () => {
    for (const diesOnNoBlock of [false, true]) {
      const { lend, there, process, ledgers } = await scene({ diesOnNoBlock });
      await lend('C1', 1);
      laneClock.forward(5);
      const { ledger } = process();
      await ledger.runDue();
      laneClock.forward(1);
      await ledger.runDue();
      expect(there.asked.filter((code) => code === '11')).toHaveLength(diesOnNoBlock ? 2 : 1);
      expect(there.done).toEqual([`11 C1 ${cardOf(1)}`]);
      const { ours, theirs } = await ledgers();
      expect(ours).toEqual(theirs);
    }
  });

  it('what cannot be asked while others are answered becomes a case, and its loan stands', async () => {
    const { lend, back, loan, there, process, cases, store } = await scene();
    const id = await lend('C1', 1);
    const { ledger } = process(undefined, 1);
    for (let times = 0; times < 9; times += 1) {
      there.faults.push({ code: '11', fault: 'drop_before' });
      await lend('C4', 2);
      await back('C4');
      await ledger.runDue();
      laneClock.forward(1);
    }
    expect(await cases('c1')).toMatchObject([
      { code: 'ledger_unasked', facts: { fault: 'closed', action: 'lend_out' } },
    ]);
    expect(await loan(id)).toMatchObject({ ledger: 'unasked', closedOn: null });
    expect(await store.jobs.waiting('ledger')).toMatchObject({ count: 0 });
    await lend('C5', 1);
    await back('C1');
    expect(await ledger.runDue()).toBe(2);
    expect(await loan(id)).toMatchObject({ ledger: 'confirmed', ended: 'desk' });
  });

  it('a system that takes connections and answers nobody ends no loan, however long it lasts', async () => {
    const { lend, back, loan, there, process, cases, ledgers } = await scene();
    for (let times = 0; times < 200; times += 1) {
      for (const code of ['11', '17']) there.faults.push({ code, fault: 'drop_after' });
    }
    const ids = [await lend('C1', 1), await lend('C4', 2), await lend('C5', 3)];
    const { ledger } = process();
    for (let times = 0; times < 30; times += 1) {
      await ledger.runDue();
      laneClock.forward(1);
    }
    for (const id of ids) expect(await loan(id)).toMatchObject({ ledger: 'asked', closedOn: null });
    for (const copy of ['c1', 'c4', 'c5']) expect(await cases(copy)).toEqual([]);
    there.faults.splice(0);
    await back('C1');
    expect(await ledger.runDue()).toBe(4);
    const { ours, theirs } = await ledgers();
    expect(theirs).toEqual(ours);
    expect(theirs).toMatchObject({ C1: null, C4: cardOf(2), C5: cardOf(3) });
  });
});
