// What a planted bug changes: wrappers around the parts of a simulation; the product itself knows nothing of it.

import type { ServiceTwist } from './service-host.ts';
import type { SimDeskTwist } from './open-sim-desk.ts';

/** Wrappers around service and desks. */
export type Twist = ServiceTwist & SimDeskTwist;
