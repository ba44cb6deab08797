// Find book 帮我找书: what the registry gets.

import type { QueueModule } from '../queue-module.ts';
import { findBookFacts } from './advice.ts';
import { findBook } from './definition.ts';
import { findBookNotices } from './notices.ts';
import { findBookPolicies } from './policies.ts';
import { findBookReader } from './reader-words.ts';
import { findBookWords } from './words.ts';

/** The whole queue. */
export const findBookModule: QueueModule = {
  definition: findBook,
  words: findBookWords,
  policies: findBookPolicies,
  notices: findBookNotices,
  asked: ['looked', 'lookedOn'],
  reader: findBookReader,
  advice: findBookFacts,
};
