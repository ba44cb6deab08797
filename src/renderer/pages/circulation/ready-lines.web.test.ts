import { mount } from '@vue/test-utils';
import { createPinia } from 'pinia';
import { expect, it } from 'vitest';
import { defineComponent, h } from 'vue';
import type { ReaderPanel } from '../../../shared/desk-contract/circulation-views.ts';
import { DESK } from '../../desk/desk.ts';
import { testDesk } from '../../desk/testing.ts';
import { provideLibrary } from '../../desk/use-library.ts';
import { i18n } from '../../i18n/index.ts';
import ReadyLines from './ready-lines.vue';

const book = { copyId: 'c1', titleId: 't1', barcode: 'C1', callNumber: '', volume: null };
const shown = (part: Partial<ReaderPanel>) => {
  const panel = { ready: [], readyRequests: [], ...part } as unknown as ReaderPanel;
  const page = defineComponent({
    setup() {
      provideLibrary(() => false);
      return () => h(ReadyLines, { panel });
    },
  });
  const provide = { [DESK as symbol]: testDesk({}).desk };
  return mount(page, { global: { plugins: [createPinia(), i18n], provide } });
};

it('names slot, queue, code and last day of what a queue keeps for the reader', () => {
  const wrapper = shown({
    readyRequests: [
      {
        requestId: 'r1',
        code: 'F-0012',
        queue: 'find_book',
        book: { ...book, title: '高等数学教程' },
        slot: 'N-12',
        until: '2018-06-09T14:00:00.000Z',
      },
    ],
  });
  const text = wrapper.get('li').text();
  expect(text).toContain('高等数学教程 · 架位 N-12');
  expect(text).toMatch(/F-0012 · 保留到 2018年6月9日/u);
  wrapper.unmount();
});

it('shows nothing where nothing lies ready', () => {
  const wrapper = shown({});
  expect(wrapper.find('section').exists()).toBe(false);
  wrapper.unmount();
});
