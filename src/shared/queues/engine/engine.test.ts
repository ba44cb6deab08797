// Whatever anybody does in whatever order, the engine's invariants hold. SHUTAI_MODEL_RUNS sets the number of runs.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { modelLibrary } from '../../../../tests/support/model-library.ts';
import { randomWork } from '../../../../tests/support/model-run.ts';

const RUNS = Number(process.env['SHUTAI_MODEL_RUNS'] ?? 25);

describe('any sequence of commands', () => {
  it('keeps custody, money, followers and the record in order', async () => {
    const rolls = fc.array(fc.nat(2 ** 30), { minLength: 40, maxLength: 400 });
    let accepted = 0;
    await fc.assert(
      fc.asyncProperty(rolls, async (list) => {
        const done = await randomWork(modelLibrary(), list, 80);
        accepted += done.filter(({ outcome }) => outcome.ok).length;
      }),
      { numRuns: RUNS },
    );
    expect(accepted).toBeGreaterThan(RUNS * 10);
  }, 600_000);
});
