// Searching: a code that belongs to another screen is led there.

import { flushPromises } from '@vue/test-utils';
import { expect, it } from 'vitest';
import { answered, mountedAt } from '../../phone/testing.ts';
import SearchPage from './search-page.vue';

const NOTHING = answered({ rows: [], total: 0, more: false, complete: true });

async function searched(text: string) {
  const address = `/search?text=${encodeURIComponent(text)}`;
  const view = await mountedAt(address, SearchPage, { titles: async () => NOTHING });
  await flushPromises();
  return {
    said: view.get('p[role="status"]').text(),
    to: view.findAll('[data-take]').map((each) => each.attributes('href')),
  };
}

it('leads with the code of a loan that is passed on to where it is accepted', async () => {
  expect(await searched('abcd-efgh')).toEqual({
    said: '这看起来是转借码，不是书名。请到“接受转借”中使用。',
    to: ['/take?code=abcd-efgh'],
  });
  expect(await searched('数据库')).toEqual({
    said: '没有找到。可以换个说法，或申请先读为快。',
    to: [],
  });
});
