// Printing that fails is said, and so is a list that cannot be had for it.

import { flushPromises } from '@vue/test-utils';
import type { VueWrapper } from '@vue/test-utils';
import { afterEach, describe, expect, it } from 'vitest';
import { defineComponent } from 'vue';
import { pageWith } from '../../../tests/support/page.ts';
import ExportMenu from '../queues/list/export-menu.vue';
import { RpcError } from '../../shared/rpc/failure.ts';
import { useToasts } from '../stores/toasts.ts';
import { usePrinter, usePrintStore } from './use-print.ts';

let mounted: VueWrapper | undefined;
afterEach(() => mounted?.unmount());

const toasts = () => useToasts().list.map(({ kind, text }) => [kind, text]);

describe('printing', () => {
  it('that fails is said', async () => {
    let printer: ReturnType<typeof usePrinter> | undefined;
    const setup = () => {
      printer = usePrinter();
      return () => null;
    };
    // The shell of the tests does nothing but fail.
    mounted = pageWith({}).mount(defineComponent({ setup }), {});
    await printer?.print(document.createElement('div'));
    expect(toasts()).toEqual([['wrong', '没有打印成功，请检查打印机后再试。']]);
  });

  it('of a list that cannot be had is said, and no preview opens', async () => {
    const page = pageWith({
      'requests.list': () => {
        throw new RpcError({ code: 'disconnected' });
      },
    });
    const shown = { tab: 'open', sort: 'due', filters: {} };
    mounted = page.mount(ExportMenu, { queue: 'reallocation', shown });
    await mounted.get('[data-export]').trigger('click');
    await mounted.get('[data-format="paper"]').trigger('click');
    await flushPromises();
    expect(toasts()).toHaveLength(1);
    expect(toasts()[0]?.[0]).toBe('wrong');
    expect(usePrintStore().job).toBeNull();
  });
});
