// Erasing a reader asks once more, says a refusal in a sentence, and tells what became of it.
import { flushPromises } from '@vue/test-utils';
import { expect, it } from 'vitest';
import { pageWith } from '../../../../tests/support/page.ts';
import { refuse } from '../../../shared/lib/result.ts';
import ReaderErase from './reader-erase.vue';

it('is asked for twice, and a refusal leaves the choice open', async () => {
  const answers = [
    refuse('reader_busy', { requests: 1, loans: 0, holds: 0 }),
    { ok: true, requests: 2, gone: 5 },
  ];
  const page = pageWith({ 'readers.erase': () => answers.shift() }, ['admin']);
  const erase = page.mount(ReaderErase, { readerId: 'reader-1' });
  await erase.get('[data-erase="ask"]').trigger('click');
  expect(page.asked).toEqual([]);
  await erase.get('[data-erase="yes"]').trigger('click');
  await flushPromises();
  expect(erase.get('[role="alert"], .refusal').text()).toContain('1');
  expect(erase.emitted('erased')).toBeUndefined();
  await erase.get('[data-erase="yes"]').trigger('click');
  await flushPromises();
  expect(erase.get('[role="status"]').text()).toContain('2');
  expect(erase.emitted('erased')).toHaveLength(1);
  expect(page.asked).toEqual([
    { name: 'readers.erase', input: { readerId: 'reader-1' } },
    { name: 'readers.erase', input: { readerId: 'reader-1' } },
  ]);
});
