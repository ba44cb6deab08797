// A service that is reached and does not answer is said to after a while, and no more once something comes back.

import { nextTick, shallowRef } from 'vue';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { pageWith } from '../../../tests/support/page.ts';
import { barOf, statusOf } from '../../../tests/support/sync-scene.ts';
import { useCentralWords } from './use-central-words.ts';
import { useUnanswered } from './use-unanswered.ts';

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

function bar() {
  const status = shallowRef(barOf(statusOf({ waiting: 0 })));
  let said = () => '';
  const view = pageWith({}).mount(
    {
      setup() {
        const unanswered = useUnanswered(() => status.value);
        const words = useCentralWords(
          () => status.value,
          () => unanswered.value,
        );
        said = () => words.value;
        return () => null;
      },
    },
    {},
  );
  const stands = async (over: Parameters<typeof statusOf>[0]) => {
    status.value = barOf(statusOf(over));
    await nextTick();
  };
  const after = (seconds: number) => vi.advanceTimersByTime(seconds * 1000);
  return { said: () => said(), stands, after, view };
}

it('is said once nothing was answered for ten seconds, and not while answers come', async () => {
  const { said, stands, after, view } = bar();
  await stands({ waiting: 3 });
  after(5);
  expect(said()).toBe('在线 · 3 个操作待上传');
  await stands({ waiting: 2 });
  after(5);
  expect(said()).toBe('在线 · 2 个操作待上传');
  // More that waits is no answer.
  await stands({ waiting: 4 });
  after(10);
  expect(said()).toBe('在线，15 秒没有应答 · 4 个操作待上传');
  await stands({ waiting: 0 });
  expect(said()).toBe('在线');
  after(60);
  expect(said()).toBe('在线');
  view.unmount();
});

it('is nothing of its own where the desk is offline', async () => {
  const { said, stands, after, view } = bar();
  await stands({ waiting: 3 });
  await stands({ state: 'offline', since: '2018-06-06T02:02:00.000Z', waiting: 3 });
  after(60);
  expect(said()).toMatch(/^离线，自 .* · 3 个操作待上传$/u);
  view.unmount();
});
