// A page's connection over memory, for tests: the real client and server, handlers as the test wants them.

import { mount } from '@vue/test-utils';
import { createPinia } from 'pinia';
import { defineComponent, h } from 'vue';
import { deskContract } from '../../shared/desk-contract.ts';
import type { DeskContract } from '../../shared/desk-contract.ts';
import type { Handlers } from '../../shared/rpc/contract.ts';
import { createPortPair } from '../../shared/rpc/memory-port.ts';
import type { Port } from '../../shared/rpc/port.ts';
import { serve } from '../../shared/rpc/server.ts';
import { i18n } from '../i18n/index.ts';
import { connectDesk } from './connect.ts';
import { DESK } from './desk.ts';
import type { Desk } from './desk.ts';

export interface TestDesk {
  desk: Desk;
  /** Tells the page that tables changed. */
  change(...topics: string[]): void;
  /** Cuts the present connection. */
  cut(): void;
  /** How often a connection was opened. */
  opened(): number;
}

type SomeHandlers = Partial<Handlers<DeskContract, null>>;

/** A desk that answers with these handlers. */
export function testDesk(handlers: SomeHandlers): TestDesk {
  const listeners = new Set<(topics: string[]) => void>();
  let port: Port | undefined;
  let opened = 0;
  async function* changes() {
    const queue: string[][] = [];
    let wake = () => undefined as void;
    listeners.add((topics) => {
      queue.push(topics);
      wake();
    });
    for (;;) {
      while (queue.length === 0) await new Promise<void>((resolve) => (wake = resolve));
      yield { topics: queue.shift() ?? [] };
    }
  }
  const open = () => {
    const [page, core] = createPortPair();
    opened += 1;
    port = page;
    serve(deskContract, { changes, ...handlers } as Handlers<DeskContract, null>, core, null, {
      checkOutput: false,
      newErrorId: () => 'E1',
      onBug: () => undefined,
    });
    return Promise.resolve(page);
  };
  const desk = { ...connectDesk(open), shell: () => Promise.reject(new Error('no shell')) };
  return {
    desk,
    change: (...topics) => listeners.forEach((tell) => tell(topics)),
    cut: () => port?.close(),
    opened: () => opened,
  };
}

/** Runs a composable inside a component of a page with this desk; `unmount` ends it. */
export function inPage<T>(desk: Desk, use: () => T): { value: T; unmount(): void } {
  let value: T | undefined;
  const wrapper = mount(
    defineComponent({
      setup() {
        value = use();
        return () => h('div');
      },
    }),
    { global: { plugins: [createPinia(), i18n], provide: { [DESK as symbol]: desk } } },
  );
  return { value: value as T, unmount: () => wrapper.unmount() };
}
