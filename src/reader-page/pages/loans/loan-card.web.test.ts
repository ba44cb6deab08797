// A loan: what can be done with it is what the service says, with its reason where it cannot.

import { flushPromises } from '@vue/test-utils';
import { describe, expect, it } from 'vitest';
import type { LoanLine } from '../../../shared/sync/reader-circulation-views.ts';
import { answered, mounted, refusedWith } from '../../phone/testing.ts';
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

  it('names a fee once', () => {
    const late = { overdue: true, fine: 250, sentence: both('已超期，目前超期费 2.50 元。') };
    const texts = [late, { ...late, sentence: both('图书馆正在核实。') }].map((over) =>
      mounted(LoanCard, { loan: loan(over) }, {}).text(),
    );
    expect(texts.map((text) => text.match(/2\.50/gu)?.length)).toEqual([1, 1]);
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
