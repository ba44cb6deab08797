// Closing rows by the keyboard, one after the other, never loses the focus.

import { mount } from '@vue/test-utils';
import { afterEach, expect, it } from 'vitest';
import { defineComponent, h, nextTick, ref } from 'vue';
import { useKeptFocus } from './use-kept-focus.ts';

afterEach(() => void (document.body.innerHTML = ''));

/** A list of rows, each with a button that closes it. */
const List = defineComponent({
  setup() {
    const box = ref<HTMLElement | null>(null);
    const names = ref(['a', 'b', 'c']);
    useKeptFocus(box, '.row');
    const close = (name: string) =>
      void (names.value = names.value.filter((each) => each !== name));
    return () =>
      h('div', { ref: box, tabindex: -1, class: 'box' }, [
        h(
          'ul',
          names.value.map((name) =>
            h('li', { key: name, class: 'row', tabindex: -1, id: name }, [
              h('button', { onClick: () => close(name) }, '✕'),
            ]),
          ),
        ),
      ]);
  },
});

const settle = async () => {
  await nextTick();
  await new Promise((resolve) => setTimeout(resolve, 0));
};
/** Where the focus is: a row's id, or the class of the box. */
const focused = () => document.activeElement?.id || document.activeElement?.className;

it('is on the row that took the place, then on the last one, then on the list itself', async () => {
  const view = mount(List, { attachTo: document.body });
  await nextTick();
  for (const [name, then] of [
    ['b', 'c'],
    ['c', 'a'],
    ['a', 'box'],
  ] as const) {
    const button = view.get<HTMLElement>(`#${name} button`).element;
    button.focus();
    button.click();
    await settle();
    expect(focused()).toBe(then);
  }
  view.unmount();
});

it('stays where somebody went meanwhile', async () => {
  const elsewhere = document.createElement('input');
  elsewhere.id = 'elsewhere';
  document.body.append(elsewhere);
  const view = mount(List, { attachTo: document.body });
  await nextTick();
  const button = view.get<HTMLElement>('#a button').element;
  button.focus();
  elsewhere.focus();
  button.click();
  await settle();
  expect(focused()).toBe('elsewhere');
  view.unmount();
});
