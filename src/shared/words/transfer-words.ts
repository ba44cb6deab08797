// Words of loans by phone and of loans passed on, in the language of the desk: refusals, remarks, actions, facts.

import type {
  TRANSFER_REFUSALS as CODES,
  TRANSFER_REMARKS,
} from '../circulation/transfers/transfer-refusals.ts';
import type { Language } from './fill.ts';

/** Why something is refused. */
export const TRANSFER_REFUSAL_WORDS: Record<Language, Record<keyof typeof CODES, string>> = {
  zh: {
    transfer_open: '这笔借阅已在转借中，转借码到 {time} 有效；请等它用掉、撤回或过期。',
    loan_unconfirmed: '图书馆系统还没有确认这笔借阅，请等确认后再转借。',
    loan_unverified: '手机借的这册书还没有查验，请先在服务台或出口查验。',
    loan_claimed: '读者称这册书已经归还，请先核实：不能转借；见到书后，值班主管可放行续借。',
    transfer_times: '这册书已连续转借 {times} 次，须先还到服务台。',
    transfer_of_request: '申请 {code} 正在使用这册书，不能转借。',
    transfer_not_now: '借出人现在不能转借这册书，请先办归还。',
    own_transfer: '两张读者证是同一位读者，不必转借。',
    transfer_used: '转借码已在 {time} 用过，请借出人重新转借。',
    transfer_done: '这册书已在 {time} 转借出去，不能再撤回。',
    transfer_expired: '转借码在 {time} 过期，请借出人重新转借。',
    transfer_withdrawn: '转借已在 {time} 撤回。',
    transfer_overtaken: '这册书在 {time} 已归还或改变，转借作废。',
    transfer_unknown: '没有这个转借码，请核对。',
    not_of_reader: '{barcode} 不是第一张读者证借的，请核对读者证。',
    phone_unverified: '手机借的书还有 {count} 册没有查验，最多 {most} 册；请先查验。',
    phone_today: '今天手机已借 {count} 册，最多 {most} 册；请在服务台借。',
    phone_lapsed: '{days} 天内有 {times} 次手机借书没有按时查验，请在服务台借。',
  },
  en: {
    transfer_open:
      'This loan is being passed on; its code is good until {time}. Please wait until it is used, taken back or too old.',
    loan_unconfirmed:
      'The library’s own system has not confirmed this loan yet; please wait for that before it is passed on.',
    loan_unverified:
      'This copy was borrowed by phone and nobody has seen it yet; please verify it at a desk or gate first.',
    loan_claimed:
      'The reader says that this copy was brought back; please look into that. It is not passed on; a supervisor who has seen it can let it be renewed.',
    transfer_times:
      'This copy was passed on {times} times in a row; it has to come back to a desk first.',
    transfer_of_request: 'Request {code} has this copy, so it cannot be passed on.',
    transfer_not_now: 'The first reader cannot pass this copy on now; please take it back first.',
    own_transfer: 'Both cards are of the same reader; there is nothing to pass on.',
    transfer_done: 'The copy was passed on at {time}; the offer can no longer be taken back.',
    transfer_used: 'The code was used at {time}; the first reader can make another one.',
    transfer_expired: 'The code ran out at {time}; the first reader can make another one.',
    transfer_withdrawn: 'The offer was taken back at {time}.',
    transfer_overtaken:
      'The copy was brought back or changed at {time}; the offer no longer holds.',
    transfer_unknown: 'There is no such code; please check it.',
    not_of_reader: '{barcode} was not borrowed with the first card; please check the card.',
    phone_unverified:
      '{count} copies borrowed by phone have not been seen yet, and {most} is the limit; please verify them first.',
    phone_today:
      '{count} copies were borrowed by phone today, and {most} is the limit; please lend it at the desk.',
    phone_lapsed:
      '{times} loans by phone within {days} days were not shown in time; please lend it at the desk.',
  },
};

/** What is said though nothing was refused. */
export const TRANSFER_REMARK_WORDS: Record<
  Language,
  Record<keyof typeof TRANSFER_REMARKS, string>
> = {
  zh: {
    loan_released: '可以放行：{barcode} 由 {reader} 借出，应还 {due}。',
    loan_verified: '已查验，可以放行：{barcode} 由 {reader} 用手机借出，应还 {due}。',
    loan_verified_late:
      '已查验，可以放行：{barcode} 由 {reader} 用手机借出，应在 {time} 前查验，已过时。',
  },
  en: {
    loan_released: 'It may go out: {barcode} is on loan to {reader}, due {due}.',
    loan_verified:
      'Verified, it may go out: {barcode} was borrowed by phone by {reader}, due {due}.',
    loan_verified_late:
      'Verified late, it may go out: {barcode} was borrowed by phone by {reader} and should have been shown by {time}.',
  },
};

/** What is done, where a sentence names it. */
export const TRANSFER_ACTIONS: Record<Language, Record<string, string>> = {
  zh: { transfer: '转借', verify_loan: '查验手机借书' },
  en: { transfer: 'pass a loan on', verify_loan: 'verify a loan by phone' },
};
