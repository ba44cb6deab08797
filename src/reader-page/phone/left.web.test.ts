// A screen that is come back to is as it was left; one that is gone to anew begins at its top.

import { mount } from '@vue/test-utils';
import { expect, it } from 'vitest';
import { defineComponent } from 'vue';
import { arrived, useLeft } from './left.ts';

function screen() {
  let left: ReturnType<typeof useLeft> | undefined;
  const Screen = defineComponent({
    setup() {
      left = useLeft();
      return () => null;
    },
  });
  const view = mount(Screen);
  if (!left) throw new Error('not mounted');
  return { ...left, close: () => view.unmount() };
}

it('knows how far it was scrolled and how many rows it showed, after “back” only', () => {
  arrived({ position: 1, current: '/?text=a', forward: null });
  const list = screen();
  expect(list.before).toEqual({ top: 0, rows: 0 });
  list.note({ top: 900 });
  list.note({ rows: 40 });
  arrived({ position: 2, current: '/title/1', forward: null });
  list.close();
  const title = screen();
  title.note({ top: 300 });
  // The list is gone: what it still says is not about this screen.
  list.note({ top: 1 });
  arrived({ position: 1, current: '/?text=a', forward: '/title/1' });
  title.close();
  const again = screen();
  expect(again.before).toEqual({ top: 900, rows: 40 });
  arrived({ position: 2, current: '/title/1', forward: null });
  again.close();
  expect(screen().before).toEqual({ top: 0, rows: 0 });
});
