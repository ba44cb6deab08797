// The reader's own page: leaving leaves nothing behind, and a setting that was not saved is not shown as saved.

import { flushPromises, mount } from '@vue/test-utils';
import { expect, it } from 'vitest';
import type { Answer } from '../../phone/answer.ts';
import { PHONE } from '../../phone/phone.ts';
import type { Phone } from '../../phone/phone.ts';
import { answered, mounted, refusedWith } from '../../phone/testing.ts';
import { tokenStore } from '../../phone/tokens.ts';
import { createPages } from '../../routes.ts';
import MePage from './me-page.vue';

const me = {
  name: '王芳',
  status: 'active',
  quotas: [],
  notices: null as string | null,
  digestAt: '18:00',
  quietHours: '22:00-07:00' as string | null,
};

it('leads who signs out to a bare sign-in, without a word about an ended session', async () => {
  sessionStorage.clear();
  const tokens = tokenStore(sessionStorage);
  tokens.keep({ token: 't', refresh: 'r', mustChange: false });
  const pages = createPages(tokens);
  await pages.push('/me');
  const api = { me: async () => answered(me), signOut: async () => answered({ ok: true }) };
  const phone = { api, tokens } as unknown as Phone;
  const view = mount(MePage, {
    global: { plugins: [pages], provide: { [PHONE as symbol]: phone } },
  });
  await view.get('[data-sign-out]').trigger('click');
  await flushPromises();
  expect(pages.currentRoute.value.fullPath).toBe('/sign-in');
  expect(tokens.now.value).toBeNull();
});

it('shows no setting before it is known, and none that was not saved', async () => {
  let known: ((answer: Answer<unknown>) => void) | undefined;
  const saving = [refusedWith('请稍后再试。'), answered({ ok: true })];
  const view = mounted(
    MePage,
    {},
    {
      me: () => new Promise<Answer<unknown>>((done) => (known = done)),
      prefer: async () => saving.shift() ?? refusedWith('x'),
    },
  );
  const digest = () => view.get<HTMLInputElement>('input[name="digest"]').element;
  await flushPromises();
  expect(digest().disabled).toBe(true);
  known?.(answered(me));
  await flushPromises();
  expect([digest().disabled, digest().checked]).toEqual([false, false]);
  await view.get('input[name="digest"]').setValue(true);
  await flushPromises();
  expect([digest().checked, view.get('[role="alert"]').text()]).toEqual([false, '请稍后再试。']);
  await view.get('input[name="digest"]').setValue(true);
  await flushPromises();
  known?.(answered({ ...me, notices: 'digest' }));
  await flushPromises();
  expect([digest().disabled, digest().checked]).toEqual([false, true]);
});

it('says when the digest comes, and when nothing does', async () => {
  const said = async (quietHours: string | null) => {
    const view = mounted(MePage, {}, { me: async () => answered({ ...me, quietHours }) });
    await flushPromises();
    return [view.get('label.check').text(), ...view.findAll('[data-quiet]').map((p) => p.text())];
  };
  const digest = '消息每天汇总一次，18:00 发出';
  expect(await said('22:00-07:00')).toEqual([digest, '22:00 至 07:00 不发消息，之后再发。']);
  expect(await said(null)).toEqual([digest]);
});
