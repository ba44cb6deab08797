// Systems that name a reader otherwise than we do: in a form of their own, or by a card that was merged or changed here.

import { describe, expect, it } from 'vitest';
import { laneClock, nextId } from '../../../tests/support/central-lane.ts';
import { cardOf, counterScenes } from '../../../tests/support/ledger-scene.ts';
import type { Sip2Library } from '../../../tests/support/sip2-library.ts';
import { eraseReader } from '../erasing/erase-reader.ts';

const counter = counterScenes();

async function scene(over: Partial<Sip2Library> = {}) {
  const made = await counter(over);
  const { desk, process, there } = made;
  there.due = '20180706    235900';
  there.renewedDue = '20180805    235900';
  const { ledger } = process(undefined, 1);
  return {
    ...made,
    ledger,
    async merge() {
      const input = { into: 'reader-2', secondPerson: 'chief' };
      expect(await desk.say('boss', 'reader.merge', 'reader-1', input)).toMatchObject({
        code: 'ok',
      });
    },
    async renew(id: string) {
      laneClock.forward(60 * 24 * 25);
      expect(await desk.say('desk-a', 'loan.renew', id, { loanId: id })).toMatchObject({
        code: 'ok',
      });
      await ledger.runDue();
    },
    /** The next question with that code gets no answer; then all goes on. */
    async cutOnce(code: string, fault: 'drop_before' | 'drop_after') {
      there.faults.push({ code, fault });
      expect(await ledger.runDue()).toBe(0);
      laneClock.forward(1);
      expect(await ledger.runDue()).toBe(1);
    },
  };
}

/** Names in a form of the system's own. */
const prefixed = (card: string) => `P${card}`;
const LOAN = `11 C1 ${cardOf(1)}`;
/** What a system says that it does, without patron information. */
const NO_READERS = 'YYYYYYYNYYYNYYYN';

describe('a system that names readers in a form of its own', () => {
  it.each([undefined, NO_READERS])(
    'is asked for a return again that it did not hear of (BX %s)',
    async (bx) => {
      const { lend, back, loan, there, cases, ledger, cutOnce } = await scene({
        namesHolder: prefixed,
        ...(bx === undefined ? {} : { bx }),
      });
      const id = await lend('C1', 1);
      await ledger.runDue();
      await back('C1');
      await cutOnce('09', 'drop_before');
      expect(there.done).toEqual([LOAN, '09 C1']);
      expect(await loan(id)).toMatchObject({ ledger: 'confirmed', ended: 'desk' });
      expect(await cases('c1')).toEqual([]);
    },
  );

  it('has lent what it lists of the reader', async () => {
    const { lend, loan, there, cases, cutOnce } = await scene({ namesHolder: prefixed });
    const id = await lend('C1', 1);
    await cutOnce('11', 'drop_after');
    expect(there.done).toEqual([LOAN]);
    expect(there.asked.filter((code) => code === '11')).toHaveLength(1);
    expect(await loan(id)).toMatchObject({
      ledger: 'confirmed',
      closedOn: null,
      dueOn: '2018-07-06T15:59:00.000Z',
    });
    expect(await cases('c1')).toEqual([]);
  });

  it('and lists nothing: a loan that it may have put down stands, with a case, and ends there too', async () => {
    const { lend, back, loan, there, cases, cutOnce, ledger } = await scene({
      namesHolder: prefixed,
      bx: NO_READERS,
    });
    const id = await lend('C1', 1);
    await cutOnce('11', 'drop_after');
    expect(await loan(id)).toMatchObject({ ledger: 'unasked', closedOn: null });
    expect(await cases('c1')).toMatchObject([
      { tried: 'loan.ledger', code: 'ledger_unclear', facts: { message: '图书已借出' } },
    ]);
    await back('C1');
    await ledger.runDue();
    expect(there.done).toEqual([LOAN, '09 C1']);
    expect(await loan(id)).toMatchObject({ ledger: 'confirmed', ended: 'desk' });
  });

  it('has not lent what is another reader’s there', async () => {
    const { lend, loan, there, cases, cutOnce } = await scene({ namesHolder: true });
    const copy = there.copies.get('C1');
    if (copy) copy.card = cardOf(3);
    const id = await lend('C1', 1);
    await cutOnce('11', 'drop_before');
    expect(await loan(id)).toMatchObject({ ledger: 'refused', ended: 'refused' });
    expect(await cases('c1')).toMatchObject([{ code: 'ledger_refused' }]);
  });
});

describe.each([true, false, prefixed])('a card that was merged here (names: %s)', (namesHolder) => {
  it('is still the one of what was charged to it: a return is asked for again', async () => {
    const { lend, back, loan, there, cases, ledger, merge, cutOnce } = await scene({ namesHolder });
    const id = await lend('C1', 1);
    await ledger.runDue();
    await merge();
    await back('C1');
    await cutOnce('09', 'drop_before');
    expect(there.done).toEqual([LOAN, '09 C1']);
    expect(await loan(id)).toMatchObject({ ledger: 'confirmed', ended: 'desk' });
    expect(await cases('c1')).toEqual([]);
  });

  it('is the one under which a loan goes on', async () => {
    const { lend, loan, there, cases, ledger, merge, renew } = await scene({ namesHolder });
    const id = await lend('C1', 1);
    await ledger.runDue();
    await merge();
    await renew(id);
    expect(there.done).toEqual([LOAN, `29 C1 ${cardOf(1)}`]);
    expect(await loan(id)).toMatchObject({
      ledger: 'confirmed',
      renewals: 1,
      dueOn: '2018-08-05T15:59:00.000Z',
    });
    expect(await cases('c1')).toEqual([]);
  });
});

it('a card that was changed here is asked for where the new one is refused', async () => {
  const { lend, loan, desk, there, ledger, renew } = await scene();
  const id = await lend('C1', 1);
  await ledger.runDue();
  const change = { card: '1800000099' };
  expect(await desk.say('boss', 'reader.change', 'reader-1', change)).toMatchObject({ code: 'ok' });
  await renew(id);
  expect(there.done).toEqual([LOAN, `29 C1 ${cardOf(1)}`]);
  expect(await loan(id)).toMatchObject({ ledger: 'confirmed', renewals: 1 });
});

it('a former card is in no row of the log, and is erased with its reader', async () => {
  const { lend, back, lane, store, ledger, merge } = await scene();
  await lend('C1', 1);
  await ledger.runDue();
  await merge();
  await back('C1');
  await ledger.runDue();
  const kept = () => lane.look((world) => world.get('private', 'reader-2'));
  expect(await kept()).toMatchObject({ formerCards: [cardOf(1)] });
  const log = await store.reads.log(0, 1000);
  expect(log.filter(({ image }) => image?.includes(cardOf(1)))).toEqual([]);
  const parts = { store, lane, newId: nextId };
  expect(await eraseReader(parts, 'reader-2', 'boss')).toMatchObject({ requests: 0 });
  expect((await kept())?.formerCards ?? []).toEqual([]);
  const all: string[] = [];
  await store.dump(async (_, rows) => void all.push(JSON.stringify(rows)));
  expect(all.filter((rows) => rows.includes(cardOf(1)))).toEqual([]);
});
