// An answer that is half written is there again when its row is opened again, and for nobody else.
import { flushPromises } from '@vue/test-utils';
import { expect, it } from 'vitest';
import { defineComponent, h, ref } from 'vue';
import { pageWith } from '../../../../tests/support/page.ts';
import { refuse } from '../../../shared/lib/result.ts';
import SuggestionActions from './suggestion-actions.vue';
import TicketActions from './ticket-actions.vue';

const ticket = (id: string) => ({
  detail: {
    ticket: { id, owner: 'me' },
    colleagues: [],
    became: null,
    reply: { zh: '您好', en: '' },
  },
});
const suggestion = (id: string) => ({ suggestion: { id, state: 'sent' } });

/** The actions of one row after the other, as a list opens them. */
function rows(part: object, props: (id: string) => Record<string, unknown>, send: () => unknown) {
  const page = pageWith({ 'feedback.act': send }, ['desk', 'supervisor', 'acquisitions', 'admin']);
  const id = ref('a');
  const list = defineComponent(() => () => h(part, { key: id.value, ...props(id.value) }));
  const view = page.mount(list, {});
  const open = async (next: string) => {
    id.value = next;
    await flushPromises();
  };
  const text = () => (view.get('textarea').element as HTMLTextAreaElement).value;
  return { view, open, text };
}

it.each([
  ['a message', TicketActions, ticket, 'form.answer', 'submit'],
  ['a suggestion', SuggestionActions, suggestion, '[data-accept]', 'click'],
])('to %s waits until it is sent', async (_, part, props, sends, event) => {
  const answers = [refuse('stale'), { ok: true, entity: 'a', remarks: [] }];
  const { view, open, text } = rows(part, props, () => answers.shift());
  await view.get('textarea').setValue('您的意见已收到');
  await open('b');
  expect(text()).toBe('');
  await open('a');
  expect(text()).toBe('您的意见已收到');
  await view.get(sends).trigger(event);
  await flushPromises();
  expect(text()).toBe('您的意见已收到');
  await view.get(sends).trigger(event);
  await flushPromises();
  await open('b');
  await open('a');
  expect(text()).toBe('');
  view.unmount();
});
