// The words of the four queues by queue and language.

import type { Language } from '../words/fill.ts';
import type { QueueWords } from '../words/queue-words.ts';
import { deliveryWords } from './delivery/words.ts';
import { findBookWords } from './find-book/words.ts';
import { purchaseWords } from './purchase/words.ts';
import { reallocationWords } from './reallocation/words.ts';
import type { QueueName } from './request.ts';

/** Words of each queue. */
export const QUEUE_WORDS: Record<QueueName, Record<Language, QueueWords>> = {
  reallocation: reallocationWords,
  find_book: findBookWords,
  purchase: purchaseWords,
  delivery: deliveryWords,
};
