// The simulation's part for every commit: the first thousand seeds, about five minutes on two cores; the same seed twice.

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runSeed } from '../support/sim/run-seed.ts';
import { makeTemplates } from '../support/sim/templates.ts';
import type { Templates } from '../support/sim/templates.ts';
import { SEEDS } from './programme.ts';
import { toldOf } from './report.ts';
import { simulation } from './simulation.ts';

let templates: Templates;
beforeAll(async () => {
  templates = await makeTemplates();
});
afterAll(() => templates.remove());

describe('the simulation', () => {
  it('does the very same for the same seed', async () => {
    for (const seed of [7, 8, 21]) {
      const [one, two] = [await runSeed(seed, { templates }), await runSeed(seed, { templates })];
      expect(two.digest, `npm run faults -- --seed ${seed} --trace`).toBe(one.digest);
      expect(two.events).toBe(one.events);
    }
  });

  it('finds desks and service agreed after every seed', async () => {
    const tally = await simulation({ from: 1, seeds: SEEDS, seconds: 0 });
    console.log(`${tally.count} seeds: ${tally.note}`);
    expect(toldOf(tally)).toBe('');
    expect(tally.count).toBe(SEEDS);
  });
});
