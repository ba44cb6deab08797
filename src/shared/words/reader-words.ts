// What a reader is told besides where requests stand: what they may do, and why something could not be done.

import type { Bilingual } from '../library/entities.ts';
import { READER_LOAN_REFUSALS } from './reader-loan-words.ts';
import { VOICE_READER_REFUSALS } from './voice-words.ts';

/** What a reader may do with a request, as a button says it. */
export const READER_ACTIONS = {
  cancel: { zh: '取消申请', en: 'Cancel' },
  answer: { zh: '回答', en: 'Answer' },
  insist: { zh: '请再找一次', en: 'Please look again' },
  slot: { zh: '改时段', en: 'Choose another slot' },
  problem: { zh: '报告问题', en: 'Report a problem' },
  rate: { zh: '评价', en: 'Rate' },
} as const satisfies Record<string, Bilingual>;
/** Something that a reader may do. */
export type ReaderAction = keyof typeof READER_ACTIONS;

/** Why something could not be done, by the code of the refusal; facts as in the refusal. */
export const READER_REFUSALS: Record<string, Bilingual> = {
  ...READER_LOAN_REFUSALS,
  ...VOICE_READER_REFUSALS,
  bad_card_or_pin: { zh: '证号或密码不对。', en: 'The card number or the PIN is wrong.' },
  weak_pin: {
    zh: '新密码太简单，或与原来的一样，请换一个。',
    en: 'The new PIN is too simple, or the old one. Please choose another.',
  },
  quota_used: {
    zh: '您在办的同类申请已有 {used} 件，最多 {quota} 件。请等其中一件办完再申请。',
    en: 'You have {used} open requests of this kind; the limit is {quota}. Please wait until one is done.',
  },
  reader_not_active: {
    zh: '您的读者证目前不能使用，请到服务台询问。',
    en: 'Your card cannot be used at the moment; please ask at a desk.',
  },
  asked_before: {
    zh: '您已申请过这本书（{code}）。',
    en: 'You have already asked for this book ({code}).',
  },
  already_there: {
    zh: '这一册已经在那里，可以直接去借。',
    en: 'This copy is already there; you can borrow it on the spot.',
  },
  no_copy: { zh: '馆里没有这本书的复本。', en: 'The library has no copy of this book.' },
  copy_unusable: {
    zh: '这一册现在不能使用，请换一册。',
    en: 'This copy cannot be used now; please choose another.',
  },
  not_lendable: {
    zh: '这一册不外借，请换一册。',
    en: 'This copy is not lent; please choose another.',
  },
  on_loan: { zh: '这一册已经借出，请换一册。', en: 'This copy is on loan; please choose another.' },
  address_not_allowed: {
    zh: '不能送到这个地址，请从列表中选择。',
    en: 'We do not deliver there; please choose an address from the list.',
  },
  slot_full: {
    zh: '时段 {slot} 已满，请另选。',
    en: 'The slot {slot} is full; please choose another.',
  },
  slot_over: {
    zh: '时段 {slot} 已经开始，请另选。',
    en: 'The slot {slot} has begun; please choose another.',
  },
  slot_too_far: {
    zh: '时段 {slot} 太远，最晚可选 {day}。',
    en: 'The slot {slot} is too far ahead; the last day is {day}.',
  },
  slot_closed: {
    zh: '那个时段不开放，请另选。',
    en: 'The library is closed then; please choose another slot.',
  },
  no_more_turns: { zh: '次数已用完，不能再改了。', en: 'This cannot be done any more times.' },
  insist_too_late: {
    zh: '答复已超过 {days} 天，请重新申请。',
    en: 'The answer is more than {days} days old; please ask anew.',
  },
  reopen_not_possible: { zh: '这件申请不能重新打开。', en: 'This request cannot be reopened.' },
  reopen_too_late: {
    zh: '已超过 {days} 天，请重新申请。',
    en: 'That was more than {days} days ago; please ask anew.',
  },
  illegal: {
    zh: '这件申请已经走到下一步，现在不能这样做。',
    en: 'The request has moved on; this cannot be done now.',
  },
  stale: {
    zh: '这件申请刚刚有了变化，请看一下再决定。',
    en: 'The request has just changed; please look again.',
  },
  not_found: { zh: '没有找到。', en: 'There is no such thing.' },
  missing_input: { zh: '还有必填的内容没有填。', en: 'Something that is needed was left out.' },
  bad_input: {
    zh: '填写的内容不对，请核对。',
    en: 'Something is not filled in right; please check.',
  },
  other_title: { zh: 'ISBN 与书名不是同一本书。', en: 'ISBN and title are not of the same book.' },
  note_required: { zh: '请写明原因。', en: 'Please say why.' },
};
