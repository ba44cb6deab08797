// What readers are told about their deliveries; the library may reword each text.

import type { Bilingual } from '../../library/entities.ts';

/** Notice codes of delivery with their default texts; `{name}` is filled from the notice's facts. */
export const deliveryNotices = {
  'delivery.submitted': {
    zh: '已收到您的送书申请 {code}：《{title}》，{slot} 送至{address}。',
    en: 'We have received your delivery request {code}: “{title}”, {slot}, to {address}.',
  },
  'delivery.accepted': {
    zh: '《{title}》（{code}）的送书申请已受理，时段 {slot}。',
    en: 'Your delivery of “{title}” ({code}) is accepted for {slot}.',
  },
  'delivery.rejected': {
    zh: '很抱歉，《{title}》（{code}）不能送书。原因：{reason}。',
    en: 'We are sorry that “{title}” ({code}) cannot be delivered. Reason: {reason}.',
  },
  'delivery.cancelled': {
    zh: '《{title}》（{code}）的送书申请已取消。',
    en: 'The delivery of “{title}” ({code}) is cancelled.',
  },
  'delivery.delayed': {
    zh: '《{title}》（{code}）暂未在架上找到，正在查找；您的时段保留到 {day}。',
    en: '“{title}” ({code}) was not on the shelf and is being looked for; your slot is kept until {day}.',
  },
  'delivery.packed': {
    zh: '《{title}》（{code}）已打包。签收时请出示取书码 {handoverCode}，或读者证。',
    en: '“{title}” ({code}) is packed. Show the code {handoverCode}, or your card, when it is handed over.',
  },
  'delivery.out': {
    zh: '《{title}》（{code}）已出发，时段 {slot}。',
    en: '“{title}” ({code}) is on its way, {slot}.',
  },
  'delivery.failed': {
    zh: '《{title}》（{code}）未能送达：{reason}。请在 {day} 前（含当日）另选时段，逾期请到服务台领取。',
    en: '“{title}” ({code}) could not be handed over. Reason: {reason}. Choose another slot by {day}; after that day it waits at the desk.',
  },
  'delivery.failed_last': {
    zh: '《{title}》（{code}）两次未能送达：{reason}。图书将放在服务台预约架，届时另行通知。',
    en: '“{title}” ({code}) could not be handed over again. Reason: {reason}. It will wait for you on the hold shelf; we will tell you when.',
  },
  'delivery.slot_changed': {
    zh: '《{title}》（{code}）的送书时段改为 {slot}。',
    en: 'The slot for “{title}” ({code}) is now {slot}.',
  },
  'delivery.ready': {
    zh: '《{title}》（{code}）在{campus}预约架 {holdSlot} 等您领取，保留到 {day}（含当日）。',
    en: '“{title}” ({code}) waits for you on hold shelf {holdSlot}, {campus}, until {day}.',
  },
  'delivery.delivered': {
    zh: '《{title}》（{code}）已送达，请在 {day} 前（含当日）归还。',
    en: '“{title}” ({code}) is delivered. Please return it by {day}.',
  },
  'delivery.expired': {
    zh: '《{title}》（{code}）逾期未取，已退回书架。',
    en: '“{title}” ({code}) was not collected in time and goes back to the shelf.',
  },
} satisfies Record<string, Bilingual>;

/** A notice code of delivery. */
export type DeliveryNotice = keyof typeof deliveryNotices;
