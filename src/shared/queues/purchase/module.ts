// Purchase approval 先读为快: what the registry gets.

import type { QueueModule } from '../queue-module.ts';
import { purchaseCard } from './decision-card.ts';
import { purchase } from './definition.ts';
import { purchaseNotices } from './notices.ts';
import { purchasePolicies } from './policies.ts';
import { purchaseReader } from './reader-words.ts';
import { purchaseWords } from './words.ts';

/** The whole queue. */
export const purchaseModule: QueueModule = {
  definition: purchase,
  words: purchaseWords,
  policies: purchasePolicies,
  notices: purchaseNotices,
  asked: ['isbn', 'bookTitle', 'author', 'publisher', 'price', 'vendorId', 'way', 'answer'],
  reader: purchaseReader,
  advice: purchaseCard,
};
