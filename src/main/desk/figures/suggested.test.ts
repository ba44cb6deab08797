// Orders of suggested books stand in the figure of the funds from the day of the order, as an expenditure once they are here.

import { expect, it } from 'vitest';
import { commandId, openTestDesk, testClock } from '../../../../tests/support/desk-core.ts';

const DAY = 24 * 60;

it('counts what suggested books commit and spend, day by day, and gives back what is declined', async () => {
  const clock = testClock('2018-06-06T02:00:00.000Z');
  const desk = await openTestDesk({ clock });
  const { client } = desk;
  const act = async (
    act: 'send' | 'decide' | 'order' | 'arrive',
    entity: string | null,
    input: Record<string, unknown>,
  ) => {
    const asked = { commandId: commandId(), act: `suggestion.${act}` as const, entity, input };
    const done = await client['feedback.act'](asked);
    if (!done.ok) throw new Error(`${act}: ${done.code} ${JSON.stringify(done.facts)}`);
    return done.entity;
  };
  const days = { from: '2018-06-06', to: '2018-06-09', grain: 'day' as const };
  const all = { queue: null, campus: null, collection: null, category: null };
  const burn = (part: { campus?: string } = {}) =>
    client['figures.figure']({
      ...days,
      ...all,
      compare: 'none',
      figure: 'fund_burn',
      ...part,
    });
  const rows = ({ series }: Awaited<ReturnType<typeof burn>>) =>
    Object.fromEntries(series.map(({ key, values }) => [key, values]));
  await desk.signIn('desk-a');
  const wish = { readerId: 'reader-1', campus: 'north' };
  const first = await act('send', null, { ...wish, bookTitle: '数据库系统', price: 4800 });
  const second = await act('send', null, { ...wish, bookTitle: '数据结构', price: 3000 });
  await desk.signIn('buyer-a');
  for (const id of [first, second]) {
    await act('decide', id, { accept: true });
    await act('order', id, { fundId: 'fund' });
  }
  clock.forward(DAY);
  await desk.signIn('buyer-a');
  await act('decide', second, { accept: false, reason: 'supplier' });
  clock.forward(DAY);
  await desk.signIn('buyer-a');
  await act('arrive', first, { titleId: 't2', price: 4500 });
  clock.forward(DAY);
  await desk.signIn('boss');
  const told = await burn();
  expect(rows(told)).toMatchObject({
    committed: [7500, 4500, 0, 0],
    spent: [0, 0, 4500, 4500],
  });
  expect(told.notes).toContain('with_suggestions');
  expect(rows(await burn({ campus: 'south' }))).toMatchObject({ spent: [0, 0, 0, 0] });
  const north = rows(await burn({ campus: 'north' }));
  expect(north['spent']).toEqual([0, 0, 4500, 4500]);
  await desk.close();
});
