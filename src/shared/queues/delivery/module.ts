// Delivery 帮我送书: what the registry gets.

import type { QueueModule } from '../queue-module.ts';
import { deliveryAdvice } from './delivery-advice.ts';
import { delivery } from './definition.ts';
import { deliveryNotices } from './notices.ts';
import { deliveryPolicies } from './policies.ts';
import { deliveryReader } from './reader-words.ts';
import { deliveryWords } from './words.ts';

/** The whole queue. */
export const deliveryModule: QueueModule = {
  definition: delivery,
  words: deliveryWords,
  policies: deliveryPolicies,
  notices: deliveryNotices,
  asked: ['address', 'slot', 'proxyAllowed'],
  reader: deliveryReader,
  advice: deliveryAdvice,
};
