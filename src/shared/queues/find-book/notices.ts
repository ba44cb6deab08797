// What readers are told about their searches; the library may reword each text.

import type { Bilingual } from '../../library/entities.ts';

/** Notice codes of find-book with their default texts; `{name}` is filled from the notice's facts. */
export const findBookNotices = {
  'find_book.submitted': {
    zh: '已收到您的找书申请 {code}：《{title}》。我们将尽快查找。',
    en: 'We have received your request {code} to find “{title}” and will look for it soon.',
  },
  'find_book.waiting': {
    zh: '《{title}》（{code}）第 {round} 次查找未见，我们将在 {day} 前换人再找。',
    en: 'Search {round} for “{title}” ({code}) did not find it; somebody else will look again by {day}.',
  },
  'find_book.answered': {
    zh: '您要找的《{title}》（{code}）：{fact}。如您仍认为有误，可在 7 天内要求再找一次。',
    en: 'About “{title}” ({code}): {fact}. If you think this is wrong, you may ask once more within 7 days.',
  },
  'find_book.not_found': {
    zh: '很抱歉，经多次查找仍未找到《{title}》（{code}），该册已登记为下落不明。一旦找到，我们会告诉您。',
    en: 'We are sorry: “{title}” ({code}) was not found in spite of several searches and is recorded as missing. We will tell you if it turns up.',
  },
  'find_book.found_late': {
    zh: '您曾要找的《{title}》（{code}）现已找到，如仍需要请与服务台联系。',
    en: '“{title}” ({code}), which you once looked for, has turned up. Please ask at the desk if you still need it.',
  },
  'find_book.ready': {
    zh: '您要找的《{title}》（{code}）已找到，放在{campus}预约架 {slot}，请在 {day} 闭馆前（含当日）凭读者证领取。',
    en: '“{title}” ({code}) is found and on hold shelf {slot} at {campus}. Please collect it with your card by {day}.',
  },
  'find_book.expired': {
    zh: '您要找的《{title}》（{code}）逾期未取，已归架。',
    en: '“{title}” ({code}) was not collected in time and goes back to its shelf.',
  },
  'find_book.reshelved': {
    zh: '您要找的《{title}》（{code}）已找到并放回架上：{callNumber}。',
    en: '“{title}” ({code}) is found and back on its shelf: {callNumber}.',
  },
  'find_book.cancelled': {
    zh: '您的找书申请 {code}《{title}》已取消。原因：{reason}。',
    en: 'Your request {code} to find “{title}” is cancelled. Reason: {reason}.',
  },
} satisfies Record<string, Bilingual>;

/** A notice code of find-book. */
export type FindBookNotice = keyof typeof findBookNotices;
