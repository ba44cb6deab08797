// Any work by anybody through two lanes on one store: nothing is lost, everything fits together, both see the same.

import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { modelStore } from '../../../tests/support/central-lane.ts';
import { anyWork, workProblems } from '../../../tests/support/lane-work.ts';

it('keeps log, rows, lists and both caches in order', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.nat(), { minLength: 40, maxLength: 200 }), async (rolls) => {
      const store = await modelStore();
      const work = await anyWork([store, store], rolls, 12);
      expect(await workProblems(store, work)).toEqual([]);
      await store.close();
    }),
    { numRuns: 12 },
  );
});
