import { mount } from '@vue/test-utils';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { nextTick } from 'vue';
import VirtualList from './virtual-list.vue';

const items = Array.from({ length: 100_000 }, (_, index) => `row ${index}`);

beforeEach(() => {
  vi.stubGlobal(
    'ResizeObserver',
    class {
      readonly #tell: (entries: { contentRect: { height: number } }[]) => void;
      constructor(tell: (entries: { contentRect: { height: number } }[]) => void) {
        this.#tell = tell;
      }
      observe() {
        this.#tell([{ contentRect: { height: 360 } }]);
      }
      disconnect() {}
    },
  );
});
afterEach(() => vi.unstubAllGlobals());

const list = (props: { items: readonly string[]; total?: number }) =>
  mount(VirtualList<string>, {
    props: { columns: 1, label: 'Rows', keyOf: (row: string) => row, ...props },
    slots: { default: ({ item }: { item: string }) => item },
    attachTo: document.body,
  });

describe('virtual list', () => {
  it('makes only the rows in sight, and says how many there are', async () => {
    const wrapper = list({ items });
    await nextTick();
    const rows = wrapper.findAll('[role=row]');
    expect(rows.length).toBeLessThan(40);
    expect(rows[0]?.text()).toBe('row 0');
    expect(wrapper.attributes('aria-rowcount')).toBe('100000');
    wrapper.unmount();
  });

  it('lays out every row for paper, and only those in sight again afterwards', async () => {
    const wrapper = list({ items: items.slice(0, 300) });
    await nextTick();
    window.dispatchEvent(new Event('beforeprint'));
    await nextTick();
    expect(wrapper.findAll('[role=row]')).toHaveLength(300);
    window.dispatchEvent(new Event('afterprint'));
    await nextTick();
    expect(wrapper.findAll('[role=row]').length).toBeLessThan(40);
    wrapper.unmount();
  });

  it('shows the rows that it is scrolled to, with their own numbers', async () => {
    const wrapper = list({ items });
    await nextTick();
    wrapper.element.scrollTop = 36 * 50_000;
    await wrapper.trigger('scroll');
    const first = wrapper.find('[role=row]');
    expect(first.text()).toBe('row 49992');
    expect(first.attributes('aria-rowindex')).toBe('49993');
    wrapper.unmount();
  });

  it('moves by keyboard, brings the row into sight and opens it with Enter', async () => {
    const wrapper = list({ items });
    await nextTick();
    await wrapper.trigger('keydown', { key: 'ArrowDown' });
    await wrapper.trigger('keydown', { key: 'ArrowDown' });
    await wrapper.trigger('keydown', { key: 'Enter' });
    expect(wrapper.emitted('open')).toEqual([['row 1', 1]]);
    await wrapper.trigger('keydown', { key: 'End' });
    expect(wrapper.element.scrollTop).toBe(36 * 100_000 - 360);
    wrapper.unmount();
  });

  it('asks for the rows that are not there yet', async () => {
    const wrapper = list({ items: items.slice(0, 100), total: 5000 });
    await nextTick();
    expect(wrapper.emitted('reach')).toBeUndefined();
    wrapper.element.scrollTop = 36 * 200;
    await wrapper.trigger('scroll');
    expect(wrapper.emitted('reach')?.at(-1)).toEqual([218]);
    wrapper.unmount();
  });
});
