// What is lent at the desk stands in the figures of loans at once, by its day and channel; use in the library does not.

import { expect, it } from 'vitest';
import { commandId, openTestDesk, testClock } from '../../../../tests/support/desk-core.ts';

it('counts the loans of today by channel', async () => {
  const clock = testClock('2018-06-06T02:00:00.000Z');
  const desk = await openTestDesk({ clock });
  await desk.signIn('boss');
  const { client } = desk;
  const scan = (text: string) => ({ commandId: commandId(), text, source: 'wedge' as const });
  for (const text of ['C1', 'C4']) {
    const lent = await client['circulation.lend']({ ...scan(text), readerId: 'reader-1' });
    expect(lent).toMatchObject({ kind: 'lent' });
  }
  clock.forward(24 * 60);
  await client['session.signOut']({});
  await desk.signIn('boss');
  await client['circulation.lend']({ ...scan('C5'), readerId: 'reader-2' });
  await client['circulation.inHouse'](scan('C2'));
  const day = { from: '2018-06-06', to: '2018-06-07', grain: 'day' as const };
  const all = { queue: null, campus: null, collection: null, category: null };
  const ask = { ...day, ...all, compare: 'none' as const };
  const loans = await client['figures.figure']({ ...ask, figure: 'loans' });
  expect(loans.series[0]?.values).toEqual([2, 1]);
  const channels = await client['figures.figure']({ ...ask, figure: 'loan_channels' });
  expect(channels.series.map(({ key, values }) => [key, values])).toEqual([['desk', [2, 1]]]);
  await desk.close();
});
