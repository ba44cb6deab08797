// A bug that is planted into the engine from outside, to see that the simulation notices it.

import type { Twist } from '../../support/sim/twist.ts';

/** A planted bug; each seed gets wrappers of its own, since they remember things. */
export interface Bug {
  name: string;
  what: string;
  twist(seed: number): Twist;
}
