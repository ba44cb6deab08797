// What a desk that works alone has to tell readers: marked by one button a reader, printed with contacts.

import { afterEach, describe, expect, it } from 'vitest';
import { nextTick } from 'vue';
import { pageWith } from '../../../../tests/support/page.ts';
import type { Output } from '../../desk/operations.ts';
import { usePrintStore } from '../../print/use-print.ts';
import TellingPanel from './telling-panel.vue';
import { useTelling } from './use-telling.ts';

const same = (text: string) => ({ zh: text, en: text });
const line = (noticeId: string, text: string, loanId: string | null = null) => ({
  noticeId,
  code: 'loan.overdue',
  at: '2018-06-06T01:00:00.000Z',
  text: same(text),
  about: loanId === null ? null : { loanId, code: 'loan.overdue' },
});
const reader = {
  readerId: 'reader-1',
  nameMasked: '张*',
  cardMasked: '180****01',
  lines: [line('n1', '《红楼梦》已到期。', 'l1'), line('n2', '预约的书到了。')],
};
const TODAY: Output<'telling.today'> = {
  readers: [reader],
  count: { total: 3, more: true },
  told: [
    {
      noticeId: 'n0',
      nameMasked: '李*',
      text: same('已续借。'),
      toldOn: '2018-06-06T00:30:00.000Z',
      how: 'letter',
    },
  ],
};
const contact = { readerId: 'reader-1', name: '张三', phone: '13800000000', email: '' };

const settled = async () => {
  await new Promise((done) => setTimeout(done, 0));
  await nextTick();
};

async function shown(today: Output<'telling.today'>) {
  const page = pageWith({
    'telling.today': () => today,
    'telling.mark': () => ({ ok: true, refused: [] }),
    'telling.contacts': () => ({ ok: true, contacts: [contact] }),
    'memory.get': () => ({ value: null }),
  });
  const Host = {
    components: { TellingPanel },
    setup: () => ({ list: useTelling(), store: usePrintStore() }),
    template: '<telling-panel :list="list" />',
  };
  const wrapper = page.mount(Host, {});
  await settled();
  return { page, wrapper };
}

afterEach(() => {
  document.body.innerHTML = '';
});

describe('readers to tell', () => {
  it('are marked with everything there is for them, by the way that was taken', async () => {
    const { page, wrapper } = await shown(TODAY);
    expect(wrapper.find('h2').text().replaceAll(/\s+/gu, ' ')).toBe('今天要告知的读者 3+');
    await wrapper.find('[data-how="phone"]').trigger('click');
    await settled();
    expect(page.asked.find(({ name }) => name === 'telling.mark')?.input).toMatchObject({
      how: 'phone',
      lines: [
        { noticeId: 'n1', about: { loanId: 'l1', code: 'loan.overdue' } },
        { noticeId: 'n2', about: null },
      ],
    });
  });

  it('are taken back, and printed with contacts that are asked for only then', async () => {
    const { page, wrapper } = await shown(TODAY);
    await wrapper.find('.told button').trigger('click');
    await settled();
    const marked = page.asked.filter(({ name }) => name === 'telling.mark');
    expect(marked[0]?.input).toMatchObject({ how: null, lines: [{ noticeId: 'n0', about: null }] });
    expect(page.asked.some(({ name }) => name === 'telling.contacts')).toBe(false);
    await wrapper.find('header button').trigger('click');
    await settled();
    const asked = page.asked.find(({ name }) => name === 'telling.contacts');
    expect(asked?.input).toMatchObject({ readerIds: ['reader-1'] });
    expect(usePrintStore().job).toMatchObject({ kind: 'telling', contacts: [contact] });
  });

  it('are nobody where a service tells them, or where there is nothing to tell', async () => {
    for (const none of [null, { readers: [], count: { total: 0, more: false }, told: [] }]) {
      const { wrapper } = await shown(none);
      expect(wrapper.find('section').exists()).toBe(false);
    }
  });
});
