import { describe, expect, it } from 'vitest';
import { laneClock, nextId } from '../../../tests/support/central-lane.ts';
import { cardOf, counterScenes } from '../../../tests/support/ledger-scene.ts';
import { textsOfRows } from '../sync/private-of.ts';

const scene = counterScenes();

describe('the system’s own words', () => {
  it('may name anybody: desks have them while the case is open, the log never', async () => {
    const { lend, back, desk, process, there, cases, store } = await scene();
    await lend('C1', 1);
    await back('C1');
    there.alerts.set('C1', `读者李四（${cardOf(2)}）已预约`);
    await process().ledger.runDue();
    const [opened] = await cases('c1');
    expect(opened).toMatchObject({ code: 'ledger_alert' });
    expect(opened?.facts['message']).toContain('李四');
    const told = async () => {
      const log = await store.reads.log(0, 1000);
      expect(log.filter(({ image }) => image?.includes('李四'))).toEqual([]);
      expect(log.filter(({ image }) => image?.includes('ledger_alert'))).not.toEqual([]);
      const rows = log.filter(({ kind }) => kind === 'circulation_case');
      return (await textsOfRows(store.reads, rows)).map(({ text, request }) => ({
        ...text,
        request,
      }));
    };
    expect(await told()).toMatchObject([
      { id: opened?.id, request: null, text: { 'facts.message': expect.stringContaining('李四') } },
    ]);
    const close = { note: '已放上预约架' };
    const closed = await desk.say('chief', 'circulation_case.close', opened?.id ?? '', close);
    expect(closed).toMatchObject({ code: 'ok' });
    expect(await told()).toEqual([]);
  });
});

describe('an answer that comes after the loan has changed', () => {
  const recalled = async (desk: Awaited<ReturnType<typeof scene>>['desk']) => {
    const hold = { titleId: 't3', copyId: 'c4', card: cardOf(2), kind: 'recall', campus: 'north' };
    expect(await desk.say('desk-a', 'hold.place', nextId(), hold)).toMatchObject({ code: 'ok' });
  };

  it('leaves a date that was brought forward, unless the system’s own is earlier', async () => {
    for (const [there_, kept] of [
      ['20180806    235900', true],
      ['20180608    235900', false],
    ] as const) {
      const { lend, loan, desk, process, there } = await scene();
      there.due = there_;
      const id = await lend('C4', 1);
      const lent = await loan(id);
      await recalled(desk);
      const before = await loan(id);
      expect(before?.dueOn).not.toBe(lent?.dueOn);
      await process().ledger.runDue();
      const dueOn = kept ? before?.dueOn : '2018-06-08T15:59:00.000Z';
      expect(await loan(id)).toMatchObject({ ledger: 'confirmed', dueOn });
    }
  });

  it('is not the answer to a renewal that is still asked for', async () => {
    const { lend, loan, desk, process, there } = await scene();
    there.due = '20180706    235900';
    there.renewedDue = '20180805    235900';
    const id = await lend('C1', 1);
    laneClock.forward(60 * 24 * 25);
    expect(await desk.say('desk-a', 'loan.renew', id, { loanId: id })).toMatchObject({
      code: 'ok',
    });
    const renewed = await loan(id);
    // The loan is answered for, and the renewal not yet.
    there.faults.push({ code: '29', fault: 'drop_before' });
    const { ledger } = process(undefined, 1);
    expect(await ledger.runDue()).toBe(1);
    expect(await loan(id)).toMatchObject({ ledger: 'asked', dueOn: renewed?.dueOn, renewals: 1 });
    laneClock.forward(1);
    expect(await ledger.runDue()).toBe(1);
    expect(await loan(id)).toMatchObject({
      ledger: 'confirmed',
      dueOn: '2018-08-05T15:59:00.000Z',
      renewals: 1,
    });
  });

  it('that refuses a renewal does not undo a recall', async () => {
    const { lend, loan, desk, process, there } = await scene();
    there.due = '20180706    235900';
    const id = await lend('C4', 1);
    const { ledger } = process();
    await ledger.runDue();
    laneClock.forward(60 * 24 * 12);
    expect(await desk.say('desk-a', 'loan.renew', id, { loanId: id })).toMatchObject({
      code: 'ok',
    });
    await recalled(desk);
    const called = await loan(id);
    there.blocked.add(cardOf(1));
    await ledger.runDue();
    expect(await loan(id)).toMatchObject({ ledger: 'confirmed', dueOn: called?.dueOn });
    expect(called?.dueOn.slice(0, 7)).toBe('2018-06');
  });
});

describe('a loan that was brought back before the system refused it', () => {
  it('is one case, and its return is not asked for of a system that never lent it', async () => {
    const { lend, back, loan, process, there, cases } = await scene({ blocked: [cardOf(2)] });
    const id = await lend('C1', 2);
    await back('C1');
    // The system has the copy out to somebody else.
    const copy = there.copies.get('C1');
    if (copy) copy.card = cardOf(3);
    await process().ledger.runDue();
    expect(await loan(id)).toMatchObject({ ledger: 'refused', ended: 'desk' });
    expect(await cases('c1')).toMatchObject([{ tried: 'loan.out', code: 'ledger_refused' }]);
    expect(there.done).toEqual([]);
    expect(there.copies.get('C1')?.card).toBe(cardOf(3));
  });
});

describe('a return whose answer was lost', () => {
  it('is looked at before it is made again: it does not end the loan of who has the copy by then', async () => {
    for (const names of [true, false]) {
      const { lend, back, loan, process, there, cases } = await scene({ namesHolder: names });
      const id = await lend('C1', 1);
      const { ledger } = process(undefined, 1);
      await ledger.runDue();
      await back('C1');
      there.faults.push({ code: '09', fault: 'drop_after' });
      expect(await ledger.runDue()).toBe(0);
      // Another terminal of the system has lent the copy by now.
      const copy = there.copies.get('C1');
      if (copy) copy.card = cardOf(3);
      laneClock.forward(1);
      expect(await ledger.runDue()).toBe(1);
      expect(there.copies.get('C1')?.card).toBe(cardOf(3));
      expect(there.done).toEqual([`11 C1 ${cardOf(1)}`, '09 C1']);
      expect(await loan(id)).toMatchObject({ ledger: 'confirmed', ended: 'desk' });
      expect(await cases('c1')).toEqual([]);
    }
  });

  it('is made again where it was not carried out', async () => {
    const { lend, back, process, there, ledgers } = await scene();
    await lend('C1', 1);
    const { ledger } = process(undefined, 1);
    await ledger.runDue();
    await back('C1');
    there.faults.push({ code: '09', fault: 'drop_before' });
    expect(await ledger.runDue()).toBe(0);
    laneClock.forward(1);
    expect(await ledger.runDue()).toBe(1);
    expect(there.done).toEqual([`11 C1 ${cardOf(1)}`, '09 C1']);
    const { ours, theirs } = await ledgers();
    expect(theirs).toEqual(ours);
  });
});

describe('two cards that become one reader while the ledger waits', () => {
  it('are told by the card that stays, for what is open and for what has ended', async () => {
    const { lend, back, loan, desk, process, there, cases, ledgers } = await scene();
    const over = await lend('C1', 1);
    await back('C1');
    const goes = await lend('C4', 1);
    const merge = { into: 'reader-2', secondPerson: 'chief' };
    expect(await desk.say('boss', 'reader.merge', 'reader-1', merge)).toMatchObject({ code: 'ok' });
    expect(await process().ledger.runDue()).toBe(3);
    expect(await loan(over)).toMatchObject({ ledger: 'confirmed', ended: 'desk' });
    expect(await loan(goes)).toMatchObject({
      ledger: 'confirmed',
      closedOn: null,
      readerId: 'reader-2',
    });
    expect(there.done).toEqual([`11 C1 ${cardOf(2)}`, '09 C1', `11 C4 ${cardOf(2)}`]);
    for (const copy of ['c1', 'c4']) expect(await cases(copy)).toEqual([]);
    const { ours, theirs } = await ledgers();
    expect(theirs).toEqual(ours);
  });
});
