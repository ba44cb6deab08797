// A loan: what can be done with it is what the service says, with its reason where it cannot.

import { flushPromises } from '@vue/test-utils';
import { describe, expect, it } from 'vitest';
import type { LoanLine } from '../../../shared/sync/reader-circulation-views.ts';
import { answered, mounted, refusedWith } from '../../phone/testing.ts';
import { useSaid } from '../../ui/use-said.ts';
import LoanCard from './loan-card.vue';

const both = (text: string) => ({ zh: text, en: text });
const not = (text: string) => ({ code: 'x', facts: {}, text: both(text) });
const loan = (over: Partial<LoanLine> = {}): LoanLine => ({
  id: 'l1',
  copyId: 'c1',
  titleId: 't1',
  barcode: 'N1',
  title: '书',
  callNumber: 'TP311',
  lentOn: '2018-06-06T00:00:00.000Z',
  dueOn: '2018-07-06',
  overdue: false,
  channel: 'desk',
  requestId: null,
  renewals: 0,
  renewalsLeft: 2,
  noRenewal: null,
  noOffer: null,
  fine: 0,
  recalled: false,
  claimed: false,
  verifyBy: null,
  confirmed: true,
  offer: null,
  sentence: both('应于 2018-07-06 前归还。'),
  further: [],
  ...over,
});

describe('a loan', () => {
  it('is renewed, and the refusal of a renewal stands beside it', async () => {
    const answers = [refusedWith('有人在等。'), answered({ loan: loan({ dueOn: '2018-08-05' }) })];
    const view = mounted(
      LoanCard,
      { loan: loan() },
      {
        renew: async () => answers.shift() ?? refusedWith('?'),
      },
    );
    await view.get('[data-renew]').trigger('click');
    await flushPromises();
    expect(view.get('[role="alert"]').text()).toBe('有人在等。');
    await view.get('[data-renew]').trigger('click');
    await flushPromises();
    expect(view.emitted('done')).toHaveLength(1);
  });

  it.each([
    ['renewed', { renewals: 1, dueOn: '2018-08-05' }, '已续借，应还 2018年8月5日。'],
    ['renewal_refused', { renewals: 0 }, /没有接受续借，应还日期是 2018年7月6日。/u],
  ])(
    'is only called renewed once the library’s system has answered: %s',
    async (how, now, text) => {
      const { said, hush } = useSaid();
      hush();
      const asked = loan({ confirmed: false, renewals: 1, dueOn: '2018-08-05' });
      const view = mounted(
        LoanCard,
        { loan: loan() },
        { renew: async () => answered({ loan: asked }) },
      );
      await view.get('[data-renew]').trigger('click');
      await flushPromises();
      await view.setProps({ loan: asked });
      expect(view.emitted('done')).toHaveLength(1);
      expect([said.value, view.find('[data-settled]').exists()]).toEqual([null, false]);
      await view.setProps({ loan: loan(now) });
      expect(view.get('[data-settled]').attributes('data-settled')).toBe(how);
      expect(view.get('[data-settled]').text()).toMatch(text);
    },
  );

  it('says all that holds, and names a fee once', () => {
    const late = { overdue: true, fine: 250, sentence: both('已超期，目前超期费 2.50 元。') };
    const more = { sentence: both('请出示。'), further: [late.sentence, both('等待确认。')] };
    const texts = [late, { ...late, sentence: both('图书馆正在核实。') }, { ...late, ...more }].map(
      (over) => mounted(LoanCard, { loan: loan(over) }, {}).text(),
    );
    expect(texts.map((text) => text.match(/2\.50/gu)?.length)).toEqual([1, 1, 1]);
    expect(texts[2]).toMatch(/请出示。.*等待确认。/u);
  });

  it('says why it cannot be renewed or passed on, what it costs, and that it is to be shown', () => {
    const over = { noRenewal: not('还没有核对。'), noOffer: not('还没有核对。') };
    const shown = loan({ ...over, verifyBy: '2018-06-06T00:30:00.000Z', fine: 250 });
    const text = mounted(LoanCard, { loan: shown }, {}).text();
    expect(text).toContain('还没有核对。');
    expect(text).toContain('2.50');
    const view = mounted(LoanCard, { loan: shown }, {});
    expect(view.get('[data-renew]').attributes('disabled')).toBeDefined();
    expect(view.find('[data-give]').exists()).toBe(false);
    expect(view.find('[data-verify]').exists()).toBe(true);
    expect(mounted(LoanCard, { loan: loan() }, {}).find('[data-verify]').exists()).toBe(false);
  });
});
