import { flushPromises } from '@vue/test-utils';
import type { VueWrapper } from '@vue/test-utils';
import { afterEach, describe, expect, it } from 'vitest';
import { defineComponent, h } from 'vue';
import { pageWith } from '../../../../tests/support/page.ts';
import type { Page } from '../../../../tests/support/page.ts';
import { lineOf } from '../../../../tests/support/request-rows.ts';
import type { RequestLine } from '../../../shared/desk-contract.ts';
import RequestGrid from './request-grid.vue';
import { useCursor } from './use-cursor.ts';
import type { Cursor } from './use-cursor.ts';
import { PAGE, useRequestList } from './use-request-list.ts';
import type { RequestList } from './use-request-list.ts';

const COUNT = 450;
const idOf = (index: number) => `request-${index}`;
const rowsOf = (count: number): RequestLine[] =>
  Array.from({ length: count }, (_, index) =>
    lineOf('reallocation', 'submitted', { id: idOf(index), code: `N1-${index}` }),
  );

interface Scene {
  page: Page;
  grid: VueWrapper;
  cursor: Cursor;
  list: RequestList;
  /** What the desk answers from now on. */
  rows: RequestLine[];
}

async function scene(count = COUNT): Promise<Scene> {
  const held = { rows: rowsOf(count) };
  const page = pageWith({
    'requests.list': ({ offset, limit }) => ({
      rows: held.rows.slice(Number(offset), Number(offset) + Number(limit)),
      count: { total: held.rows.length, more: false },
    }),
  });
  const kept: { cursor?: Cursor; list?: RequestList } = {};
  const grid = page.mount(
    defineComponent(() => {
      const list = useRequestList(() => ({
        queue: 'reallocation',
        tab: 'open',
        filters: {},
        sort: 'due',
      }));
      const cursor = useCursor(list);
      Object.assign(kept, { list, cursor });
      return () => h(RequestGrid, { list, cursor, label: '图书调拨' });
    }),
    {},
  );
  await flushPromises();
  const { cursor, list } = kept;
  if (!cursor || !list) throw new Error('the grid was not set up');
  return Object.assign(held, { page, grid, cursor, list });
}

async function press(at: Scene, key: string, more: KeyboardEventInit = {}): Promise<void> {
  await at.grid.find('[role="grid"]').trigger('keydown', { key, ...more });
  await flushPromises();
}
const selected = (at: Scene) => [...at.cursor.selected.value.keys()];

afterEach(() => void (document.body.innerHTML = ''));

describe('the list of a queue', () => {
  it('shows only rows near the sight and asks only for their page', async () => {
    const at = await scene();
    expect(at.grid.findAll('[role="row"]').length).toBeLessThan(40);
    expect(at.grid.find('[role="grid"]').attributes('aria-rowcount')).toBe(String(COUNT));
    expect(at.page.asked.filter(({ name }) => name === 'requests.list')).toHaveLength(1);
  });

  it('moves with the arrows and opens the row it is on', async () => {
    const at = await scene();
    await press(at, 'ArrowDown');
    await press(at, 'ArrowDown');
    expect(at.cursor.opened.value).toBe(idOf(1));
    await press(at, 'ArrowUp');
    await press(at, 'ArrowUp');
    expect(at.cursor.opened.value).toBe(idOf(0));
  });

  it('End goes to the last row and asks for its page', async () => {
    const at = await scene();
    at.list.show(COUNT - 10, COUNT);
    await press(at, 'End');
    expect(at.cursor.index.value).toBe(COUNT - 1);
    expect(at.cursor.opened.value).toBe(idOf(COUNT - 1));
    const offsets = at.page.asked.map(({ input }) => input['offset']);
    expect(offsets).toEqual([0, Math.floor((COUNT - 10) / PAGE) * PAGE]);
  });

  it('selects with Space, extends with Shift and the arrows, unselects with Space', async () => {
    const at = await scene();
    await press(at, 'ArrowDown');
    await press(at, ' ');
    await press(at, 'ArrowDown', { shiftKey: true });
    await press(at, 'ArrowDown', { shiftKey: true });
    expect(selected(at)).toEqual([idOf(0), idOf(1), idOf(2)]);
    await press(at, ' ');
    expect(selected(at)).toEqual([idOf(0), idOf(1)]);
  });

  it('a range over pages that are not there yet asks for them, and stops at 200 rows', async () => {
    const at = await scene();
    await press(at, 'ArrowDown');
    await press(at, ' ');
    await at.cursor.extendTo(320);
    expect(selected(at)).toHaveLength(200);
    expect(selected(at).at(-1)).toBe(idOf(199));
    expect(at.cursor.isFull.value).toBe(true);
  });

  it('keeps the cursor on its request when a row comes in above it', async () => {
    const at = await scene(5);
    await press(at, 'ArrowDown');
    await press(at, 'ArrowDown');
    at.rows.unshift(lineOf('reallocation', 'submitted', { id: 'fresh', code: 'N1-9999' }));
    at.page.change('request');
    await expect.poll(() => at.cursor.index.value).toBe(2);
    expect(at.cursor.opened.value).toBe(idOf(1));
  });

  it('leaves the open request open when its row goes away', async () => {
    const at = await scene(5);
    await press(at, 'ArrowDown');
    at.rows.splice(0, 1);
    at.page.change('request');
    await expect.poll(() => at.list.length.value).toBe(4);
    expect(at.cursor.opened.value).toBe(idOf(0));
    expect(at.grid.find('[role="row"].opened').exists()).toBe(false);
  });

  it('shows a claim by somebody else in its row', async () => {
    const at = await scene(3);
    const claim = {
      by: 'other',
      since: '2018-06-06T00:00:00.000Z',
      until: '2999-01-01T00:00:00.000Z',
      kind: 'desk' as const,
    };
    const line = lineOf('reallocation', 'submitted', { id: idOf(1), claim });
    at.rows[1] = { ...line, claimedByName: '李老师' };
    at.page.change('request');
    await expect.poll(() => at.grid.text()).toContain('李老师 处理中');
  });

  it('says in words that a case is open', async () => {
    const at = await scene(3);
    expect(at.grid.text()).not.toContain('有异常记录');
    at.rows[1] = { ...lineOf('reallocation', 'cancelled', { id: idOf(1) }), hasCase: true };
    at.page.change('exception_case');
    await expect.poll(() => at.grid.findAll('.mark.case').length).toBe(1);
    expect(at.grid.find('.mark.case').text()).toBe('有异常记录');
  });
});
