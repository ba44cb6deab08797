// What a reader is told about a delivery.

import { addDays } from '../../library/zone.ts';
import type { ReaderSentences, ReaderWords } from '../notices/reader-words.ts';
import { deliveryFields } from './fields.ts';
import { choseAgain, secondSlotUntil } from './states.ts';
import type { DeliveryState } from './states.ts';

const sentences: ReaderSentences<DeliveryState | 'failed_last' | 'failed_chosen'> = {
  submitted: {
    zh: '申请已收到，等馆员受理。',
    en: 'We have your request; a librarian will look at it soon.',
  },
  accepted: {
    zh: '申请已受理，馆员正去取书，{slot} 送到{address}。',
    en: 'Accepted: the book is being fetched and comes {slot} to {address}.',
  },
  picked: {
    zh: '书已取到，{slot} 送到{address}。',
    en: 'The book is here and comes {slot} to {address}.',
  },
  packed: {
    zh: '书已打包，{slot} 送到{address}；签收时请出示取书码或读者证。',
    en: 'The book is packed and comes {slot} to {address}; please have your code or card ready.',
  },
  out: {
    zh: '书正在送往{address}的路上；签收时请出示取书码或读者证。',
    en: 'The book is on its way to {address}; please have your code or card ready.',
  },
  attempt_failed: {
    zh: '这次没有送到（{reason}）。请在 {day} 前（含当日）另选时段，否则改到服务台领取。',
    en: 'It could not be handed over ({reason}). Choose another slot by {day}; after that it waits at the desk.',
  },
  failed_chosen: {
    zh: '上次没有送到，{slot} 再送一次。',
    en: 'It could not be handed over; it comes again {slot}.',
  },
  failed_last: {
    zh: '几次都没有送到，书会放在{campus}的预约架，放好后通知您领取。',
    en: 'It could not be handed over again; it will wait on the hold shelf at {campus}, and we will tell you when.',
  },
  ready: {
    zh: '书在{campus}的预约架 {holdSlot} 等您，请在 {day} 闭馆前凭读者证领取。',
    en: 'The book waits for you on hold shelf {holdSlot} at {campus}; please collect it with your card by {day}.',
  },
  cancel_asked: {
    zh: '已请馆员取消，书正在收回。',
    en: 'The librarians are told to cancel; the book is coming back.',
  },
  returning: {
    zh: '不再派送，书正退回书架。',
    en: 'It is no longer delivered; the book goes back to its shelf.',
  },
  done: {
    zh: '书已交到您手里，祝阅读愉快。',
    en: 'The book is with you. Enjoy it.',
  },
  cancelled: { zh: '申请已取消：{reason}。', en: 'The request is cancelled: {reason}.' },
  rejected: {
    zh: '很抱歉，这本书不能送：{reason}。',
    en: 'Sorry, this cannot be delivered: {reason}.',
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
    zh: '书要先找到或从别的校区调来，办好后自动继续。',
    en: 'The book has to be found or brought from another campus first; then your request goes on.',
  },
};

/** Sentences and facts of delivery. */
export const deliveryReader: ReaderWords = {
  sentences,
  uses: ['slot', 'address', 'holdSlot', 'day'],
  facts: (request, { place, policies, calendars }) => {
    const { slot, address, holdSlot, readyUntil } = deliveryFields(request);
    const ready = readyUntil === null ? null : calendars.dayOf(readyUntil);
    const second = secondSlotUntil(request, policies, calendars);
    const choose = addDays(calendars.dayOf(second), -1);
    return {
      slot,
      address,
      holdSlot: holdSlot === null ? null : (place(holdSlot)?.code ?? null),
      day: request.state === 'attempt_failed' ? choose : ready,
    };
  },
  instead: (request, { policies }) => {
    if (request.state !== 'attempt_failed') return null;
    const last = deliveryFields(request).ways >= policies.number('delivery.ways');
    if (last) return 'failed_last';
    return choseAgain(request) ? 'failed_chosen' : null;
  },
};
