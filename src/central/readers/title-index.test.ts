import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { laneClock, laneOver } from '../../../tests/support/central-lane.ts';
import { realTimers } from '../../../tests/support/notice-scene.ts';
import { readerScene } from '../../../tests/support/reader-scene.ts';
import { holdsText } from '../../shared/library/search-tokens.ts';
import { createReaderService } from './reader-service.ts';
import { MOST_HITS, createTitleIndex } from './title-index.ts';

const signs = fc.constantFrom(...'红楼梦史记数学Ａａ1 .Tp𠮷');
const text = fc.array(signs, { minLength: 1, maxLength: 12 }).map((each) => each.join(''));

describe('the index of titles', () => {
  it('finds exactly the titles that hold every word', () => {
    fc.assert(
      fc.property(fc.array(text, { maxLength: 30 }), text, (titles, typed) => {
        const index = createTitleIndex();
        for (const [n, title] of titles.entries()) index.add(String(n), title);
        const wanted = titles.flatMap((title, n) => (holdsText(title, typed) ? [String(n)] : []));
        const expected = typed.trim() === '' ? [] : wanted;
        expect(index.find(typed).ids.toSorted()).toEqual(expected.toSorted());
      }),
      { numRuns: 500 },
    );
  });

  it('gives the shortest first, each once, and stops where there are too many', () => {
    const index = createTitleIndex();
    for (const [id, title] of [
      ['a', '史记选注'],
      ['b', '史记'],
      ['a', '史记选注（第二版）'],
    ] as const) {
      index.add(id, title);
    }
    expect(index.find('史记')).toEqual({ ids: ['b', 'a'], more: false });
    for (let n = 0; n < 3000; n += 1) index.add(`n${n}`, `史记 ${n}`);
    const found = index.find('史记');
    expect(found).toMatchObject({ more: true });
    expect(found.ids.length).toBeLessThanOrEqual(MOST_HITS);
    expect(index.find('史记 2999').ids).toEqual(['n2999']);
  });
});

describe('the search', () => {
  it('finds a title that was just made here, and soon one that another process made', async () => {
    await using scene = await readerScene();
    await scene.readers.ready();
    const other = await laneOver(scene.store);
    const elsewhere = createReaderService({
      lane: other.lane,
      store: scene.store,
      codes: scene.codes,
      clock: laneClock,
      timers: realTimers,
      log: () => undefined,
    });
    await elsewhere.ready();
    const line = {
      isbn: '9780262033848',
      bookTitle: '星图与航海',
      price: 4500,
      vendorId: 'vendor',
      way: 'post' as const,
    };
    const { id } = await scene.ask('reader-1', { queue: 'purchase', lines: [line] });
    await scene.staff('buyer-a', 'purchase.approve', id, { fundId: 'fund', price: 4500 });
    const order = { price: 4500, expectedOn: '2018-06-20' };
    await scene.staff('buyer-a', 'purchase.order', id, order);
    await scene.staff('desk-a', 'purchase.ship', id, { tracking: 'SF1' });
    const ask = { text: '航海', offset: 0, limit: 9 };
    expect((await scene.readers.search(ask)).rows).toMatchObject([{ title: '星图与航海' }]);
    laneClock.forward(1);
    expect((await elsewhere.search(ask)).rows).toMatchObject([{ title: '星图与航海' }]);
    elsewhere.close();
    await other.lane.close();
  });
});
