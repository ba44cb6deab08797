// What a reader is told about a read-first line.

import { addDays } from '../../library/zone.ts';
import type { Settings } from '../world/world.ts';
import type { ReaderSentences, ReaderWords } from '../notices/reader-words.ts';
import type { Request } from '../request.ts';
import { purchaseFields } from './fields.ts';
import type { PurchaseState } from './states.ts';
import { answerBy } from './timers.ts';

const sentences: ReaderSentences<PurchaseState | 'no_answer' | 'to_shelf'> = {
  review: {
    zh: '申请已收到，采访馆员正在审核。',
    en: 'We have your request; acquisitions is looking at it.',
  },
  to_confirm: {
    zh: '初审已通过，等第二位馆员复核。',
    en: 'It has passed the first look and waits for a second one.',
  },
  needs_info: {
    zh: '馆员问您：“{question}”请在 {day} 前（含当日）回答。',
    en: 'We have a question: “{question}” Please answer by {day}.',
  },
  deferred: {
    zh: '已列入候补名单，{day} 再审。',
    en: 'It is on the waiting list and will be looked at again on {day}.',
  },
  approved: {
    zh: '申请已批准，正在向书商订购。',
    en: 'Approved: it is being ordered from the bookseller.',
  },
  ordered: {
    zh: '书商正在配货，预计 {day} 发出。',
    en: 'The bookseller is getting it and expects to send it on {day}.',
  },
  cancel_asked: {
    zh: '已请书商停止供货，能停下就取消。',
    en: 'The bookseller is told to stop; if that works, the request is cancelled.',
  },
  with_reader: {
    zh: '书已发给您先读，请在 {day} 前（含当日）归还到任一服务台。',
    en: 'The book is yours to read first; please return it to any desk by {day}.',
  },
  not_returned: {
    zh: '书逾期未还，已按书价计费；归还图书或同版新书后费用取消。',
    en: 'The book was not returned and its price is charged; the charge is lifted when the book or a new copy comes back.',
  },
  returned: {
    zh: '已收到您归还的书，正在验收，谢谢。',
    en: 'We have received the book back and are processing it. Thank you.',
  },
  accepted: {
    zh: '书已验收，很快上架。',
    en: 'The book is accepted and will be on the shelf soon.',
  },
  to_shelf: {
    zh: '书商正在配货，到馆后直接上架供借阅，预计 {day}。',
    en: 'The bookseller is getting it; it goes straight to the shelf, expected on {day}.',
  },
  done: {
    zh: '这件申请办完了，谢谢您的推荐。',
    en: 'This request is done. Thank you for asking for the book.',
  },
  cancelled: { zh: '申请已取消：{reason}。', en: 'The request is cancelled: {reason}.' },
  no_answer: {
    zh: '因为没有收到您的回答，申请已取消；{days} 天内补上回答即可重新打开。',
    en: 'It was cancelled because no answer came; you can still answer and reopen it within {days} days.',
  },
  rejected: {
    zh: '很抱歉，申请没有获批：{reason}。',
    en: 'Sorry, this was not approved: {reason}.',
  },
  exception: {
    zh: '遇到了一点问题，值班主管正在处理，有结果会告诉您。',
    en: 'There is a problem; a supervisor is looking into it and you will hear from us.',
  },
  follower: {
    zh: '已有读者申请了同一种书；书上架后自动为您登记预约。',
    en: 'Another reader has asked for the same book; once it is on the shelf, a hold is placed for you.',
  },
  blocked: {
    zh: '要等另一件相关的手续办完，办好后自动继续。',
    en: 'Something else has to be finished first; then your request goes on.',
  },
};

function dayOf(request: Request, { policies, calendars }: Settings): string | null {
  const { deferredUntil, expectedOn, dueOn } = purchaseFields(request);
  switch (request.state) {
    case 'needs_info':
      return addDays(calendars.dayOf(answerBy(request, policies, calendars)), -1);
    case 'deferred':
      return deferredUntil;
    case 'ordered':
      return expectedOn;
    case 'with_reader':
      return dueOn === null ? null : calendars.dayOf(dueOn);
    default:
      return null;
  }
}

/** Sentences and facts of purchase. */
export const purchaseReader: ReaderWords = {
  sentences,
  uses: ['day', 'question', 'days'],
  facts: (request, settings) => ({
    day: dayOf(request, settings),
    question: purchaseFields(request).question,
    days: settings.policies.number('purchase.reopen_days'),
  }),
  instead: (request) => {
    const { cancelReason, way } = purchaseFields(request);
    if (request.state === 'cancelled' && cancelReason === 'no_answer') return 'no_answer';
    return request.state === 'ordered' && way === 'shelf' ? 'to_shelf' : null;
  },
};
