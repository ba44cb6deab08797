// What readers are told about their read-first lines; the library may reword each text.

import type { Bilingual } from '../../library/entities.ts';

/** Notice codes of purchase with their default texts; `{name}` is filled from the notice's facts. */
export const purchaseNotices = {
  'purchase.submitted': {
    zh: '已收到您的先读为快申请 {code}：《{title}》。',
    en: 'We have received your read-first request {code}: “{title}”.',
  },
  'purchase.approved': {
    zh: '您申请的《{title}》（{code}）已批准，正在向书商订购。',
    en: '“{title}” ({code}) is approved and will be ordered from the bookseller.',
  },
  'purchase.question': {
    zh: '关于您申请的《{title}》（{code}），我们想请您补充说明：{question} 请在 {day} 前（含当日）答复，逾期申请将自动取消。',
    en: 'We have a question about “{title}” ({code}): {question} Please answer by {day}; after that day the request is cancelled.',
  },
  'purchase.deferred': {
    zh: '您申请的《{title}》（{code}）已列入候补名单，{day} 再次审核；若经费提前释放，将提前处理。',
    en: '“{title}” ({code}) is on the waiting list and will be looked at again on {day}, or earlier if money is freed.',
  },
  'purchase.rejected': {
    zh: '很抱歉，您申请的《{title}》（{code}）未获批准。原因：{reason}。馆内可借复本：{copies} 册。',
    en: 'We are sorry that “{title}” ({code}) was not approved. Reason: {reason}. Copies in the library: {copies}.',
  },
  'purchase.cancelled': {
    zh: '您申请的《{title}》（{code}）已取消。原因：{reason}。',
    en: 'Your request for “{title}” ({code}) is cancelled. Reason: {reason}.',
  },
  'purchase.shared': {
    zh: '您申请的《{title}》（{code}）已由本馆购入，并已为您登记预约。',
    en: 'The library has bought “{title}” ({code}); a hold is placed for you.',
  },
  'purchase.shipped': {
    zh: '《{title}》（{code}）已寄出，请您先读。请在 {day} 前（含当日）归还到任一服务台。运单号：{tracking}。',
    en: '“{title}” ({code}) was sent to you, to read first. Please return it to any desk by {day}. Tracking number: {tracking}.',
  },
  // The same without a parcel: it was handed over at a desk, or nobody noted its number.
  'purchase.shipped_plain': {
    zh: '《{title}》（{code}）现在由您先读，请在 {day} 前（含当日）归还到任一服务台。',
    en: '“{title}” ({code}) is yours to read first. Please return it to any desk by {day}.',
  },
  'purchase.written_off': {
    zh: '《{title}》（{code}）逾期未还，已按书价 {amount} 元计费。归还图书或同版新书后，费用即取消。',
    en: '“{title}” ({code}) was not returned; its price of {amount} yuan is charged. The charge is lifted when the book, or a new copy of it, comes back.',
  },
  'purchase.returned': {
    zh: '已收到您归还的《{title}》（{code}），谢谢。',
    en: 'We have received “{title}” ({code}) back. Thank you.',
  },
  'purchase.paid': {
    zh: '《{title}》（{code}）的书款已结清，借阅记录已关闭。',
    en: '“{title}” ({code}) is paid for and the loan is closed.',
  },
  'purchase.waived': {
    zh: '《{title}》（{code}）的费用已免除，借阅记录已关闭。',
    en: 'The charge for “{title}” ({code}) is waived and the loan is closed.',
  },
  'purchase.shelved': {
    zh: '您申请的《{title}》（{code}）已上架，欢迎借阅。',
    en: '“{title}” ({code}), which you asked for, is on the shelf.',
  },
} satisfies Record<string, Bilingual>;

/** A notice code of purchase. */
export type PurchaseNotice = keyof typeof purchaseNotices;
