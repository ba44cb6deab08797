// Words of the four queues in one language, as the page shows them.

import { QUEUE_WORDS } from '../../src/shared/queues/words.ts';
import type { QueueName } from '../../src/shared/queues/request.ts';
import type { Language } from '../../src/shared/words/fill.ts';
import type { QueueWords } from '../../src/shared/words/queue-words.ts';

/** Words of each queue. */
export function queueTexts(language: Language): Record<QueueName, QueueWords> {
  return {
    reallocation: QUEUE_WORDS.reallocation[language],
    find_book: QUEUE_WORDS.find_book[language],
    purchase: QUEUE_WORDS.purchase[language],
    delivery: QUEUE_WORDS.delivery[language],
  };
}
