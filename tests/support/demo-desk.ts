// A desk core over the demonstration library, in the process of the test; the library is made once a run.

import { demoLibrary } from '../../src/demo/library.ts';
import { demoBase } from '../../src/node/demo-base.ts';
import { copyMade } from './demo-copy.ts';
import { openTestDesk, testClock } from './desk-core.ts';
import type { TestDesk } from './desk-core.ts';

type Options = Pick<NonNullable<Parameters<typeof openTestDesk>[0]>, 'timers'>;

/** Opens the desk of a folder in the first hour of the day after the library's record ends. */
export function openDemoDesk(folder: string, options: Options = {}): Promise<TestDesk> {
  const base = demoBase(demoLibrary, {}, () => undefined);
  return openTestDesk({ folder, base, clock: testClock('2018-06-06T00:00:00.000Z'), ...options });
}

/** Puts the library into a profile's folder, as such a desk leaves it. */
export function copyDemoDesk(folder: string): Promise<void> {
  return copyMade('desk-core', async (made) => (await openDemoDesk(made)).close(), folder);
}
