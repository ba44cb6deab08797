// All that the product knows of one queue, in one value: what a queue's folder hands to the registry.

import type { AdviceLine } from '../desk-contract.ts';
import type { Bilingual } from '../library/entities.ts';
import type { PolicyValue } from '../library/policies.ts';
import type { Language } from '../words/fill.ts';
import type { QueueWords } from '../words/queue-words.ts';
import type { Context, QueueDefinition } from './queue.ts';
import type { ReaderWords } from './notices/reader-words.ts';
import type { Request } from './request.ts';

/** A queue with its words, settings and texts. */
export interface QueueModule {
  definition: QueueDefinition;
  words: Record<Language, QueueWords>;
  /** Policy keys of its own with their defaults. */
  policies: Record<string, PolicyValue>;
  /** Default texts for readers by notice code, `<queue>.<what happened>`. */
  notices: Record<string, Bilingual>;
  /** Names of its own fields that the asker fills in: what a reader is shown of what they asked for. */
  asked: readonly string[];
  /** What readers are told about each state. */
  reader: ReaderWords;
  /** What there is to say before somebody decides: advice, check or decision card, never a rule. */
  advice: (request: Request, context: Context) => AdviceLine[];
}
