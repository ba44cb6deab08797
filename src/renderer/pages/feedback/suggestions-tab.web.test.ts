// The list of suggestions: the line below a title begins with what there is.

import { flushPromises } from '@vue/test-utils';
import { expect, it } from 'vitest';
import { pageWith } from '../../../../tests/support/page.ts';
import SuggestionsTab from './suggestions-tab.vue';

it.each([
  ['王著', /^王著 · /u],
  ['', /^[^·]*1[^·]* · [^·]+$/u],
])('says of an author %j what is known', async (author, line) => {
  const suggestion = { id: 's1', bookTitle: '书', author, state: 'sent' };
  const at = '2018-06-06T00:00:00.000Z';
  const rows = [
    { suggestion: { ...suggestion, at, publisher: '', isbn: null, price: null }, wanted: 1 },
  ];
  const page = pageWith({ 'feedback.suggestions': () => ({ rows, total: 1 }) });
  const view = page.mount(SuggestionsTab, {});
  await flushPromises();
  expect(view.get('.under').text()).toMatch(line);
  view.unmount();
});
