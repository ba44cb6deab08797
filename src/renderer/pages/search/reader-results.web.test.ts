// Whoever looks for a name is told whose names were looked through.

import { flushPromises } from '@vue/test-utils';
import { expect, it } from 'vitest';
import { pageWith } from '../../../../tests/support/page.ts';
import ReaderResults from './reader-results.vue';

const found = (names: string, ids: string[]) => ({
  rows: ids.map((id) => ({ id, nameMasked: '王**', cardMasked: '186****94', campus: 'north' })),
  count: { total: ids.length, more: false },
  names,
});

it.each([
  ['all', ['r1'], false],
  ['too_short', ['r1'], '输入两个字以上'],
  ['away', [], '没有连上中心服务'],
])('names looked through: %s, found: %j', async (names, ids, sentence) => {
  const page = pageWith({ 'search.readers': () => found(names, ids) }, ['desk']);
  const view = page.mount(ReaderResults, { text: '王' });
  await flushPromises();
  const text = view.text();
  const said = ['输入两个字以上', '没有连上中心服务'].find((each) => text.includes(each)) ?? false;
  expect(said).toBe(sentence);
  view.unmount();
});
