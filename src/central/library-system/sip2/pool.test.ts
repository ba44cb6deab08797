import { expect, it } from 'vitest';
import { handTimers } from '../../../../tests/support/hand-timers.ts';
import { faultOf } from './fault.ts';
import type { Line } from './line.ts';
import { createPool } from './pool.ts';
import type { Opened } from './sign-in.ts';

const line = () => ({ isOpen: () => true, isAlive: () => true, close: () => undefined });

it('goes down to the lines that a system allows, and tries all of them again after a while', async () => {
  const timers = handTimers();
  let allowed = 1;
  let standing = 0;
  const pool = createPool({
    size: 3,
    timers,
    random: () => 0,
    heard: () => undefined,
    async open() {
      if (standing >= allowed) return faultOf('closed', false);
      standing += 1;
      return { line: line() as unknown as Line } as Opened;
    },
  });
  /** How many of three questions at once are asked side by side. */
  const atOnce = async () => {
    let now = 0;
    let most = 0;
    const ask = () =>
      pool.with(async () => {
        now += 1;
        most = Math.max(most, now);
        await new Promise((done) => setTimeout(done, 5));
        now -= 1;
      });
    await Promise.all([ask(), ask(), ask()]);
    return most;
  };
  expect(await atOnce()).toBe(1);
  allowed = 3;
  expect(await atOnce()).toBe(1);
  await timers.pass(300_000);
  expect(await atOnce()).toBe(3);
  pool.close();
});
