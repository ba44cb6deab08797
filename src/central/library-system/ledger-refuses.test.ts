// Loans and renewals that stood here and that the library's own system refuses: nobody is left with what is not so.

import { describe, expect, it } from 'vitest';
import { laneClock, nextId } from '../../../tests/support/central-lane.ts';
import { cardOf, counterScenes } from '../../../tests/support/ledger-scene.ts';
import { sha256 } from '../../node/env.ts';
import { namedId } from '../../shared/lib/ids.ts';

const counter = counterScenes();

async function scene() {
  const made = await counter();
  const { lane, store, desk } = made;
  return {
    ...made,
    hold: (id: string) => lane.look((world) => world.get('hold', id)),
    async place(reader: number) {
      const id = nextId();
      const titleId = (await lane.look((world) => world.get('copy', 'c4')))?.titleId ?? '';
      const said = { titleId, card: cardOf(reader), campus: 'north', kind: 'hold' };
      expect(await desk.say('desk-a', 'hold.place', id, said)).toMatchObject({ code: 'ok' });
      return id;
    },
    /** Codes and days of what the reader is told. */
    async told(readerId: string) {
      const jobs = await store.jobs.list('notice', 100);
      const ids = jobs.map(({ body }) => String(body['noticeId']));
      const all = await lane.look((world) => Promise.all(ids.map((id) => world.get('notice', id))));
      const own = all.flatMap((each) => (each?.readerId === readerId ? [each] : []));
      return own
        .toSorted((a, b) => (a.at < b.at ? -1 : 1))
        .map(({ code, facts }) => [code, facts['day']]);
    },
    /** Loans of copy C4's collection to students, counted for the day. */
    counted: (day: string) =>
      lane.look(async (world, env) => {
        const copy = await world.get('copy', 'c4');
        const reader = await world.get('reader', 'reader-2');
        const campus = env.settings.place(copy?.home ?? '')?.campus ?? '';
        const of = [day, 'loans', campus, copy?.home, 'desk', reader?.category];
        return (await world.get('daily', namedId('daily', of.join('/'), sha256)))?.count ?? 0;
      }),
  };
}

describe('a loan that is refused after it stood here', () => {
  it('gives the reader the old place in the queue again, and is counted nowhere', async () => {
    const { lend, back, place, hold, process, counted, there, loan } = await scene();
    const { ledger } = process();
    await lend('C4', 1);
    const mine = await place(2);
    laneClock.forward(1);
    const theirs = await place(3);
    await back('C4');
    await ledger.runDue();
    expect(await hold(mine)).toMatchObject({ status: 'ready', copyId: 'c4' });
    there.blocked.add(cardOf(2));
    const id = await lend('C4', 2);
    const day = (await loan(id))?.lentOn.slice(0, 10) ?? '';
    const before = await counted(day);
    expect(await hold(mine)).toMatchObject({ status: 'closed', outcome: 'lent' });
    await ledger.runDue();
    expect(await loan(id)).toMatchObject({ ended: 'refused' });
    // The copy is free again, and kept for whoever was first.
    expect(await hold(mine)).toMatchObject({ status: 'ready', copyId: 'c4' });
    expect(await hold(mine)).not.toHaveProperty('outcome');
    expect(await hold(theirs)).toMatchObject({ status: 'waiting' });
    expect(await counted(day)).toBe(before - 1);
  });

  it('is told to whoever has left the desk, and to nobody who still stands there', async () => {
    const { lend, process, there, told } = await scene();
    const { ledger } = process();
    there.blocked.add(cardOf(2)).add(cardOf(3));
    await lend('C4', 2);
    await ledger.runDue();
    expect(await told('reader-2')).toEqual([]);
    await lend('C5', 3);
    laneClock.forward(3);
    await ledger.runDue();
    expect(await told('reader-3')).toEqual([['loan.refused', '2018-07-06']]);
  });
});

it('a renewal that is refused is told with the day that counts', async () => {
  const { lend, process, there, told, desk, loan } = await scene();
  const { ledger } = process();
  there.due = '20180706    235900';
  const id = await lend('C4', 2);
  await ledger.runDue();
  laneClock.forward(60 * 24 * 25);
  there.blocked.add(cardOf(2));
  const renewed = { loanId: id };
  expect(await desk.say('desk-a', 'loan.renew', id, renewed)).toMatchObject({ code: 'ok' });
  laneClock.forward(1);
  await ledger.runDue();
  expect(await told('reader-2')).toEqual([
    ['loan.renewed', '2018-07-31'],
    ['loan.renewal_refused', '2018-07-06'],
  ]);
  expect(await loan(id)).toMatchObject({ dueOn: '2018-07-06T15:59:00.000Z' });
});
