// A desk that is gone: first it is tried again, then the page says why that may not help.

import { mount } from '@vue/test-utils';
import { afterEach, expect, it, vi } from 'vitest';
import { connectDesk } from '../desk/connect.ts';
import { DESK } from '../desk/desk.ts';
import { i18n } from '../i18n/index.ts';
import ConnectionBanner from './connection-banner.vue';

afterEach(() => void vi.useRealTimers());

it('says after some failures that the page has to be opened again, and goes on trying', async () => {
  vi.useFakeTimers();
  const open = vi.fn<() => Promise<never>>(() => Promise.reject(new Error('disconnected')));
  const desk = connectDesk(open);
  const view = mount(ConnectionBanner, {
    global: { plugins: [i18n], provide: { [DESK as symbol]: desk }, stubs: { 'el-button': true } },
  });
  await vi.advanceTimersByTimeAsync(1500);
  expect(view.text()).toContain('正在重连');
  await vi.advanceTimersByTimeAsync(10_000);
  expect(view.text()).toContain('请从书台重新打开页面');
  const tries = open.mock.calls.length;
  desk.retry();
  await vi.advanceTimersByTimeAsync(5000);
  expect(open.mock.calls.length).toBeGreaterThan(tries + 1);
  expect(view.text()).toContain('请从书台重新打开页面');
  view.unmount();
});
