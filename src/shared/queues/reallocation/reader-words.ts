// What a reader is told about a reallocation.

import type { ReaderSentences, ReaderWords } from '../notices/reader-words.ts';
import { reallocationFields } from './fields.ts';
import type { ReallocationState } from './states.ts';

const sentences: ReaderSentences<ReallocationState | 'shelved'> = {
  submitted: {
    zh: '申请已收到，等典藏主管审批。',
    en: 'We have your request; it waits for approval.',
  },
  to_confirm: {
    zh: '初审已通过，等第二位馆员复核。',
    en: 'It has passed the first look and waits for a second one.',
  },
  approved: {
    zh: '申请已批准，馆员正去取书。',
    en: 'Approved: the book is being fetched.',
  },
  picked: {
    zh: '书已取到，等着运往{campus}。',
    en: 'The book is here and waits for transport to {campus}.',
  },
  in_transit: {
    zh: '书正在运往{campus}的路上。',
    en: 'The book is on its way to {campus}.',
  },
  arrived: {
    zh: '书已到{campus}，正在为您准备。',
    en: 'The book has arrived at {campus} and is being prepared.',
  },
  ready: {
    zh: '书在{campus}的预约架 {slot} 等您，请在 {day} 闭馆前凭读者证领取。',
    en: 'The book waits for you on hold shelf {slot} at {campus}; please collect it with your card by {day}.',
  },
  cancel_asked: {
    zh: '已请馆员取消，书正在收回。',
    en: 'The librarians are told to cancel; the book is coming back.',
  },
  returning: {
    zh: '书正退回原来的书架。',
    en: 'The book is going back to its own shelf.',
  },
  done: {
    zh: '书已在{campus}借给您，这件申请办完了。',
    en: 'The book was lent to you at {campus}; this request is done.',
  },
  shelved: {
    zh: '书已在{campus}上架，这件申请办完了。',
    en: 'The book is on the shelf at {campus}; this request is done.',
  },
  cancelled: { zh: '申请已取消：{reason}。', en: 'The request is cancelled: {reason}.' },
  rejected: {
    zh: '很抱歉，申请没有获批：{reason}。',
    en: 'Sorry, this was not approved: {reason}.',
  },
  exception: {
    zh: '遇到了一点问题，值班主管正在处理，有结果会告诉您。',
    en: 'There is a problem; a supervisor is looking into it and you will hear from us.',
  },
  follower: {
    zh: '这一册前面还有人在用，轮到您时自动继续。',
    en: 'Somebody before you has this copy; your request goes on when it is your turn.',
  },
  blocked: {
    zh: '书不在架上，馆员正在找，找到后自动继续。',
    en: 'The book was not on its shelf and is being looked for; then your request goes on.',
  },
};

/** Sentences and facts of reallocation. */
export const reallocationReader: ReaderWords = {
  sentences,
  uses: ['slot', 'day'],
  facts: (request, { place, calendars }) => {
    const { slot, readyUntil } = reallocationFields(request);
    return {
      slot: slot === null ? null : (place(slot)?.code ?? null),
      day: readyUntil === null ? null : calendars.dayOf(readyUntil),
    };
  },
  instead: (request) => {
    const moves = reallocationFields(request).kind !== 'for_loan';
    return request.state === 'done' && moves ? 'shelved' : null;
  },
};
