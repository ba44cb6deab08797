import { flushPromises, mount } from '@vue/test-utils';
import { createPinia } from 'pinia';
import { computed, defineComponent, ref } from 'vue';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { DeviceScan } from '../../shared/desk-contract/devices.ts';
import { DESK } from '../desk/desk.ts';
import { testDesk } from '../desk/testing.ts';
import { SESSION } from '../desk/use-session.ts';
import type { SessionInfo } from '../desk/use-session.ts';
import { i18n } from '../i18n/index.ts';
import { useFrameScans } from './use-scan-target.ts';
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
  const wrapper = mount(
    defineComponent({
      setup() {
        useScanning();
        useFrameScans((each) => void taken.push(each));
        return () => null;
      },
    }),
    {
      global: {
        plugins: [createPinia(), i18n],
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
    await flushPromises();
  };
  return { taken, read, ready, wrapper };
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
