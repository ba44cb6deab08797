// What readers are told about their reallocations; the library may reword each text.

import type { Bilingual } from '../../library/entities.ts';

/** Notice codes of reallocation with their default texts; `{name}` is filled from the notice's facts. */
export const reallocationNotices = {
  'reallocation.submitted': {
    zh: '已收到您的图书调拨申请 {code}：《{title}》。',
    en: 'We have received your request {code} to move “{title}”.',
  },
  'reallocation.rejected': {
    zh: '很抱歉，您的调拨申请 {code}《{title}》未获批准。原因：{reason}。馆内现有可借复本：{alternatives} 册。',
    en: 'We are sorry that your request {code} for “{title}” was not approved. Reason: {reason}. Copies you can borrow now: {alternatives}.',
  },
  'reallocation.cancelled': {
    zh: '您的调拨申请 {code}《{title}》已取消。原因：{reason}。',
    en: 'Your request {code} for “{title}” is cancelled. Reason: {reason}.',
  },
  'reallocation.redirected': {
    zh: '您的调拨申请 {code}《{title}》改送{place}。',
    en: '“{title}” (request {code}) now goes to {place}.',
  },
  'reallocation.ready': {
    zh: '您申请的《{title}》（{code}）已到{campus}预约架 {slot}，请在 {day} 闭馆前（含当日）凭读者证领取。',
    en: '“{title}” ({code}) is on hold shelf {slot} at {campus}. Please collect it with your card by {day}.',
  },
  'reallocation.expired': {
    zh: '您申请的《{title}》（{code}）逾期未取，已退回原馆藏地。如仍需要，请重新申请。',
    en: '“{title}” ({code}) was not collected in time and goes back to its shelf. Please ask again if you still need it.',
  },
  'reallocation.shelved': {
    zh: '您申请调拨的《{title}》（{code}）已在{campus}上架。',
    en: '“{title}” ({code}), which you asked to have moved, is on the shelf at {campus}.',
  },
} satisfies Record<string, Bilingual>;

/** A notice code of reallocation. */
export type ReallocationNotice = keyof typeof reallocationNotices;
