// Mounts components of the page in a DOM with a desk that answers what the test says, and keeps what it was asked.

import { mount } from '@vue/test-utils';
import type { VueWrapper } from '@vue/test-utils';
import { createPinia } from 'pinia';
import { computed, ref } from 'vue';
import type { Component, Ref } from 'vue';
import { createMemoryHistory, createRouter } from 'vue-router';
import type { Router } from 'vue-router';
import { DESK } from '../../src/renderer/desk/desk.ts';
import type { Desk } from '../../src/renderer/desk/desk.ts';
import type { ChangeListener, ConnectionState } from '../../src/renderer/desk/connect.ts';
import { LIBRARY } from '../../src/renderer/desk/use-library.ts';
import type { Library, LibraryWords } from '../../src/renderer/desk/use-library.ts';
import { SESSION } from '../../src/renderer/desk/use-session.ts';
import type { SessionInfo } from '../../src/renderer/desk/use-session.ts';
import { i18n } from '../../src/renderer/i18n/index.ts';
import type { StaffRole } from '../../src/shared/library/entities.ts';
import { REASONS } from '../../src/shared/library/reasons.ts';
import { mayDoAt } from '../../src/shared/queues/rights.ts';
import type { OTHER_RIGHTS } from '../../src/shared/queues/rights.ts';
import { PLACES } from './queue-places.ts';

export type Answers = Record<string, (input: Record<string, unknown>) => unknown>;

/** Calls of an operation, oldest first. */
export interface Asked {
  name: string;
  input: Record<string, unknown>;
}

export interface Page {
  /** Where the page's connection to its desk stands; `open` to begin with. */
  connection: Ref<ConnectionState>;
  asked: Asked[];
  router: Router;
  /** Tells the page that tables changed. */
  change(...topics: string[]): void;
  mount(component: Component, props: Record<string, unknown>): VueWrapper;
}

/** Who is signed in on the mounted page. */
export const ME = 'me';

const same = (text: string) => ({ zh: text, en: text });

const WORDS: LibraryWords = {
  places: Object.values(PLACES),
  reasons: Object.entries(REASONS).map(([code, text]) => ({ code, text, active: true })),
  staff: { [ME]: '王老师', other: '李老师' },
  templates: [],
  funds: [{ id: 'fund', text: same('先读为快 2018') }],
  vendors: [{ id: 'vendor', text: same('书商甲') }],
};

const library: Library = {
  words: computed(() => WORDS),
  place: (id) => (id === null ? undefined : PLACES[id]),
  places: (kind) => Object.values(PLACES).filter((place) => place.kind === kind && place.active),
  name: (id) => PLACES[id]?.name ?? WORDS.reasons.find(({ code }) => code === id)?.text,
  staffName: (id) => WORDS.staff[id],
};

function sessionOf(roles: StaffRole[] | null, campuses: string[] | null) {
  const person = roles && {
    id: ME,
    login: 'wang',
    name: '王老师',
    grants: roles.map((role) => ({ role, campuses, collections: null })),
    point: { id: 'n1', campus: 'north', code: 'N1', name: same('北区') },
  };
  const info = { clockOffset: 0, person } as unknown as SessionInfo;
  return {
    info: computed(() => info),
    live: {
      data: ref(info),
      error: ref(null),
      loading: ref(false),
      refresh: () => undefined,
    },
    person: computed(() => person),
    may: (right: keyof typeof OTHER_RIGHTS, campus: string) =>
      mayDoAt(right, person?.grants ?? [], campus),
    has: (...wanted: StaffRole[]) => roles?.some((role) => wanted.includes(role)) ?? false,
  };
}

/** A page in Chinese for somebody with these roles, or for nobody (null); an operation without an answer fails the test. */
export function pageWith(
  answers: Answers,
  roles: StaffRole[] | null = ['desk', 'supervisor'],
  /** Where the roles count; null for everywhere. */
  campuses: string[] | null = null,
): Page {
  const asked: Asked[] = [];
  const listeners = new Set<ChangeListener>();
  const client = new Proxy(
    {},
    {
      get: (_, name: string) => async (input: Record<string, unknown>) => {
        asked.push({ name, input });
        const answer = answers[name];
        if (!answer) throw new Error(`the test has no answer to ${name}`);
        return answer(input);
      },
    },
  );
  const connection = ref<ConnectionState>('open');
  const desk = {
    client,
    state: connection,
    onChanges(listener: ChangeListener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    retry: () => undefined,
    shell: () => Promise.reject(new Error('no shell in tests')),
  } as unknown as Desk;
  const router = createRouter({
    history: createMemoryHistory(),
    routes: [
      { path: '/', name: 'workbench', component: { template: '<p />' } },
      { path: '/queue/:queue', name: 'queue', component: { template: '<p />' } },
      { path: '/devices', name: 'devices', component: { template: '<p />' } },
      { path: '/circulation/:tab?', name: 'circulation', component: { template: '<p />' } },
      { path: '/search', name: 'search', component: { template: '<p />' } },
      { path: '/sync', name: 'sync', component: { template: '<p />' } },
      { path: '/settings/:part?', name: 'settings', component: { template: '<p />' } },
    ],
  });
  return {
    asked,
    connection,
    router,
    change: (...topics) => {
      for (const listener of listeners) listener(new Set(topics));
    },
    mount: (component, props) =>
      mount(component, {
        props,
        attachTo: document.body,
        global: {
          plugins: [createPinia(), i18n, router],
          provide: {
            [DESK as symbol]: desk,
            [SESSION as symbol]: sessionOf(roles, campuses),
            [LIBRARY as symbol]: library,
          },
        },
      }),
  };
}
