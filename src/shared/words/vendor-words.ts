// Why a house could not do something with an order, in words for a bookseller.

import type { Bilingual } from '../library/entities.ts';

const FUND: Bilingual = {
  zh: '图书馆的经费不够付这个价，订单没有改变。请与图书馆联系。',
  en: 'The library’s fund does not bear this price, and the order is as it was. Please ask the library.',
};
const CARD: Bilingual = {
  zh: '读者证不是这件订单的读者的，请核对。',
  en: 'The card is not of the reader whom this order is for; please check.',
};
const COPY: Bilingual = {
  zh: '这本书在图书馆有别的登记，不能这样做。请与图书馆联系。',
  en: 'The library has this book on record elsewhere, so this cannot be done. Please ask the library.',
};

/** By the code of the refusal; facts as in the refusal. */
export const VENDOR_REFUSALS: Record<string, Bilingual> = {
  // Signing in
  bad_login: { zh: '账号或密码不对。', en: 'The login or the password is wrong.' },
  inactive: {
    zh: '这个账号现在不能办理书商的订单，请与图书馆联系。',
    en: 'This account is not for a bookseller’s orders at present. Please ask the library.',
  },
  // Orders
  not_found: {
    zh: '贵社没有这件订单，可能已由图书馆收回。',
    en: 'Your house has no such order; the library may have taken it back.',
  },
  forbidden: {
    zh: '贵社不能对这件订单这样做。',
    en: 'Your house may not do this with the order.',
  },
  illegal: {
    zh: '这件订单已经走到下一步，现在不能这样做。请看它现在的状态。',
    en: 'The order has moved on, and this cannot be done now. Please see where it stands.',
  },
  stale: {
    zh: '这件订单刚刚有了变化，请看一下再决定。',
    en: 'The order has just changed; please look again.',
  },
  claimed_by_other: {
    zh: '图书馆正在处理这件订单，请稍后再试。',
    en: 'The library is at work on this order; please try again later.',
  },
  follows: {
    zh: '这件订单排在同一本书的另一件之后，轮到之前不能办理。',
    en: 'This order waits behind another for the same book and cannot go on before its turn.',
  },
  blocked: {
    zh: '图书馆要先办完另一件事，这件订单现在不能办理。',
    en: 'The library has to end something else first; this order cannot go on yet.',
  },
  // Money
  fund_exhausted: FUND,
  fund_closed: FUND,
  fund_missing: FUND,
  // What was filled in
  missing_input: {
    zh: '还有必填的内容没有填。',
    en: 'Something that is needed was left out.',
  },
  bad_input: {
    zh: '填写的内容不对，请核对。',
    en: 'Something is not filled in right; please check.',
  },
  bad_fields: {
    zh: '订单的内容不完整，请核对。',
    en: 'The order is not complete; please check.',
  },
  note_required: {
    zh: '原因选“其他”时请写明。',
    en: 'The reason “other” needs a note.',
  },
  other_title: {
    zh: 'ISBN 与订单的书不符，请核对。',
    en: 'The ISBN is not of the book that was ordered; please check.',
  },
  wrong_card: CARD,
  unknown_card: CARD,
  shelf_unread: {
    zh: '这本书直接送图书馆入藏，不必发给读者。',
    en: 'This book goes to the library unread; it is not shipped to a reader.',
  },
  // The copy
  on_loan: COPY,
  copy_in_custody: COPY,
  earlier_hold: COPY,
};
