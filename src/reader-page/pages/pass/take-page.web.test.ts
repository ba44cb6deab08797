// Accepting a loan: every address that a camera opens counts, also while the screen of another one stands.

import { flushPromises } from '@vue/test-utils';
import { describe, expect, it } from 'vitest';
import { answered, mounted, refusedWith } from '../../phone/testing.ts';
import TakePage from './take-page.vue';

const transfer = { id: 't1', title: '书', sentence: { zh: '已转借给您。', en: '' } };

function scene(outcomes: ReturnType<typeof refusedWith | typeof answered>[]) {
  const sent: string[] = [];
  const view = mounted(
    TakePage,
    {},
    {
      accept: async ({ code }: { code: string }) => {
        sent.push(code);
        return outcomes.shift() ?? answered({ transfer });
      },
    },
  );
  const open = async (code: string) => {
    await view.vm.$router.push(`/take?code=${code}`);
    await flushPromises();
  };
  const submit = async () => {
    await view.get('form').trigger('submit');
    await flushPromises();
  };
  return { view, sent, open, submit, typed: () => view.get('input').element.value };
}

describe('accepting a loan', () => {
  it('takes the code of a second address, without what was said of the first', async () => {
    const { view, open, submit, typed } = scene([refusedWith('转借码已过期。')]);
    await open('AAAA-AAAA');
    await submit();
    expect(view.get('[role="alert"]').text()).toBe('转借码已过期。');
    await open('BBBB-BBBB');
    expect([typed(), view.find('[role="alert"]').exists()]).toEqual(['BBBB-BBBB', false]);
  });

  it('has the form again once a loan was taken', async () => {
    const { view, sent, open, submit, typed } = scene([]);
    await open('AAAA-AAAA');
    await submit();
    expect([view.find('[data-taken]').exists(), typed()]).toEqual([true, '']);
    await open('BBBB-BBBB');
    expect(view.find('[data-taken]').exists()).toBe(false);
    await submit();
    expect(sent).toEqual(['AAAA-AAAA', 'BBBB-BBBB']);
  });

  it('leads with the barcode of a book to where it is borrowed, and keeps it in the field', async () => {
    const { view, open, submit, typed } = scene([
      refusedWith('N1 是图书条码。', 404, 'copy_no_offer'),
    ]);
    await open('N1');
    await submit();
    expect(view.get('[data-elsewhere]').attributes('href')).toBe('/borrow?code=N1');
    expect(typed()).toBe('N1');
  });
});
