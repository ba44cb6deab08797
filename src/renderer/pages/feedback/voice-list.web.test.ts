// The marked row of a list stays the one that was opened.

import { expect, it } from 'vitest';
import { pageWith } from '../../../../tests/support/page.ts';
import VoiceList from './voice-list.vue';

const rows = (...ids: string[]) => ids.map((id) => ({ id }));

it('marks no other row in place of one that has gone, and follows one that moves', async () => {
  const view = pageWith({}).mount(VoiceList<{ id: string }, 'accepted'>, {
    area: 'suggestion',
    list: 'accepted',
    lists: ['accepted'],
    rows: rows('a', 'b', 'c'),
    total: 3,
    error: null,
    keyOf: ({ id }: { id: string }) => id,
    table: () => ({ headings: [], rows: [] }),
  });
  const marked = () =>
    view.findAll('[role="row"]').findIndex((row) => row.attributes('aria-selected') === 'true');
  await view.findAll('[role="row"]')[1]?.trigger('click');
  expect(marked()).toBe(1);
  await view.setProps({ rows: rows('b', 'c') });
  expect(marked()).toBe(0);
  await view.setProps({ rows: rows('c') });
  expect(marked()).toBe(-1);
  view.unmount();
});
