// A wished book has come: who waits for it from then on, where they collect it, and that nothing is decided on twice.

import { beforeEach, describe, expect, it } from 'vitest';
import { modelDesk } from '../../../../tests/support/model-desk.ts';

let desk: ReturnType<typeof modelDesk>;

/** Three readers wish for one book, the second of the southern campus; it is to be bought. */
beforeEach(async () => {
  desk = modelDesk();
  const south = await desk.world.get('reader', 'reader-2');
  if (south) desk.world.put('reader', { ...south, campus: 'south' });
  const wish = { isbn: '9787111213826', bookTitle: '数据库系统' };
  for (const reader of ['1', '2', '3']) {
    await desk.do(`reader-${reader}`, 'suggestion.send', `s${reader}`, wish);
  }
  await desk.do('buyer-a', 'suggestion.decide', 's1', { accept: true });
});

const arrive = () => desk.do('buyer-a', 'suggestion.arrive', 's1', { titleId: 't3' });
const holds = () =>
  desk.world
    .all('hold')
    .filter(({ status }) => status !== 'closed')
    .map(({ readerId, pickupCampus }) => `${readerId} ${pickupCampus}`);

describe('a wished book that has come', () => {
  it('waits for each reader on the campus of their own', async () => {
    await arrive();
    expect(holds()).toEqual(['reader-1 north', 'reader-2 south', 'reader-3 north']);
  });

  it('is asked for once by whoever waits for it already, and not at all by whoever has it', async () => {
    await desk.do('desk-a', 'loan.out', 'l1', { scan: 'C5', card: 'reader-3' });
    const own = { titleId: 't3', card: 'reader-2', campus: 'north', kind: 'hold' };
    await desk.do('desk-a', 'hold.place', 'h2', own);
    const done = await arrive();
    expect(done.remarks).toContainEqual({ code: 'suggestion_holds', facts: { holds: 1 } });
    expect(holds().toSorted()).toEqual(['reader-1 north', 'reader-2 north']);
  });
});

it('tells nobody twice that the book is to be bought', async () => {
  const told = desk.world.all('notice').length;
  const accept = { accept: true };
  expect(await desk.refused('buyer-a', 'suggestion.decide', 's1', accept)).toBe('suggestion_moved');
  expect(desk.world.all('notice')).toHaveLength(told);
});
