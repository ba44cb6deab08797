// The one sentence that tells a reader where a request stands.

import type { Facts } from '../../lib/result.ts';
import type { Bilingual } from '../../library/entities.ts';
import { dayText } from '../../words/days.ts';
import { fill } from '../../words/fill.ts';
import type { Language } from '../../words/fill.ts';
import { COMMON_WORDS } from '../../words/index.ts';
import { factsInWords } from '../../words/sentence.ts';
import { QUEUES } from '../index.ts';
import { ofEveryQueue } from '../modules.ts';
import type { ReaderWords } from './reader-words.ts';
import type { Request } from '../request.ts';
import { hasEnded } from '../states.ts';
import { QUEUE_WORDS } from '../words.ts';
import type { Settings } from '../world/world.ts';

/** What each queue says to readers. */
export const READER_WORDS: Record<Request['queue'], ReaderWords> = ofEveryQueue(
  ({ reader }) => reader,
);

/** Which of the queue's sentences holds. */
function sentenceKey(request: Request, settings: Settings): string {
  const { queue, state } = request;
  if (state !== 'exception' && !hasEnded(QUEUES[queue], request)) {
    if (request.blockedBy !== null) return 'blocked';
    if (request.leaderId !== null) return 'follower';
  }
  return READER_WORDS[queue].instead?.(request, settings) ?? state;
}

/** What a sentence is filled from besides the request itself. */
export interface SentenceFacts {
  title: string;
  /** Reason code of the step that led to the state. */
  reason: string | null;
}

function textIn(
  language: Language,
  pattern: string,
  facts: Facts,
  { queue }: Request,
  settings: Settings,
): string {
  const filled = factsInWords(facts, {
    language,
    common: COMMON_WORDS[language],
    queue: QUEUE_WORDS[queue][language],
    queues: {},
    nameOf: (id) => settings.place(id)?.name[language],
    timeText: (instant) => dayText(settings.calendars.dayOf(instant), language),
    dayOf: settings.calendars.dayOf,
  });
  return fill(pattern, filled);
}

/** Where a request stands, in one sentence for its reader. */
export function readerSentence(
  request: Request,
  { title, reason }: SentenceFacts,
  settings: Settings,
): Bilingual {
  const words = READER_WORDS[request.queue];
  const pattern = words.sentences[sentenceKey(request, settings)] ?? words.sentences['exception'];
  const facts: Facts = {
    title,
    code: request.code,
    campus: request.targetCampus ?? request.campus,
    reason,
    ...words.facts(request, settings),
  };
  return {
    zh: textIn('zh', pattern?.zh ?? '', facts, request, settings),
    en: textIn('en', pattern?.en ?? '', facts, request, settings),
  };
}
