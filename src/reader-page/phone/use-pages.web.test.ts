// A list in pieces: in order, each row once, and what is there stays when more cannot be had.

import { flushPromises, mount } from '@vue/test-utils';
import { expect, it } from 'vitest';
import { defineComponent } from 'vue';
import type { Answer } from './answer.ts';
import { arrived } from './left.ts';
import { usePages } from './use-pages.ts';

type Page = { rows: { id: string }[]; total: number };

async function scene(ask: (offset: number) => Answer<Page>) {
  let pages: ReturnType<typeof usePages<{ id: string }, Page>> | undefined;
  const Screen = defineComponent({
    setup() {
      pages = usePages<{ id: string }, Page>(async (offset) => ask(offset));
      return () => null;
    },
  });
  mount(Screen);
  await flushPromises();
  if (!pages) throw new Error('not mounted');
  const { rows } = pages;
  return { ...pages, ids: () => rows.value.map(({ id }) => id).join('') };
}

it('goes on where it ended, and what came in meanwhile neither doubles a row nor leaves a gap', async () => {
  let all = 'abcde';
  const page = (offset: number): Answer<Page> => {
    const rows = [...all].slice(offset, offset + 2).map((id) => ({ id }));
    return { ok: true, value: { rows, total: all.length } };
  };
  const { ids, more, hasMore, load } = await scene(page);
  await more();
  expect(ids()).toBe('abcd');
  all = 'xabcde';
  await load.load();
  expect(ids()).toBe('xabc');
  all = `y${all}`;
  await more();
  expect(ids()).toBe('xabcd');
  await load.load();
  await more();
  expect(ids()).toBe('yxabcde');
  expect(hasMore.value).toBe(false);
});

it('keeps what is there when the line is lost', async () => {
  let away = false;
  const { ids, more, load } = await scene(() =>
    away
      ? { ok: false, failed: { kind: 'offline' } }
      : { ok: true, value: { rows: [{ id: 'a' }], total: 2 } },
  );
  away = true;
  await more();
  expect([ids(), load.failed.value?.kind]).toEqual(['a', 'offline']);
});

it('is as long as it was for whoever comes back, and ends where the list has become shorter', async () => {
  arrived({ position: 1, current: '/requests', forward: null });
  let all = 'abcde';
  const page = (offset: number): Answer<Page> => {
    const rows = [...all].slice(offset, offset + 2).map((id) => ({ id }));
    return { ok: true, value: { rows, total: 5 } };
  };
  const first = await scene(page);
  await first.more();
  expect(first.ids()).toBe('abcd');
  arrived({ position: 1, current: '/requests', forward: '/requests/1' });
  expect((await scene(page)).ids()).toBe('abcd');
  all = 'abc';
  expect((await scene(page)).ids()).toBe('abc');
  const stubborn = await scene(() => page(0));
  expect(stubborn.ids()).toBe('ab');
});
