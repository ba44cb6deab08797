import { describe, expect, it } from 'vitest';
import { handTimers } from '../../../tests/support/hand-timers.ts';
import { memoryCarrier, noticeScene } from '../../../tests/support/notice-scene.ts';
import { createNotices } from './notices.ts';
import { createSweep } from './sweep.ts';

const DAY = 1440;

describe('jobs of notices', () => {
  it('are forgotten some weeks after they are over, while the service runs', async () => {
    const scene = noticeScene();
    const asked = { readerId: 'reader-1', copyId: 'c1', address: 'n-door' };
    await scene.story.submits('desk-a', 'delivery', { ...asked, slot: '2018-06-07 15:00-17:00' });
    const id = (await scene.commit()).at(-1)?.id ?? '';
    const timers = handTimers();
    const process = createNotices({ ...scene.options([memoryCarrier('email')]), timers });
    await process.runDue();
    scene.wait(27 * DAY);
    process.start();
    await timers.pass(2000);
    expect(await scene.outcome(id, 'email')).toBe('done sent');
    scene.wait(2 * DAY);
    await timers.pass(2000);
    expect(await scene.outcome(id, '')).toBe('none');
    expect(await scene.outcome(id, 'email')).toBe('none');
    await process.close();
  });

  it('that piled up go piece by piece, and nobody asks again for an hour', async () => {
    const scene = noticeScene();
    const options = scene.options([]);
    const { jobs } = options.store;
    const made = Array.from({ length: 2500 }, (_, index) => `old/${index}`);
    const then = scene.now();
    await jobs.add(
      made.map((key) => ({ key, kind: 'notice', body: {}, dueOn: then })),
      then,
    );
    await jobs.done(made, then, 'planned');
    const sweep = createSweep(options);
    scene.wait(29 * DAY);
    const left: number[] = [];
    for (let count = 0; count < 3; count += 1) {
      await sweep();
      left.push((await jobs.list('notice', 5000)).length);
    }
    expect(left).toEqual([1500, 500, 0]);
    await jobs.add([{ key: 'more', kind: 'notice', body: {}, dueOn: then }], then);
    await jobs.done('more', then, 'planned');
    await sweep();
    expect(await jobs.get('more')).not.toBeNull();
    scene.wait(60);
    await sweep();
    expect(await jobs.get('more')).toBeNull();
  });
});
