// "Was this answered?": yes closes it, no needs words, and neither is asked where it cannot be said.

import { flushPromises } from '@vue/test-utils';
import { beforeEach, describe, expect, it } from 'vitest';
import type { TicketLine } from '../../../shared/sync/reader-voice-views.ts';
import { answered, mounted, refusedWith } from '../../phone/testing.ts';
import TicketCard from './ticket-card.vue';

beforeEach(() => sessionStorage.clear());

const both = (text: string) => ({ zh: text, en: text });
const ticket = (over: Partial<TicketLine> = {}): TicketLine => ({
  id: 't1',
  at: '2018-06-06T00:00:00.000Z',
  category: 'service',
  categoryText: both('服务'),
  text: '<b>灯</b>坏了',
  said: [
    { side: 'reader', at: '2018-06-06T00:00:00.000Z', text: '<b>灯</b>坏了' },
    { side: 'library', at: '2018-06-06T02:00:00.000Z', text: '已经换好。' },
  ],
  about: null,
  state: 'answered',
  sentence: both('已答复。'),
  answer: '已经换好。',
  answeredOn: '2018-06-06T02:00:00.000Z',
  maySay: true,
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
    expect(view.findAll('[data-word] .words').map((each) => each.text())).toEqual([
      '<b>灯</b>坏了',
      '已经换好。',
    ]);
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

  it('is still opened again by words that a reload of the page interrupted', async () => {
    const asked: unknown[] = [];
    const reopen = async (...all: unknown[]) =>
      answered({ ticket: ticket(), count: asked.push(all) });
    const before = mounted(TicketCard, { ticket: ticket() }, { reopen });
    await before.get('[data-reopen]').trigger('click');
    await before.get('textarea').setValue('还是不亮');
    before.unmount();
    const after = mounted(TicketCard, { ticket: ticket() }, { reopen });
    expect(after.get('textarea').element.value).toBe('还是不亮');
    await after.get('form').trigger('submit');
    await flushPromises();
    expect(asked).toMatchObject([['t1', { text: '还是不亮' }]]);
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

  it('asks before there is an answer only whether there is more to say, and adds it', async () => {
    const over = { answer: null, mayConfirm: false, mayReopen: false, reopenUntil: null };
    const asked: unknown[] = [];
    const view = mounted(
      TicketCard,
      { ticket: ticket({ ...over, state: 'new' }) },
      { sayIn: async (...all) => answered({ ticket: ticket(), count: asked.push(all) }) },
    );
    expect(view.findAll('button')).toHaveLength(1);
    await view.get('[data-say="say"]').trigger('click');
    await view.get('textarea').setValue('在二楼');
    await view.get('form').trigger('submit');
    await flushPromises();
    expect(asked).toEqual([['t1', { text: '在二楼', requestId: 'name-1' }]]);
  });

  it('that can no longer be opened again can still be talked over, unless it is closed', async () => {
    const late = { mayReopen: false, reopenUntil: null };
    const view = mounted(TicketCard, { ticket: ticket(late) }, {});
    await view.get('[data-reopen]').trigger('click');
    expect(view.get('label').text()).toContain('想补充的话');
    const closed = { ...late, state: 'closed' as const, maySay: false, mayConfirm: false };
    expect(
      mounted(TicketCard, { ticket: ticket(closed) }, {})
        .find('button')
        .exists(),
    ).toBe(false);
  });

  it('has what was half written after the page was dropped, and nothing once it is sent', async () => {
    const api = { sayIn: async () => answered({ ticket: ticket() }) };
    const taken = ticket({ state: 'taken', mayReopen: false });
    const first = mounted(TicketCard, { ticket: taken }, api);
    await first.get('[data-say]').trigger('click');
    await first.get('textarea').setValue('半句');
    first.unmount();
    const again = mounted(TicketCard, { ticket: taken }, api);
    expect(again.get('textarea').element.value).toBe('半句');
    await again.get('form').trigger('submit');
    await flushPromises();
    again.unmount();
    const last = mounted(TicketCard, { ticket: taken }, api);
    expect(last.find('textarea').exists()).toBe(false);
  });
});
