// Reallocation 图书调拨: what the registry gets.

import type { QueueModule } from '../queue-module.ts';
import { reallocationAdvice } from './advice.ts';
import { reallocation } from './definition.ts';
import { reallocationNotices } from './notices.ts';
import { reallocationPolicies } from './policies.ts';
import { reallocationReader } from './reader-words.ts';
import { reallocationWords } from './words.ts';

/** The whole queue. */
export const reallocationModule: QueueModule = {
  definition: reallocation,
  words: reallocationWords,
  policies: reallocationPolicies,
  notices: reallocationNotices,
  asked: ['kind', 'target', 'neededBy', 'returnDay'],
  reader: reallocationReader,
  advice: reallocationAdvice,
};
