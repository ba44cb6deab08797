// What each queue has to say about a request before somebody decides: advice, check or decision card, never a rule.

import type { AdviceLine } from '../desk-contract.ts';
import { deliveryAdvice } from './delivery/delivery-advice.ts';
import { findBookFacts } from './find-book/advice.ts';
import { purchaseCard } from './purchase/decision-card.ts';
import type { Context } from './queue.ts';
import { reallocationAdvice } from './reallocation/advice.ts';
import type { QueueName, Request } from './request.ts';

/** Lines by queue. */
export const ADVICE: Record<QueueName, (request: Request, context: Context) => AdviceLine[]> = {
  reallocation: reallocationAdvice,
  find_book: findBookFacts,
  purchase: purchaseCard,
  delivery: deliveryAdvice,
};
