// The network of a desk that was started without one: nobody is ever reached.

import { NetworkFault } from './central-port.ts';
import type { Central } from './central-port.ts';
import type { Network } from './central.ts';

const unreachable = () => Promise.reject(new NetworkFault('unreachable'));
const nothing = (): AsyncIterable<never> => ({
  [Symbol.asyncIterator]: () => ({ next: unreachable }),
});
const NOBODY: Central = { call: unreachable, live: nothing, lines: nothing };

/** Reaches nobody. */
export const NOWHERE: Network = { connect: () => NOBODY, random: () => 1 };
