// What each queue has to say about a request before somebody decides.

import { ofEveryQueue } from './modules.ts';

/** Advice, check or decision card by queue. */
export const ADVICE = ofEveryQueue(({ advice }) => advice);
