// What the workbench and its sheet say of how much there is, and why the first rows are due.

import { afterEach, describe, expect, it } from 'vitest';
import { ElButton } from 'element-plus';
import { nextTick } from 'vue';
import { pageWith } from '../../../../tests/support/page.ts';
import type { Page } from '../../../../tests/support/page.ts';
import { lineOf } from '../../../../tests/support/request-rows.ts';
import type { Output } from '../../desk/operations.ts';
import { i18n } from '../../i18n/index.ts';
import WorkbenchPage from './workbench-page.vue';

type Handover = Output<'requests.handover'>;

const UNTIL = '2018-06-05T09:00:00.000Z';
const DUE = '2999-06-07T02:00:00.000Z';
const NONE = { total: 0, more: false };
const waited: Handover['dueFirst'][number] = {
  ...lineOf('reallocation', 'ready'),
  why: { code: 'waited', facts: { until: UNTIL, due: DUE, since: UNTIL, state: 'ready' } },
};
const several = (count: number) =>
  Array.from({ length: count }, (_, number) => ({
    ...waited,
    request: { ...waited.request, id: `r-${number}`, code: `N1-${number}` },
  }));

function handoverOf(over: Partial<Handover> = {}): Handover {
  return {
    dueFirst: several(20),
    mine: [],
    exceptions: several(5),
    answers: [],
    totals: {
      dueFirst: { total: 91, more: false },
      mine: NONE,
      exceptions: { total: 63, more: true },
      answers: NONE,
    },
    queues: [{ queue: 'reallocation', pending: 3, inProgress: 2, late: 1, closedToday: 4 }],
    ...over,
  };
}

async function shown(answer: Handover) {
  const page: Page = pageWith({ 'requests.handover': () => answer });
  const wrapper = page.mount({ ...WorkbenchPage, components: { ElButton } }, {});
  await new Promise((done) => setTimeout(done, 0));
  await nextTick();
  return wrapper;
}

afterEach(() => {
  i18n.global.locale.value = 'zh';
  document.body.innerHTML = '';
});

describe('the workbench', () => {
  it('heads each list with how many there are, not with how many it shows', async () => {
    const wrapper = await shown(handoverOf());
    const heads = wrapper
      .findAll('.columns h2')
      .map((head) => head.text().replaceAll(/\s+/gu, ' '));
    expect(heads[0]).toBe('先到期的 91');
    expect(heads[2]).toBe('异常与异常记录 63+');
    const sheet = wrapper.find('.sheet');
    expect(sheet.find('[data-part="dueFirst"] h2').text()).toBe('先到期的 (91)');
    const rows = sheet.findAll('[data-part="dueFirst"] tr').length;
    expect(sheet.find('[data-part="dueFirst"] > p').text()).toBe(`另有 ${91 - rows} 件，见系统。`);
    expect(sheet.find('[data-part="mine"] > p').exists()).toBe(false);
  });

  it('says when waiting ended and by when somebody has to act', async () => {
    const zh = (await shown(handoverOf())).find('.reason').text();
    expect(zh).toMatch(/期满.+到期/u);
    i18n.global.locale.value = 'en';
    const en = (await shown(handoverOf())).find('.reason').text();
    expect(en).toMatch(/^The waiting ended .+; due .+\.$/u);
  });

  it('prints no table of queues for somebody who works in none', async () => {
    const wrapper = await shown(handoverOf({ queues: [] }));
    expect(wrapper.find('.sheet thead').exists()).toBe(false);
  });
});
