// A button that sends says that it is at it, and sends nothing more meanwhile.

import { mount } from '@vue/test-utils';
import { expect, it, vi } from 'vitest';
import SendButton from './send-button.vue';

it('sends nothing while an answer is awaited, says so, and stays where the focus is', async () => {
  const sent = vi.fn<(event: Event) => void>((event) => event.preventDefault());
  const form = document.createElement('form');
  form.addEventListener('submit', sent);
  document.body.append(form);
  const view = mount(SendButton, {
    props: { busy: false },
    slots: { default: '提交' },
    attachTo: form,
  });
  const button = view.get('button');
  button.element.focus();
  await button.trigger('click');
  expect([sent.mock.calls.length, button.text()]).toEqual([1, '提交']);
  await view.setProps({ busy: true });
  await button.trigger('click');
  expect([sent.mock.calls.length, button.text()]).toEqual([1, '正在提交…']);
  expect(document.activeElement).toBe(button.element);
  form.remove();
});
