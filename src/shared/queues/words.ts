// The words of the queues, by queue and language.

import { ofEveryQueue } from './modules.ts';

/** Words of each queue. */
export const QUEUE_WORDS = ofEveryQueue(({ words }) => words);
