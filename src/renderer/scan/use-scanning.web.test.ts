import { flushPromises, mount } from '@vue/test-utils';
import { createPinia } from 'pinia';
import { computed, defineComponent, h, ref } from 'vue';
import type { Component } from 'vue';
import { RouterView, createMemoryHistory, createRouter } from 'vue-router';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { DeviceScan } from '../../shared/desk-contract/devices.ts';
import { DESK } from '../desk/desk.ts';
import { testDesk } from '../desk/testing.ts';
import { SESSION } from '../desk/use-session.ts';
import type { SessionInfo } from '../desk/use-session.ts';
import { i18n } from '../i18n/index.ts';
import { useFrameScans, useScanTarget } from './use-scan-target.ts';
import type { Scan } from './use-scan-target.ts';
import { useScanning } from './use-scanning.ts';

const scan = (n: number, text: string, change: Partial<DeviceScan> = {}): DeviceScan => ({
  n,
  run: 'scanning',
  text,
  source: 'hid',
  device: 'scanner',
  aim: null,
  at: new Date().toISOString(),
  ...change,
});

/** A frame on a library whose scanners put `~` before a code; what it took, and the hand that scans. */
function frame() {
  const taken: Scan[] = [];
  let hand = (_scan: DeviceScan): void => undefined;
  let asked = 0;
  let told = false;
  async function* scans() {
    for (;;) {
      const next = new Promise<DeviceScan>((resolve) => (hand = resolve));
      asked += 1;
      yield await next;
    }
  }
  const { desk } = testDesk({
    'devices.scans': scans,
    'devices.attend': async () => ({}),
    'settings.rows': async () => ((told = true), [{ id: 'wedge.prefixes', value: ['~'] }]),
  });
  const info = { clockOffset: 0, locked: false } as unknown as SessionInfo;
  const session = {
    info: computed(() => info),
    live: { data: ref(info), error: ref(null), loading: ref(false), refresh: () => undefined },
    person: computed(() => null),
    has: () => true,
  };
  const counted: string[] = [];
  const counter = Promise.withResolvers<Component>();
  const empty = defineComponent({ render: () => null });
  const router = createRouter({
    history: createMemoryHistory(),
    routes: [
      { path: '/', component: empty },
      { path: '/counter', component: () => counter.promise },
      { path: '/other', component: empty },
    ],
  });
  /** The counter's page has come over the line, or has not. */
  const load = () =>
    counter.resolve(
      defineComponent({
        setup() {
          useScanTarget(({ text }) => void counted.push(text));
          return () => null;
        },
      }),
    );
  const fail = () => counter.reject(new Error('not loaded'));
  const wrapper = mount(
    defineComponent({
      setup() {
        useScanning();
        useFrameScans((each) => void taken.push(each));
        return () => h(RouterView);
      },
    }),
    {
      global: {
        plugins: [createPinia(), i18n, router],
        provide: { [DESK as symbol]: desk, [SESSION as symbol]: session },
      },
    },
  );
  const read = async (each: DeviceScan) => {
    const before = asked;
    hand(each);
    await vi.waitFor(() => expect(asked).toBe(before + 1));
  };
  const ready = async () => {
    await vi.waitFor(() => expect([asked, told]).toEqual([1, true]));
    await router.isReady();
    await flushPromises();
  };
  return { taken, counted, router, load, fail, read, ready, wrapper };
}

/** Types a text as a scanner in keyboard mode does. */
function type(text: string): void {
  const at = performance.now();
  [...text, null].forEach((sign, index) => {
    const code = sign === null ? 'Enter' : sign === '~' ? 'Backquote' : `Digit${sign}`;
    const shiftKey = sign === '~';
    const event = new KeyboardEvent('keydown', {
      code,
      key: sign ?? code,
      shiftKey,
      bubbles: true,
    });
    Object.defineProperty(event, 'timeStamp', { value: at + index * 5 });
    document.body.dispatchEvent(event);
  });
}

describe('a scanner in keyboard mode that the desk reads, too', () => {
  let leave = (): void => undefined;
  // The page's own time stands still: how long the test takes says nothing of what was scanned when.
  beforeEach(() => void vi.useFakeTimers({ toFake: ['Date'] }));
  afterEach(() => {
    leave();
    vi.useRealTimers();
  });

  it('is heard once, without the prefix that the library has its scanners put', async () => {
    const { taken, read, ready, wrapper } = frame();
    leave = () => wrapper.unmount();
    await ready();
    await read(scan(1, '~20001234'));
    type('~20001234');
    expect(taken).toEqual([{ text: '20001234', source: 'hid', aim: null }]);
    type('20005678');
    await read(scan(2, '~20005678'));
    expect(taken.map(({ text }) => text)).toEqual(['20001234', '20005678']);
  });

  it('leaves what a tag says as it is', async () => {
    const { taken, read, ready, wrapper } = frame();
    leave = () => wrapper.unmount();
    await ready();
    await read(scan(3, '~1', { source: 'rfid', device: 'pad' }));
    expect(taken.map(({ text }) => text)).toEqual(['~1']);
  });
});

describe('a scan while a page is being loaded', () => {
  let leave = (): void => undefined;
  afterEach(() => leave());
  const clicked = async () => {
    const page = frame();
    leave = () => page.wrapper.unmount();
    await page.ready();
    const turned = page.router.push('/counter').catch(() => undefined);
    await flushPromises();
    return { ...page, turned };
  };
  const texts = (scans: Scan[]) => scans.map(({ text }) => text);

  it('waits for that page, and scans come in their order', async () => {
    const { taken, counted, turned, load } = await clicked();
    type('30001111');
    type('30002222');
    await flushPromises();
    expect([taken, counted]).toEqual([[], []]);
    load();
    await turned;
    await vi.waitFor(() => expect(counted).toEqual(['30001111', '30002222']));
    type('30003333');
    expect(counted).toEqual(['30001111', '30002222', '30003333']);
    expect(taken).toEqual([]);
  });

  it('is for the page that is clicked next, where the first is overtaken', async () => {
    const { taken, counted, router, turned, load } = await clicked();
    type('40001111');
    await router.push('/other');
    await vi.waitFor(() => expect(texts(taken)).toEqual(['40001111']));
    load();
    await turned;
    await flushPromises();
    type('40002222');
    expect([texts(taken), counted]).toEqual([['40001111', '40002222'], []]);
  });

  it('is not lost where the page cannot be loaded', async () => {
    const { taken, turned, fail } = await clicked();
    type('50001111');
    fail();
    await turned;
    await vi.waitFor(() => expect(texts(taken)).toEqual(['50001111']));
  });
});
