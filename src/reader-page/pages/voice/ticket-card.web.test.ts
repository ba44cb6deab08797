// "Was this answered?": yes closes it, no needs words, and neither is asked where it cannot be said.

import { flushPromises } from '@vue/test-utils';
import { describe, expect, it } from 'vitest';
import type { TicketLine } from '../../../shared/sync/reader-voice-views.ts';
import { answered, mounted, refusedWith } from '../../phone/testing.ts';
import TicketCard from './ticket-card.vue';

const both = (text: string) => ({ zh: text, en: text });
const ticket = (over: Partial<TicketLine> = {}): TicketLine => ({
  id: 't1',
  at: '2018-06-06T00:00:00.000Z',
  category: 'service',
  categoryText: both('服务'),
  text: '<b>灯</b>坏了',
  about: null,
  state: 'answered',
  sentence: both('已答复。'),
  answer: '已经换好。',
  answeredOn: '2018-06-06T02:00:00.000Z',
  mayConfirm: true,
  mayReopen: true,
  reopenUntil: '2018-06-20',
  became: null,
  ...over,
});

describe('a ticket', () => {
  it('shows words as words, and is closed by a yes', async () => {
    const asked: unknown[] = [];
    const view = mounted(
      TicketCard,
      { ticket: ticket() },
      {
        confirm: async (...all) => answered({ ticket: ticket(), count: asked.push(all) }),
      },
    );
    expect(view.text()).toContain('<b>灯</b>坏了');
    await view.get('[data-confirm]').trigger('click');
    await flushPromises();
    expect(asked).toEqual([['t1', { requestId: 'name-1' }]]);
    expect(view.emitted('done')).toHaveLength(1);
  });

  it('is opened again by a no with words', async () => {
    const asked: unknown[] = [];
    const view = mounted(
      TicketCard,
      { ticket: ticket() },
      {
        reopen: async (...all) => answered({ ticket: ticket(), count: asked.push(all) }),
      },
    );
    expect(view.find('form').exists()).toBe(false);
    await view.get('[data-reopen]').trigger('click');
    await view.get('textarea').setValue('还是不亮');
    await view.get('form').trigger('submit');
    await flushPromises();
    expect(asked).toEqual([['t1', { text: '还是不亮', requestId: 'name-1' }]]);
    expect(view.find('form').exists()).toBe(false);
  });

  it('keeps the words when the service refuses, and says why', async () => {
    const view = mounted(
      TicketCard,
      { ticket: ticket() },
      {
        reopen: async () => refusedWith('已经太晚。'),
      },
    );
    await view.get('[data-reopen]').trigger('click');
    await view.get('textarea').setValue('还是不亮');
    await view.get('form').trigger('submit');
    await flushPromises();
    expect(view.get('[role="alert"]').text()).toBe('已经太晚。');
    expect(view.get('textarea').element.value).toBe('还是不亮');
    expect(view.emitted('done')).toBeUndefined();
  });

  it('asks nothing before there is an answer', () => {
    const over = { answer: null, mayConfirm: false, mayReopen: false, reopenUntil: null };
    const view = mounted(TicketCard, { ticket: ticket({ ...over, state: 'new' }) }, {});
    expect(view.find('button').exists()).toBe(false);
  });
});
