// Where a loan, a hold or an offer of a loan stands, in one sentence for its reader.

import type { Bilingual } from '../library/entities.ts';
import type { Facts } from '../lib/result.ts';
import { daysInWords } from './days.ts';
import { fill } from './fill.ts';
import type { Language } from './fill.ts';

/** Of a loan; `{day}` is its last day, `{time}` a clock in the library, `{amount}` yuan. */
export const LOAN_SENTENCES = {
  asked: {
    zh: '已登记，等待图书馆系统确认。',
    en: 'Taken down; the library’s system has yet to confirm it.',
  },
  renewal_asked: {
    zh: '续借已登记，等待图书馆系统确认；确认之前，这个应还日期还不作数。',
    en: 'The renewal is taken down; until the library’s system has confirmed it, this due date does not count yet.',
  },
  due_on: { zh: '应还日期是 {day}。', en: 'The due date is {day}.' },
  unverified: {
    zh: '请在 {time} 前到服务台或出口出示这册书。',
    en: 'Please show the book at a desk or exit gate by {time}.',
  },
  lapsed: {
    zh: '这册书还没有查验（应在 {time} 前），请尽快到服务台出示。',
    en: 'Nobody at the library has seen this book (it was due by {time}); please show it at a desk.',
  },
  claimed: {
    zh: '您说已经归还，图书馆正在核实。',
    en: 'You have said that it was brought back; the library is looking into that.',
  },
  lost: {
    zh: '已登记遗失，应缴 {amount} 元；若找到，请还到服务台。',
    en: 'Noted as lost; {amount} yuan are owed for it. If you find it, please bring it to a desk.',
  },
  offered: {
    zh: '正在转借，转借码到 {time} 有效。',
    en: 'Being passed on; the code is good until {time}.',
  },
  late: {
    zh: '已超期，应还日期是 {day}，请尽快归还。',
    en: 'Overdue since {day}; please return it.',
  },
  late_fine: {
    zh: '已超期，应还日期是 {day}，目前超期费 {amount} 元。',
    en: 'Overdue since {day}; the fine so far is {amount} yuan.',
  },
  recalled: {
    zh: '另一位读者在等，请在 {day} 前（含当日）归还。',
    en: 'Another reader waits for it; please return it by {day}.',
  },
  due: { zh: '请在 {day} 前（含当日）归还。', en: 'Due back by {day}.' },
} as const satisfies Record<string, Bilingual>;

/** Of a hold; `{campus}` is a name in each language. */
export const HOLD_SENTENCES = {
  ready: {
    zh: '已到{campus}，在预约架 {slot}，请在 {day} 前（含当日）领取。',
    en: 'Ready on hold shelf {slot} ({campus}); please collect it by {day}.',
  },
  coming: {
    zh: '有一册已为您留下，正送往{campus}的预约架；放好后会通知您。',
    en: 'A copy is kept for you and is on its way to the hold shelf at {campus}; we will tell you when it lies there.',
  },
  next: {
    zh: '排在第一位，有书时会通知您。',
    en: 'You are next; we will tell you when it is ready.',
  },
  waiting: {
    zh: '排在第 {place} 位，共 {waiting} 人等待。',
    en: 'You are number {place} of {waiting} who wait.',
  },
} as const satisfies Record<string, Bilingual>;

/** Of an offer, by its state; `received` to whoever accepted it. */
export const OFFER_SENTENCES = {
  offered: {
    zh: '等待另一位读者接受，转借码到 {time} 有效。',
    en: 'Waiting for another reader; the code is good until {time}.',
  },
  accepted: { zh: '已在 {time} 转借出去。', en: 'Passed on at {time}.' },
  received: { zh: '已在 {time} 转借给您。', en: 'Passed on to you at {time}.' },
  withdrawn: { zh: '您已在 {time} 撤回。', en: 'Taken back by you at {time}.' },
  expired: { zh: '转借码已在 {time} 过期。', en: 'The code ran out at {time}.' },
  overtaken: {
    zh: '这册书在 {time} 已归还或改变，转借作废。',
    en: 'The book was returned or changed at {time}, so the offer no longer holds.',
  },
} as const satisfies Record<string, Bilingual>;

/** A sentence filled; `named` are facts that differ by language. */
export function bothFilled(
  { zh, en }: Bilingual,
  facts: Facts,
  named: Record<string, Bilingual> = {},
): Bilingual {
  const of = (language: Language) => ({
    ...daysInWords(facts, language),
    ...Object.fromEntries(Object.entries(named).map(([name, text]) => [name, text[language]])),
  });
  return { zh: fill(zh, of('zh')), en: fill(en, of('en')) };
}
