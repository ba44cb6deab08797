// Timers that a test moves by hand: what is due runs in its order, and promises settle in between.

import type { Timers } from '../../src/central/service-port.ts';

/** Timers with the hand that moves them. */
export interface HandTimers extends Timers {
  /** Lets so many ms go by. */
  pass(ms: number): Promise<void>;
  /** How many wait. */
  waiting(): number;
}

/** Lets all promises that wait for nothing else settle. */
export async function settled(): Promise<void> {
  for (let turn = 0; turn < 20; turn += 1) await new Promise((resolve) => setImmediate(resolve));
}

/** Makes them. */
export function handTimers(): HandTimers {
  const plans = new Set<{ at: number; run: () => void }>();
  let now = 0;
  const next = (until: number) =>
    [...plans].filter(({ at }) => at <= until).toSorted((a, b) => a.at - b.at)[0];
  return {
    after(ms, run) {
      const plan = { at: now + ms, run };
      plans.add(plan);
      return () => void plans.delete(plan);
    },
    async pass(ms) {
      const until = now + ms;
      await settled();
      for (let plan = next(until); plan; plan = next(until)) {
        plans.delete(plan);
        now = plan.at;
        plan.run();
        await settled();
      }
      now = until;
    },
    waiting: () => plans.size,
  };
}
