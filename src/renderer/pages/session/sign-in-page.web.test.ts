// The first page while a desk is joining a service: no form stands there that goes away under somebody's hands.

import { flushPromises } from '@vue/test-utils';
import { afterEach, expect, it } from 'vitest';
import { defineComponent, h } from 'vue';
import { pageWith } from '../../../../tests/support/page.ts';
import { statusOf } from '../../../../tests/support/sync-scene.ts';
import { provideSession } from '../../desk/use-session.ts';
import type { SyncStatus } from '../sync/use-standing.ts';
import SignInPage from './sign-in-page.vue';

afterEach(() => void (document.body.innerHTML = ''));

const info = {
  person: null,
  joined: true,
  needsAdmin: false,
  demo: false,
  accounts: [],
  points: [],
  library: { zh: '图书馆', en: 'Library' },
  deskCode: 'N1',
  profile: '',
};
const Host = defineComponent({
  setup() {
    provideSession();
    return () => h(SignInPage);
  },
});

it('shows the form once: when it is known that nobody waits for the first rows any more', async () => {
  const answer = Promise.withResolvers<SyncStatus>();
  const page = pageWith({ 'session.info': () => info, 'sync.status': () => answer.promise }, null);
  const view = page.mount(Host, {});
  await flushPromises();
  expect(view.find('form').exists()).toBe(false);
  answer.resolve(statusOf({ state: 'joining' }));
  await flushPromises();
  expect(view.find('form').exists()).toBe(false);
  expect(view.find('.joining').exists()).toBe(true);
  view.unmount();
});

it('shows it at once where the desk is live', async () => {
  const status = () => statusOf({ state: 'live' });
  const view = pageWith({ 'session.info': () => info, 'sync.status': status }, null).mount(
    Host,
    {},
  );
  await flushPromises();
  expect(view.find('form').exists()).toBe(true);
  view.unmount();
});
