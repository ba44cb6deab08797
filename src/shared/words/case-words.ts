// Why a loan that had happened did not fit, said to whoever settles it: the book is out of the house, and advice for a copy
// on the desk would be wrong. Codes without a sentence here say the same in both places.

import type { CirculationRefusal } from '../circulation/refusals.ts';
import type { EngineRefusal } from '../queues/refusals.ts';
import type { Language } from './fill.ts';

/** Sentences of cases about loans, by the code of the refusal. */
export const CASE_OF_LOAN_WORDS: Record<
  Language,
  Partial<Record<CirculationRefusal | EngineRefusal, string>>
> = {
  zh: {
    on_loan:
      '按记录，条码 {barcode} 当时借给另一位读者，应于 {due} 归还。请查明书在谁手里：拿回后扫描还书，再借给该借的读者。',
    on_hold_shelf:
      '条码 {barcode} 当时是为另一位读者保留的。请联系借走的读者交回；等候的读者可先换一册。',
    earlier_hold: '条码 {barcode} 有 {holds} 位读者预约在先，书已借走。请联系借走的读者及早归还。',
    copy_in_custody:
      '条码 {barcode} 当时归 {queue} {code} 使用，书已借走。请联系借走的读者交回，并在该申请里说明。',
    not_lendable: '条码 {barcode} 只供馆内阅览，书已借走。请联系读者尽快交回。',
    loan_limit:
      '读者当时在借 {used} 册，已到上限 {limit} 册，书已借走。请联系读者先还一册，再补办借阅。',
    reader_blocked: '读者证当时已停用（{reason}），书已借走。请联系读者交回，或恢复后补办借阅。',
    reader_expired: '读者证当时已过期（{day} 到期），书已借走。请联系读者交回，或延期后补办借阅。',
    reader_overdue:
      '读者当时有 {loans} 册超期较久（最早应于 {day} 归还），书已借走。请联系读者归还，再补办借阅。',
    reader_fines: '读者当时有 {amount} 元欠费未结清，书已借走。请联系读者结清，再补办借阅。',
  },
  en: {
    on_loan:
      'By the record, barcode {barcode} was on loan to another reader, due {due}. Find out who has the book; once it is here, take it back and lend it to whoever shall have it.',
    on_hold_shelf:
      'Barcode {barcode} was kept for another reader. Ask whoever took it to bring it back; whoever waits may take another copy.',
    earlier_hold:
      '{holds} reader(s) had waited longer for barcode {barcode}, and it has gone. Ask whoever took it to bring it back early.',
    copy_in_custody:
      'Barcode {barcode} was in the hands of {queue} {code}, and it has gone. Ask whoever took it to bring it back, and say so in that request.',
    not_lendable:
      'Barcode {barcode} is for use in the library only, and it has gone. Ask the reader to bring it back soon.',
    loan_limit:
      'The reader had {used} copies on loan and may have {limit}, and the book has gone. Ask the reader to return one, then lend this one properly.',
    reader_blocked:
      'The card was blocked ({reason}), and the book has gone. Ask the reader to bring it back, or lend it properly once the card is good again.',
    reader_expired:
      'The card had expired on {day}, and the book has gone. Ask the reader to bring it back, or lend it properly once the card is extended.',
    reader_overdue:
      'The reader had {loans} loan(s) long overdue (the first since {day}), and the book has gone. Ask the reader to return them, then lend this one properly.',
    reader_fines:
      'The reader owed {amount} yuan, and the book has gone. Ask the reader to pay, then lend it properly.',
  },
};
