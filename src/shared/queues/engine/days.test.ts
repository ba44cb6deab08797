import { describe, expect, it } from 'vitest';
import { beginStory } from '../../../../tests/support/story.ts';
import { isDay } from '../../library/zone.ts';

const line = {
  readerId: 'reader-1',
  isbn: '9780262033848',
  bookTitle: '算法导论',
  price: 100,
  vendorId: 'vendor',
  way: 'post',
};

describe('days that cannot be reckoned with', () => {
  it.each(['9999-12-31', '0001-01-01', '2019-02-31', '2018-99-99', '2018-6-7', '1899-12-31'])(
    'such as %s are no day for an order or a slot',
    async (day) => {
      const story = beginStory();
      const id = await story.submits('desk-a', 'purchase', line);
      await story.does('buyer-a', 'purchase.approve', id, { fundId: 'fund', price: 100 });
      const order = { price: 100, expectedOn: day };
      expect(await story.does('buyer-a', 'purchase.order', id, order)).toBe('bad_input');
      const delivery = { readerId: 'reader-1', copyId: 'c1', address: 'n-door' };
      const slot = `${day} 15:00-17:00`;
      await expect(story.submits('desk-a', 'delivery', { ...delivery, slot })).rejects.toThrow(
        'bad_input',
      );
    },
  );

  it('are told from days', () => {
    expect(['2018-06-06', '2020-02-29', '2199-12-31', '1900-01-01'].every(isDay)).toBe(true);
    expect(isDay('2019-02-29')).toBe(false);
  });
});
