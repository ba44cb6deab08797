import { flushPromises } from '@vue/test-utils';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { pageWith } from '../../../../tests/support/page.ts';
import { SCENE_NOW, barOf, statusOf } from '../../../../tests/support/sync-scene.ts';
import { SYNC_STATES } from '../../../shared/desk-contract/sync.ts';
import { refuse } from '../../../shared/lib/result.ts';
import { i18n } from '../../i18n/index.ts';
import { useCentralWords } from '../../frame/use-central-words.ts';
import StandingPanel from './standing-panel.vue';
import type { SyncStatus } from './use-standing.ts';

async function panel(status: SyncStatus) {
  const view = pageWith({}).mount(StandingPanel, { status });
  await flushPromises();
  return view;
}

beforeEach(() => void vi.useFakeTimers({ toFake: ['Date'], now: new Date(SCENE_NOW) }));
afterEach(() => {
  vi.useRealTimers();
  i18n.global.locale.value = 'zh';
  document.body.innerHTML = '';
});

describe('how the desk stands', () => {
  it.each(SYNC_STATES)('is said in words for %s, in both languages', async (state) => {
    const reason = state === 'alone' || state === 'live' ? null : refuse('timeout');
    const view = await panel(statusOf({ state, reason }));
    for (const language of ['zh', 'en'] as const) {
      i18n.global.locale.value = language;
      await flushPromises();
      expect(view.text()).not.toMatch(/sync\.|\{\w+\}|timeout/u);
      expect(view.find('h2').text().length).toBeGreaterThan(3);
    }
  });

  it('takes being offline calmly: since when, and that work goes on', async () => {
    const since = '2018-06-06T02:02:00.000Z';
    const view = await panel(statusOf({ state: 'offline', since, reason: refuse('unreachable') }));
    expect(view.find('h2').text()).toContain('离线（10:02 起）');
    expect(view.text()).toContain('工作照常进行');
    expect(view.classes()).not.toContain('mood-act');
  });

  it('says why it stopped and that what was done is kept', async () => {
    const reason = refuse('desk_revoked', { desk: 'N1' });
    const view = await panel(statusOf({ state: 'stopped', reason }));
    expect(view.classes()).toContain('mood-act');
    expect(view.text()).toContain('管理员已停用本台（N1）');
    expect(view.text()).toContain('操作都保存在本台');
  });

  it('shows how far the first rows have come', async () => {
    const resync = { loaded: 812_400, expected: 3_100_000 };
    const view = await panel(statusOf({ state: 'joining', resync }));
    expect(view.find('progress').attributes('value')).toBe('812400');
    expect(view.text()).toContain('已载入 812,400 / 3,100,000 条');
  });

  it('is one short sentence in the status bar', async () => {
    const bar = (over: Partial<SyncStatus>) => {
      let said = '';
      pageWith({}).mount(
        {
          setup() {
            said = useCentralWords(() => barOf(statusOf(over))).value;
            return () => null;
          },
        },
        {},
      );
      return said;
    };
    expect(bar({})).toBe('在线');
    expect(bar({ waiting: 1200 })).toBe('在线 · 1,200 个操作待上传');
    expect(bar({ state: 'offline', since: '2018-06-06T02:02:00.000Z', waiting: 2 })).toBe(
      '离线，自 10:02 · 2 个操作待上传',
    );
    expect(bar({ state: 'alone', waiting: 3 })).toBe('本台独立运行；3 个操作待上传');
    expect(bar({ state: 'stopped' })).toBe('同步已停止，需处理');
  });
});
