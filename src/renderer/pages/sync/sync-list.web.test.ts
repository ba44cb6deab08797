import { flushPromises } from '@vue/test-utils';
import type { VueWrapper } from '@vue/test-utils';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { pageWith } from '../../../../tests/support/page.ts';
import type { Answers, Page } from '../../../../tests/support/page.ts';
import {
  DESKS,
  LENT_SOUTH,
  MORNING,
  lineOf,
  rowOf,
} from '../../../../tests/support/sync-morning.ts';
import { SCENE_NOW } from '../../../../tests/support/sync-scene.ts';
import type { SyncFilter, SyncRow } from '../../../shared/desk-contract/sync.ts';
import { refuse } from '../../../shared/lib/result.ts';
import { i18n } from '../../i18n/index.ts';
import { useRedo } from '../../stores/redo.ts';
import SyncList from './sync-list.vue';

interface Scene {
  page: Page;
  view: VueWrapper;
  rows: SyncRow[];
}

const NAMES = {
  [DESKS.south]: { zh: '南区总台 1 号机', en: 'South-1' },
  li: { zh: '李丽', en: 'Li Li' },
  chen: { zh: '陈国栋', en: 'Chen Guodong' },
};

async function scene(filter: SyncFilter, rows: SyncRow[], answers: Answers = {}): Promise<Scene> {
  const held = { rows };
  const page = pageWith({
    'sync.list': () => ({ total: held.rows.length, rows: held.rows, names: NAMES }),
    ...answers,
  });
  const view = page.mount(SyncList, { filter, deskId: DESKS.north });
  await flushPromises();
  return Object.assign(held, { page, view });
}

const rowsOf = (view: VueWrapper) => view.findAll('li[data-command]');
const choicesOf = (view: VueWrapper) =>
  rowsOf(view).map((row) =>
    row.findAll('[data-choice]').map((one) => one.attributes('data-choice')),
  );
const choose = async (at: Scene, choice: string) => {
  await at.view.find(`[data-choice="${choice}"]`).trigger('click');
  await flushPromises();
};

beforeEach(() => void vi.useFakeTimers({ toFake: ['Date'], now: new Date(SCENE_NOW) }));
afterEach(() => {
  vi.useRealTimers();
  i18n.global.locale.value = 'zh';
  document.body.innerHTML = '';
});

describe('what became of an action', () => {
  it('reads like an explanation: who did what, when and where, before it arrived', async () => {
    const at = await scene('refused', MORNING.refused);
    const [first] = rowsOf(at.view);
    expect(first?.find('.did').text()).toBe('您在 10:02 找到了书');
    expect(first?.find('.why').text()).toBe(
      '在它送到中心服务之前，李丽（南区总台 1 号机）已在 10:00 借给了申请人，这件申请现在是“已完成”。因此这一步没有生效。',
    );
    i18n.global.locale.value = 'en';
    await flushPromises();
    expect(first?.find('.did').text()).toBe('You found it at 10:02');
    expect(first?.find('.why').text()).toBe(
      'Before that reached the service, Li Li at desk South-1 lent it to the reader at 10:00; the request is “Done” now. So this step did not take effect.',
    );
  });

  it('says of a hold that it was placed, whatever request brings its copy', async () => {
    const hold = {
      type: 'hold.place',
      action: 'place',
      queue: 'reallocation',
      code: null,
    } as const;
    const at = await scene('all', [rowOf(1, { ...hold, barcode: null })]);
    expect(at.view.find('.said').text()).toBe('您在 10:02 登记了预约 · 《红楼梦》');
  });

  it('says the rule’s own reason where nobody came in between', async () => {
    const at = await scene('refused', [MORNING.refused[1] ?? rowOf(1)]);
    expect(at.view.find('.why').text()).toContain('余额 120.50 元，不够 189.00 元');
  });

  it('names this desk where it was here, the reader and the system where it was they', async () => {
    const by = (changedBy: string, changedDesk: string) =>
      rowOf(1, {
        state: 'refused',
        refusal: refuse('stale', { ...LENT_SOUTH, changedBy, changedDesk }),
      });
    const here = await scene('refused', [by('other', DESKS.north)]);
    expect(here.view.find('.why').text()).toContain('李老师（本台）已在');
    const reader = await scene('refused', [by('reader-7', 'service')]);
    expect(reader.view.find('.why').text()).toContain('之前，读者已在');
    const system = await scene('refused', [by('system', 'service')]);
    expect(system.view.find('.why').text()).toContain('之前，系统已在');
  });

  it('shows a refused chain as one, with one set of choices', async () => {
    const at = await scene('refused', MORNING.refused.slice(0, 1));
    expect(rowsOf(at.view)).toHaveLength(1);
    const chain = at.view.find('.chain');
    expect(chain.text()).toContain('以及以它为基础的 3 个操作');
    expect(chain.findAll('li').map((line) => line.text())).toEqual([
      '您在 10:03 放上了预约架 · N1-0412《红楼梦》',
      '您在 10:04 写了备注 · N1-0412《红楼梦》',
      '您在 10:09 借给了申请人 · N1-0412《红楼梦》',
    ]);
    expect(choicesOf(at.view)).toEqual([['redo', 'ask', 'discard']]);
  });

  it('keeps a long chain short until the rest is wanted', async () => {
    const chain = Array.from({ length: 12 }, (_, n) => lineOf({ commandId: `c${n}` }));
    const at = await scene('refused', [rowOf(1, { state: 'refused', chain })]);
    expect(at.view.findAll('.chain li')).toHaveLength(5);
    await at.view.find('.chain .link-button').trigger('click');
    expect(at.view.findAll('.chain li')).toHaveLength(12);
  });

  it('leaves nothing to do for a case, nor for a doubtful action, and says so', async () => {
    const cases = await scene('exceptions', MORNING.exceptions);
    expect(choicesOf(cases.view)[0]).toEqual([]);
    expect(cases.view.find('.why').text()).toContain('由值班主管按实际情况更正。您不用再做什么。');
    const waiting = await scene('waiting', MORNING.waiting);
    expect(choicesOf(waiting.view)).toEqual([[], []]);
    expect(waiting.view.findAll('.why').map((one) => one.text())).toEqual([
      expect.stringMatching(/^按本台现在的记录，这一步可能不成立：.*结果以中心服务为准/u),
    ]);
  });

  it('tells a case of another desk from an own one, and leaves it to the supervisor to correct', async () => {
    const at = await scene('exceptions', MORNING.exceptions);
    const texts = (of: string) => at.view.findAll(of).map((one) => one.text());
    expect(texts('.place')).toEqual(['本台 · 第 410 号 · n1', '南区总台 1 号机 · s1']);
    expect(texts('.did')[1]).toBe('李丽（南区总台 1 号机）在 09:40 找到了书');
    expect(texts('.why')[1]).toBe(
      '在它送到中心服务之前，陈国栋（本台）已在 09:31 取消了申请，这件申请现在是“已取消”。书已经办过，所以没有作废：已记为异常，请按实际情况更正。',
    );
    expect(choicesOf(at.view)[1]).toEqual(['correct', 'open']);
    await choose(at, 'correct');
    const [, row] = MORNING.exceptions;
    expect(at.page.router.currentRoute.value.fullPath).toBe(
      `/queue/find_book?request=${row?.requestId}&action=correct`,
    );
    i18n.global.locale.value = 'en';
    await flushPromises();
    expect(texts('.did')[1]).toBe('Li Li at desk South-1 found it at 09:40');
    expect(texts('.place')[1]).toBe('South-1 · s1');
  });

  it('offers of an undo only the request itself, and to put it away', async () => {
    const undo = { type: 'request.undo', action: 'undo', state: 'refused' } as const;
    const at = await scene('refused', [rowOf(1, { ...undo, refusal: refuse('stale') })]);
    expect(choicesOf(at.view)).toEqual([['open', 'discard']]);
    await choose(at, 'open');
    expect(at.page.router.currentRoute.value.fullPath).toBe(
      `/queue/find_book?request=${rowOf(1).requestId}`,
    );
  });

  it('offers to put away what is no request, and leads to where it was set', async () => {
    const at = await scene('refused', MORNING.refused.slice(2));
    expect(choicesOf(at.view)).toEqual([['discard']]);
    expect(at.view.find('.choices a').attributes('href')).toBe('/settings/policy');
    expect(at.view.find('.why').text()).toContain('没有在本台连上中心服务登录过');
  });
});

it('leads from a case of the counter to where it is settled', async () => {
  const row = rowOf(9, {
    type: 'loan.out',
    queue: null,
    requestId: null,
    code: null,
    title: '活着',
    barcode: 'C1',
    state: 'exception',
    atCounter: true,
    refusal: refuse('on_loan', { barcode: 'C1', due: SCENE_NOW }),
  });
  const at = await scene('exceptions', [row]);
  const to = vi.spyOn(at.page.router, 'push').mockResolvedValue(undefined);
  const [shown] = rowsOf(at.view);
  expect(shown?.text()).toContain('C1《活着》');
  expect(shown?.text()).toContain('已记在“流通”的待了结记录里');
  await choose(at, 'open');
  expect(to).toHaveBeenCalledWith({ name: 'circulation', params: { tab: 'cases' } });
  at.view.unmount();
});

describe('the choices', () => {
  const again = {
    ok: true,
    queue: 'find_book',
    requestId: MORNING.refused[0]?.requestId,
    action: 'found',
    input: { cause: 'misshelved' },
    texts: {},
    legal: true,
    why: null,
  };

  it('do it again in the form of the request, filled in as before', async () => {
    const at = await scene('refused', MORNING.refused, { 'sync.redo': () => again });
    await choose(at, 'redo');
    expect(at.page.router.currentRoute.value.fullPath).toBe(
      `/queue/find_book?request=${again.requestId}&action=found`,
    );
    expect(useRedo().offer).toMatchObject({ action: 'found', input: { cause: 'misshelved' } });
  });

  it('say why it cannot be done again, and stay', async () => {
    const why = refuse('illegal', { action: 'found', state: 'done', code: 'N1-0412' });
    const at = await scene('refused', MORNING.refused, {
      'sync.redo': () => ({ ...again, legal: false, why }),
    });
    await choose(at, 'redo');
    expect(at.view.find('.trouble').text()).toContain('现在不能再做：');
    expect(at.view.find('.trouble').text()).toContain('这件申请现在是“已完成”');
    expect(at.page.router.currentRoute.value.path).not.toContain('queue');
  });

  const claim = rowOf(1, {
    type: 'request.claim',
    action: 'claim',
    state: 'refused',
    refusal: refuse('claimed_by_other', { by: 'li', until: LENT_SOUTH.changedAt, code: 'N1-0412' }),
  });

  it('claim at once where that is possible again, and put the refused claim away', async () => {
    const at = await scene('refused', [claim], {
      'sync.redo': () => ({ ...again, action: 'claim', input: {} }),
      'requests.act': () => ({ ok: true, requestId: claim.requestId, remarks: [], undo: null }),
      'sync.dismiss': () => ({ ok: true }),
    });
    await choose(at, 'redo');
    expect(at.page.asked.slice(-2)).toMatchObject([
      {
        name: 'requests.act',
        input: { requestId: claim.requestId, action: 'claim', expectHead: null },
      },
      { name: 'sync.dismiss', input: { commandId: claim.commandId } },
    ]);
    expect(at.page.router.currentRoute.value.path).not.toContain('queue');
  });

  it('open the form to take a claim over, where that is what is left', async () => {
    const at = await scene('refused', [claim], {
      'sync.redo': () => ({ ...again, action: 'take_over', input: {} }),
    });
    await choose(at, 'redo');
    expect(at.page.router.currentRoute.value.fullPath).toContain('action=take_over');
    expect(useRedo().offer).toMatchObject({ why: 'instead', action: 'take_over' });
  });

  it('say who has claimed it to whoever may not take it over', async () => {
    const at = await scene('refused', [claim], {
      'sync.redo': () => ({ ...again, action: 'claim', legal: false, why: claim.refusal }),
    });
    await choose(at, 'redo');
    expect(at.view.find('.trouble').text()).toContain('李丽 已认领到 6月6日 10:00');
    expect(at.page.asked.at(-1)?.name).toBe('sync.redo');
  });

  it('hand it to a supervisor with the explanation as the note', async () => {
    const at = await scene('refused', MORNING.refused);
    await choose(at, 'ask');
    const offer = useRedo().offer;
    expect(offer?.action).toBe('report_problem');
    expect(offer?.input['note']).toBe(
      '您在 10:02 找到了书（N1-0412《红楼梦》）。在它送到中心服务之前，李丽（南区总台 1 号机）已在 10:00 借给了申请人，这件申请现在是“已完成”。因此这一步没有生效。请主管看看怎么办。',
    );
  });

  it('put it away, and hand the focus to the row that takes its place', async () => {
    const at = await scene('refused', MORNING.refused, { 'sync.dismiss': () => ({ ok: true }) });
    const [first, second] = MORNING.refused;
    at.view.find<HTMLElement>('[data-choice="discard"]').element.focus();
    await choose(at, 'discard');
    expect(at.page.asked.at(-1)).toEqual({
      name: 'sync.dismiss',
      input: { commandId: first?.commandId },
    });
    at.rows = MORNING.refused.slice(1);
    at.page.change('outbox');
    await expect.poll(() => rowsOf(at.view).length).toBe(2);
    await flushPromises();
    expect(document.activeElement?.getAttribute('data-command')).toBe(second?.commandId);
  });
});
