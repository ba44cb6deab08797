import { describe, expect, it, vi } from 'vitest';
import { ref } from 'vue';
import { inPage, testDesk } from './testing.ts';
import { useLive, useQuery } from './use-live.ts';

describe('a live question', () => {
  it('is asked again when a table of its topics changes, and not for another one', async () => {
    let value = 1;
    const asked = vi.fn<() => Promise<{ value: number }>>(async () => ({ value: value++ }));
    const { desk, change } = testDesk({ 'memory.get': asked });
    const page = inPage(desk, () => useQuery('memory.get', () => ({ key: 'k' })));
    await vi.waitFor(() => expect(page.value.data.value).toEqual({ value: 1 }));
    change('loan');
    change('memory');
    change('memory');
    await vi.waitFor(() => expect(page.value.data.value).toEqual({ value: 2 }));
    expect(asked).toHaveBeenCalledTimes(2);
    page.unmount();
  });

  it('cancels the asking that a new input overtakes, and shows only the newer answer', async () => {
    const cancelled: string[] = [];
    const { desk } = testDesk({
      'memory.get': ({ key }, _caller, signal) =>
        new Promise((resolve) => {
          signal.addEventListener('abort', () => cancelled.push(key));
          if (key === 'fast') resolve({ value: key });
        }),
    });
    const key = ref('slow');
    const page = inPage(desk, () => useQuery('memory.get', () => ({ key: key.value })));
    await vi.waitFor(() => expect(desk.state.value).toBe('open'));
    await new Promise((resolve) => setTimeout(resolve));
    key.value = 'fast';
    await vi.waitFor(() => expect(page.value.data.value).toEqual({ value: 'fast' }));
    expect(cancelled).toEqual(['slow']);
    page.unmount();
  });

  it('keeps the old answer while it asks, and when the asking fails', async () => {
    let fail = false;
    const { desk, change } = testDesk({
      'memory.get': async () => {
        if (fail) throw new Error('bug');
        return { value: 'old' };
      },
    });
    const page = inPage(desk, () => useQuery('memory.get', () => ({ key: 'k' })));
    await vi.waitFor(() => expect(page.value.data.value).toEqual({ value: 'old' }));
    fail = true;
    change('memory');
    await vi.waitFor(() => expect(page.value.error.value?.errorId).toBe('E1'));
    expect(page.value.data.value).toEqual({ value: 'old' });
    page.unmount();
  });

  it('asks again over the next connection when one is lost', async () => {
    let value = 1;
    const { desk, cut } = testDesk({ 'memory.get': async () => ({ value: value++ }) });
    const page = inPage(desk, () => useQuery('memory.get', () => ({ key: 'k' })));
    await vi.waitFor(() => expect(page.value.data.value).toEqual({ value: 1 }));
    cut();
    await vi.waitFor(() => expect(page.value.data.value).toEqual({ value: 2 }));
    expect(page.value.error.value).toBeNull();
    page.unmount();
  });

  it('asks nothing while there is nothing to ask', async () => {
    const { desk } = testDesk({});
    const wanted = ref<string | null>(null);
    const page = inPage(desk, () =>
      useLive(() => (wanted.value === null ? null : Promise.resolve(wanted.value)), [], desk),
    );
    expect(page.value.loading.value).toBe(false);
    wanted.value = 'answer';
    await vi.waitFor(() => expect(page.value.data.value).toBe('answer'));
    page.unmount();
  });
});
