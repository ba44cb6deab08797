// What readers and booksellers are told alike when a call comes to nothing before it is a request or an order.

import type { Bilingual } from '../library/entities.ts';

/** Where nothing more is known. */
export const NOT_DONE: Bilingual = {
  zh: '没有办成，什么都没有改变。请稍后再试，或到服务台询问。',
  en: 'It could not be done and nothing has changed. Please try again later, or ask at a desk.',
};

const LATER: Bilingual = {
  zh: '系统暂时不能受理，请稍后再试。',
  en: 'The system cannot take this at the moment. Please try again later.',
};
const SIGN_IN: Bilingual = { zh: '请先登录。', en: 'Please sign in first.' };
const OVER: Bilingual = {
  zh: '登录已结束，请重新登录。',
  en: 'The sign-in has ended. Please sign in again.',
};
const UPDATE: Bilingual = {
  zh: '程序的版本不合，请更新后再试。',
  en: 'The program is of another version. Please update it and try again.',
};
const NOT_READ: Bilingual = {
  zh: '系统看不懂发来的内容，什么都没有改变。',
  en: 'The system did not understand what was sent. Nothing was changed.',
};

/** Why a call was not taken, by the code of the failure; `{seconds}` is filled with a wait as people say it. */
export const CALLER_REFUSALS: Record<string, Bilingual> = {
  // Who calls
  no_token: SIGN_IN,
  wrong_token: {
    zh: '这个登录不能用于这一步。',
    en: 'This sign-in is not for this step.',
  },
  bad_token: OVER,
  session_ended: OVER,
  token_expired: {
    zh: '登录已过时，请重新登录。',
    en: 'The sign-in has run out. Please sign in again.',
  },
  wait: {
    zh: '试了太多次，请等 {seconds}再试。',
    en: 'Too many tries. Please wait {seconds}.',
  },
  too_many: {
    zh: '请求太多，请等 {seconds}再试。',
    en: 'Too many requests. Please wait {seconds}.',
  },
  must_change: {
    zh: '密码是图书馆给的，请先换成自己的。',
    en: 'The library chose this password. Please choose one of your own first.',
  },
  // What was sent
  bad_body: NOT_READ,
  bad_request: NOT_READ,
  bad_command: NOT_READ,
  unsupported_type: NOT_READ,
  unsupported_encoding: NOT_READ,
  too_large: { zh: '一次送的内容太多。', en: 'Too much was sent at once.' },
  not_served: { zh: '没有这项服务。', en: 'There is no such service.' },
  wrong_host: { zh: '地址不对，请核对。', en: 'The address is wrong; please check it.' },
  bad_protocol: UPDATE,
  too_old: UPDATE,
  too_new: UPDATE,
  unsupported_version: UPDATE,
  // The service itself
  internal: {
    zh: '系统出了错，请稍后再试。还不行请把编号 {id} 告诉图书馆。',
    en: 'The system failed. Please try again later; if that does not help, tell the library the number {id}.',
  },
  unavailable: LATER,
  closing: LATER,
  not_primary: LATER,
  store_full: LATER,
  store_read_only: LATER,
  store_io: LATER,
  store_away: LATER,
  store_newer: LATER,
  store_busy: LATER,
};
