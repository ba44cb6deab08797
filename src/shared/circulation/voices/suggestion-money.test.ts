// What a suggestion costs: committed in a fund when it is ordered, spent when it is here, given back when it is declined.

import { describe, expect, it } from 'vitest';
import { modelDesk } from '../../../../tests/support/model-desk.ts';

const wish = { isbn: '9787111213826', bookTitle: '数据库系统', price: 4800 };

async function accepted() {
  const desk = modelDesk();
  await desk.do('reader-1', 'suggestion.send', 's1', wish);
  await desk.do('buyer-a', 'suggestion.decide', 's1', { accept: true });
  const fund = async (id = 'fund') => {
    const row = await desk.world.get('fund', id);
    return [row?.encumbered, row?.spent];
  };
  const order = (input: Record<string, unknown>) =>
    desk.do('buyer-a', 'suggestion.order', 's1', input);
  const refused = (input: Record<string, unknown>) =>
    desk.send('buyer-a', 'suggestion.order', 's1', input);
  return { desk, fund, order, refused };
}

describe('an ordered suggestion', () => {
  it('commits its price in the fund that is chosen, and turns it into an expenditure when it is here', async () => {
    const { desk, fund, order } = await accepted();
    const [encumbered = 0, spent = 0] = await fund();
    await order({ fundId: 'fund' });
    expect(await fund()).toEqual([encumbered + 4800, spent]);
    const title = await desk.world.get('title', 't2');
    if (title) desk.world.put('title', { ...title, isbn: wish.isbn });
    await desk.do('buyer-a', 'suggestion.arrive', 's1', { titleId: 't2', price: 4500 });
    expect(await fund()).toEqual([encumbered, spent + 4500]);
    const [row] = desk.world.all('suggestion');
    expect(row).toMatchObject({ state: 'arrived', fundId: 'fund', charge: 4500 });
  });

  it('is refused without a fund, over what is free, and where the fund is closed', async () => {
    const { desk, fund, order, refused } = await accepted();
    expect(await refused({})).toMatchObject({ code: 'fund_missing' });
    expect(await refused({ fundId: 'nowhere' })).toMatchObject({ code: 'fund_missing' });
    expect(await refused({ fundId: 'small', price: 6001 })).toMatchObject({
      code: 'fund_exhausted',
      facts: { fund: 'S2018', free: 6000, asked: 6001 },
    });
    const small = await desk.world.get('fund', 'small');
    desk.world.put('fund', { ...small, lastDay: '2017-12-31' } as never);
    expect(await refused({ fundId: 'small' })).toMatchObject({ code: 'fund_closed' });
    expect(await fund('small')).toEqual([0, 0]);
    await order({ fundId: 'fund' });
  });

  it('gives the money back when the bookseller cannot supply it', async () => {
    const { desk, fund, order } = await accepted();
    const before = await fund();
    await order({ fundId: 'fund' });
    await desk.do('buyer-a', 'suggestion.decide', 's1', { reason: 'supplier' });
    expect(await fund()).toEqual(before);
  });

  it('needs a price, where the reader has named none', async () => {
    const desk = modelDesk();
    await desk.do('reader-1', 'suggestion.send', 's1', { bookTitle: '无价' });
    await desk.do('buyer-a', 'suggestion.decide', 's1', { accept: true });
    const bare = { fundId: 'fund' };
    expect(await desk.refused('buyer-a', 'suggestion.order', 's1', bare)).toBe('missing_input');
  });
});
