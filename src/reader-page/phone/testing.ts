// A phone for tests of components: calls are those that a test hands over, names count up.

import { mount } from '@vue/test-utils';
import type { Component } from 'vue';
import { createMemoryHistory, createRouter } from 'vue-router';
import type { Answer } from './answer.ts';
import { keptIn } from './kept.ts';
import { PHONE } from './phone.ts';
import type { ReaderApi } from './reader-api.ts';

/** An answer that is there. */
export const answered = <T>(value: T): Answer<T> => ({ ok: true, value });
/** A refusal with the service's own sentence. */
export const refusedWith = (zh: string, status = 409, code = 'x'): Answer<never> => ({
  ok: false,
  failed: { kind: 'refused', status, code, text: { zh, en: zh } },
});

/** Calls that a test hands over. */
type Calls = { [K in keyof ReaderApi]?: (...asked: never[]) => Promise<Answer<unknown>> };

function worldOf(api: Calls) {
  const nowhere = { template: '<p />' };
  const names =
    'title request requests search ask loans give borrow take transfers feedback suggestions reviews pin me notices'.split(
      ' ',
    );
  const routes = names.map((name) => ({
    path: name === 'ask' ? '/ask/:queue' : `/${name}/:id?`,
    name,
    component: nowhere,
  }));
  const router = createRouter({ history: createMemoryHistory(), routes });
  let count = 0;
  const phone = { api, kept: keptIn(sessionStorage), newRequestId: () => `name-${(count += 1)}` };
  return { router, global: { plugins: [router], provide: { [PHONE as symbol]: phone } } };
}

/** Mounts a component with such calls; every link leads nowhere. */
export function mounted(component: Component, props: Record<string, unknown>, api: Calls) {
  return mount(component, { props, global: worldOf(api).global });
}

/** Mounts a screen at its address. */
export async function mountedAt(address: string, component: Component, api: Calls = {}) {
  const { router, global } = worldOf(api);
  await router.push(address);
  return mount(component, { global });
}
