// The one list of reason codes for rejecting, cancelling and exceptions.

import type { Bilingual } from './entities.ts';

/** Codes with the field's own words; a library may reword them and take them out of use, not add to them. */
export const REASONS = {
  reader_cancel: { zh: '读者取消', en: 'Reader cancelled' },
  duplicate: { zh: '重复申请', en: 'Duplicate request' },
  not_on_shelf: { zh: '架上未见', en: 'Not on the shelf' },
  damaged: { zh: '破损', en: 'Damaged' },
  on_loan: { zh: '已借出', en: 'On loan' },
  held_for_other: { zh: '他人预约优先', en: 'Held for another reader' },
  non_circulating: { zh: '不外借', en: 'Does not circulate' },
  available_locally: { zh: '本校区有在架复本', en: 'A copy is on the shelf at this campus' },
  policy: { zh: '不合规', en: 'Against the rules' },
  budget: { zh: '经费不足', en: 'No money left in the fund' },
  supplier: { zh: '书商缺货', en: 'Bookseller cannot supply' },
  reader_ineligible: { zh: '读者资格', en: 'Reader not eligible' },
  lost_in_transit: { zh: '途中遗失', en: 'Lost on the way' },
  misrouted: { zh: '错送', en: 'Sent to the wrong place' },
  recipient_absent: { zh: '无人签收', en: 'Nobody to receive it' },
  reader_found: { zh: '读者已自行找到', en: 'Reader found it' },
  not_collected: { zh: '逾期未取', en: 'Not collected in time' },
  no_answer: { zh: '逾期未答复', en: 'No answer in time' },
  wrong_item: { zh: '发错图书', en: 'Wrong book sent' },
  offline_clash: { zh: '离线冲突', en: 'Clash of offline work' },
  other: { zh: '其他', en: 'Other' },
} as const satisfies Record<string, Bilingual>;

/** A reason code. */
export type ReasonCode = keyof typeof REASONS;

/** Codes that only timers set; people are not offered them. */
export const TIMER_REASONS: readonly ReasonCode[] = ['not_collected', 'no_answer'];

/** Whether a text is a reason code. */
export function isReason(text: string): text is ReasonCode {
  return Object.hasOwn(REASONS, text);
}
