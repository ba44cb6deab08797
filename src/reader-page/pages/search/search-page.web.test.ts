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
  return view.findAll('[data-take]').map((each) => each.attributes('href'));
}

it('leads with the code of a loan that is passed on to where it is accepted', async () => {
  expect(await searched('abcd-efgh')).toEqual(['/take?code=abcd-efgh']);
  expect(await searched('数据库')).toEqual([]);
});
