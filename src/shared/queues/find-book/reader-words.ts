// What a reader is told about a search.

import type { ReaderSentences, ReaderWords } from '../notices/reader-words.ts';
import { findBookFields } from './fields.ts';
import { nextRoundDueOn } from './rounds.ts';
import type { FindBookState } from './states.ts';

const sentences: ReaderSentences<FindBookState | 'answered_again'> = {
  open: {
    zh: '申请已收到，馆员会在 {day} 前去找。',
    en: 'We have your request; a librarian will look by {day}.',
  },
  waiting: {
    zh: '已找过 {round} 次还没找到，{day} 前会换人再找。',
    en: 'Not found in {round} searches so far; somebody else will look by {day}.',
  },
  answered: {
    zh: '馆员的答复：{fact}。如认为不对，{days} 天内可要求再找一次。',
    en: 'The answer: {fact}. If you think this is wrong, you may ask once more within {days} days.',
  },
  answered_again: {
    zh: '又找过一次，馆员的答复：{fact}。',
    en: 'It was looked for once more. The answer: {fact}.',
  },
  found: {
    zh: '书已找到，正在为您处理。',
    en: 'The book is found and being taken care of.',
  },
  ready: {
    zh: '书已找到，在{campus}的预约架 {slot} 等您，请在 {day} 闭馆前凭读者证领取。',
    en: 'The book is found and waits on hold shelf {slot} at {campus}; please collect it with your card by {day}.',
  },
  returning: {
    zh: '书正放回书架。',
    en: 'The book is going back to its shelf.',
  },
  not_found: {
    zh: '很抱歉，几次都没有找到，已登记为下落不明；一旦找到会告诉您。',
    en: 'Sorry, it was not found in several searches and is recorded as missing; we will tell you if it turns up.',
  },
  done: {
    zh: '书已找到，这件申请办完了。',
    en: 'The book was found; this request is done.',
  },
  cancelled: { zh: '申请已取消：{reason}。', en: 'The request is cancelled: {reason}.' },
  rejected: {
    zh: '很抱歉，这件申请没有受理：{reason}。',
    en: 'Sorry, this was not accepted: {reason}.',
  },
  exception: {
    zh: '遇到了一点问题，值班主管正在处理，有结果会告诉您。',
    en: 'There is a problem; a supervisor is looking into it and you will hear from us.',
  },
  follower: {
    zh: '已有人在找同一册，有结果会一并告诉您。',
    en: 'This copy is already being looked for; you will hear the result as well.',
  },
  blocked: {
    zh: '要等另一件相关的手续办完，办好后自动继续。',
    en: 'Something else has to be finished first; then your request goes on.',
  },
};

/** Sentences and facts of find-book. */
export const findBookReader: ReaderWords = {
  sentences,
  uses: ['day', 'round', 'fact', 'days', 'slot'],
  facts: (request, { place, policies, calendars }) => {
    const { readyUntil, misses, fact, slot } = findBookFields(request);
    const next =
      request.state === 'ready' ? readyUntil : nextRoundDueOn(request, policies, calendars);
    return {
      day: next === null ? null : calendars.dayOf(next),
      round: misses,
      fact,
      days: policies.number('find_book.insist_days'),
      slot: slot === null ? null : (place(slot)?.code ?? null),
    };
  },
  instead: (request) =>
    request.state === 'answered' && findBookFields(request).insisted ? 'answered_again' : null,
};
