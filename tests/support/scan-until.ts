// A scan of which something has to come: done once, since a second one of the same code means something else.

import { expect } from 'vitest';
import type { QueueDesk } from './queue-desk.ts';

/** Milliseconds that a busy machine may take over what a scan does. */
const DOING = 20_000;
/** Milliseconds after which nothing comes of it any more: the keys came so far apart that they were nobody's scan. */
const LOST = 8_000;

/** Scans a code, unless it is done already, and waits until it is. */
export async function scanUntil(
  at: QueueDesk,
  code: string,
  done: () => Promise<boolean>,
): Promise<void> {
  if (await done()) return;
  await at.scan(code);
  const begun = Date.now();
  while (Date.now() - begun < LOST) {
    if (await done()) return;
    await at.page.waitForTimeout(50);
  }
  await at.scan(code);
  await expect.poll(done, { timeout: DOING }).toBe(true);
}
