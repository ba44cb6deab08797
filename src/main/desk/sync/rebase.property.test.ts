import { rmSync } from 'node:fs';
import * as fc from 'fast-check';
import { describe, it } from 'vitest';
import { profileFolder } from '../../../../tests/support/desk-core.ts';
import { History } from '../../../../tests/support/sync-history.ts';

/** How often each step is taken. */
const STEPS = {
  elsewhere: 25,
  here: 45,
  push: 7,
  answer: 7,
  pull: 14,
  crash: 2,
  resync: 1,
  settings: 4,
  fork: 1,
  damage: 1,
} as const;
type Step = keyof typeof STEPS;
const WEIGHTED = (Object.keys(STEPS) as Step[]).flatMap((step) =>
  Array.from({ length: STEPS[step] }, () => step),
);

async function live(history: History, steps: readonly Step[]): Promise<void> {
  for (const step of steps) {
    if (history.chance.hits(0.3)) history.clock.forward(history.chance.between(1, 30));
    await history[step]();
    await history.checkScreen();
  }
  await history.quiet();
  history.checkEqual();
  history.checkPrivate();
  history.checkSearch();
}

describe('pending commands over rows that change under them', () => {
  it('are shown as if they were done on the settled rows, and leave what the service has', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.nat(),
        fc.array(fc.constantFrom(...WEIGHTED), { minLength: 40, maxLength: 140 }),
        async (seed, steps) => {
          const folder = profileFolder();
          const history = await History.begin(seed, folder);
          try {
            await live(history, steps);
          } finally {
            history.desk.close();
            rmSync(folder, { recursive: true, force: true });
          }
        },
      ),
      { numRuns: Number(process.env['RUNS'] ?? 25), endOnFailure: true },
    );
  }, 600_000);
});
