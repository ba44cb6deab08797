// Borrowing by phone: a book scanned while another is on its way is borrowed too.

import { flushPromises } from '@vue/test-utils';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { Answer } from '../../phone/answer.ts';
import { answered, mounted, mountedAt, refusedWith } from '../../phone/testing.ts';
import BorrowPage from './borrow-page.vue';

const loan = (barcode: string) => ({
  id: barcode,
  barcode,
  title: `书 ${barcode}`,
  verifyBy: null,
  confirmed: true,
  sentence: { zh: '应于 2018年7月6日前归还。', en: '' },
  further: [],
});

function scene() {
  const sent: string[] = [];
  const open: ((answer: Answer<unknown>) => void)[] = [];
  const view = mounted(
    BorrowPage,
    {},
    {
      borrow: ({ barcode }: { barcode: string }) => {
        sent.push(barcode);
        return new Promise<Answer<unknown>>((done) => open.push(done));
      },
    },
  );
  const field = () => view.get<HTMLInputElement>('input[name="barcode"]');
  const scan = async (code: string) => {
    await field().setValue(code);
    await view.get('form').trigger('submit');
  };
  const answer = async (of: Answer<unknown>) => {
    open.shift()?.(of);
    await flushPromises();
  };
  const borrowed = () => view.findAll('[data-borrowed] h2').map((each) => each.text());
  return { view, sent, field, scan, answer, borrowed };
}

afterEach(() => vi.useRealTimers());

describe('borrowing by phone', () => {
  it.each([
    [{ confirmed: false, verifyBy: '2018-06-06T00:30:00.000Z' }, '没有接受这次借阅', 1],
    [{ confirmed: false }, '没有接受这次借阅', 1],
    [{ verifyBy: '2018-06-06T00:30:00.000Z' }, '已在服务台归还', 0],
  ])('says why a book is on loan no longer, and what to do', async (over, why, links) => {
    vi.useFakeTimers();
    const further = [{ zh: '等待图书馆系统确认。', en: '' }];
    const lent = { ...loan('N1'), ...over, further };
    const borrow = async () => answered({ loan: lent });
    const view = mounted(BorrowPage, {}, { borrow, loans: async () => answered({ rows: [] }) });
    await view.get('input[name="barcode"]').setValue('N1');
    await view.get('form').trigger('submit');
    await flushPromises();
    expect(view.get('[data-borrowed]').text()).toContain('等待图书馆系统确认。');
    await vi.advanceTimersByTimeAsync(4000);
    const told = view.get('[data-borrowed]');
    expect([told.text().includes(why), told.text().includes('带到服务台')]).toEqual([true, true]);
    expect(told.text()).not.toContain('等待图书馆系统确认。');
    expect(told.findAll('[data-notices]')).toHaveLength(links);
    view.unmount();
  });

  it('borrows a second book that was scanned while the first was on its way', async () => {
    const { view, sent, scan, answer, borrowed } = scene();
    await scan('N1');
    await scan('N2');
    expect([sent, view.get('[data-waiting]').text()]).toEqual([['N1'], '正在办理：N1 · N2']);
    await answer(answered({ loan: loan('N1') }));
    expect(sent).toEqual(['N1', 'N2']);
    await answer(answered({ loan: loan('N2') }));
    expect(borrowed()).toEqual(['书 N2', '书 N1']);
    expect(view.find('[data-waiting]').exists()).toBe(false);
  });

  it('leaves what is typed meanwhile in the field, and names the book that was refused', async () => {
    const { view, sent, field, scan, answer, borrowed } = scene();
    await scan('N1');
    await scan('N2');
    await field().setValue('N3');
    await answer(refusedWith('已经借出。'));
    await answer(answered({ loan: loan('N2') }));
    expect([sent, borrowed(), field().element.value]).toEqual([['N1', 'N2'], ['书 N2'], 'N3']);
    expect(view.get('[data-refused]').text()).toBe('N1已经借出。');
  });

  it('gives the number back to be put right where nothing else was scanned', async () => {
    const { sent, field, scan, answer } = scene();
    await scan('N1');
    await answer(refusedWith('没有这册书。'));
    expect(field().element.value).toBe('N1');
    await scan('N10');
    expect(sent).toEqual(['N1', 'N10']);
  });

  it('sends the code in an address, and leads with it to where it belongs', async () => {
    const { view, sent, scan, answer } = scene();
    await scan('https://library.example/m#/take?code=shutai%3At%2FAbC');
    expect(sent).toEqual(['shutai:t/AbC']);
    await answer(refusedWith('这看起来是转借码。', 409, 'offer_no_copy'));
    expect(view.get('[data-elsewhere]').attributes('href')).toBe('/take?code=shutai:t/AbC');
  });

  it.each([
    ['card_no_copy', '/me'],
    ['isbn_no_copy', '/search?text=9787302511854'],
    ['unknown_barcode', undefined],
  ])('leads on from %s', async (code, to) => {
    const { view, scan, answer } = scene();
    await scan('9787302511854');
    await answer(refusedWith('不是馆藏条码。', 409, code));
    const links = view.findAll('[data-elsewhere]').map((each) => each.attributes('href'));
    expect(links).toEqual(to === undefined ? [] : [to]);
  });

  it('has the code in the field that another screen has led here with', async () => {
    const view = await mountedAt('/borrow?code=N1', BorrowPage);
    expect(view.get<HTMLInputElement>('input[name="barcode"]').element.value).toBe('N1');
  });
});
