import { flushPromises } from '@vue/test-utils';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { DeviceScan } from '../../shared/desk-contract/devices.ts';
import { inPage, testDesk } from '../desk/testing.ts';
import { useDeskScans } from './use-desk-scans.ts';

let run = 0;
const scan = (n: number): DeviceScan => ({
  n,
  run: `run-${run}`,
  text: `N${n}`,
  source: 'hid',
  device: 'd',
  aim: null,
  at: '2026-01-05T01:00:00.000Z',
});

/** A desk that hands out these scans, each only when the one before was taken; a lost page gets the last one again. */
function deskWith(scans: DeviceScan[]) {
  const asked: number[] = [];
  let attended = 0;
  async function* feed() {
    while (scans.length > 0) {
      const [next] = scans;
      if (!next) return;
      asked.push(next.n);
      yield next;
      scans.shift();
    }
    await new Promise(() => undefined);
  }
  const test = testDesk({
    'devices.scans': feed,
    'devices.attend': async () => ((attended += 1), {}),
  });
  return { ...test, asked, attended: () => attended };
}

afterEach(() => {
  run += 1;
  vi.useRealTimers();
});

describe('scans of the desk’s own scanners', () => {
  it('come one after the other, the next when the one before is done with', async () => {
    const { desk, asked } = deskWith([scan(1), scan(2)]);
    const first = Promise.withResolvers<void>();
    const taken: number[] = [];
    const { unmount } = inPage(desk, () =>
      useDeskScans(({ n }) => {
        taken.push(n);
        return n === 1 ? first.promise : undefined;
      }),
    );
    await vi.waitFor(() => expect(taken).toEqual([1]));
    await flushPromises();
    expect(asked).toEqual([1]);
    first.resolve();
    await vi.waitFor(() => expect(taken).toEqual([1, 2]));
    unmount();
  });

  it('are taken once, though the connection is lost before the desk has heard of it', async () => {
    const page = deskWith([scan(1), scan(2), scan(3)]);
    const taken: number[] = [];
    const { unmount } = inPage(page.desk, () =>
      useDeskScans(({ n }) => {
        taken.push(n);
        if (n === 2) page.cut();
      }),
    );
    await vi.waitFor(() => expect(taken.at(-1)).toBe(3), { timeout: 5000 });
    expect(taken).toEqual([1, 2, 3]);
    expect(page.asked).toEqual([1, 2, 2, 3]);
    unmount();
  });

  it('say which window is in use, when it gets the focus', async () => {
    const page = deskWith([]);
    vi.spyOn(document, 'hasFocus').mockReturnValue(true);
    const { unmount } = inPage(page.desk, () => useDeskScans(() => undefined));
    await vi.waitFor(() => expect(page.attended()).toBeGreaterThan(0));
    const before = page.attended();
    window.dispatchEvent(new Event('focus'));
    await vi.waitFor(() => expect(page.attended()).toBe(before + 1));
    unmount();
    window.dispatchEvent(new Event('focus'));
    await flushPromises();
    expect(page.attended()).toBe(before + 1);
  });
});
