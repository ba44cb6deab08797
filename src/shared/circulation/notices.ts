// Texts that readers get about loans and holds: defaults, which a library rewords by template rows.

import type { Bilingual } from '../library/entities.ts';

/** Default texts by notice code; facts: title, barcode, day, campus, slot, amount. */
export const CIRCULATION_NOTICES: Record<string, Bilingual> = {
  'loan.due_soon': {
    zh: '您借的《{title}》（{barcode}）应于 {day} 前归还。',
    en: '“{title}” ({barcode}), which you have on loan, is due back by {day}.',
  },
  'loan.overdue': {
    zh: '您借的《{title}》（{barcode}）已于 {day} 到期，请尽快归还。',
    en: '“{title}” ({barcode}), which you have on loan, was due on {day}. Please bring it back soon.',
  },
  'loan.recalled': {
    zh: '有读者等待您借的《{title}》（{barcode}），请于 {day} 前归还，此书不能再续借。',
    en: 'Another reader waits for “{title}” ({barcode}), which you have on loan. Please return it by {day}; it cannot be renewed.',
  },
  'loan.renewed': {
    zh: '您借的《{title}》（{barcode}）已续借，应于 {day} 前归还。',
    en: 'Your loan of “{title}” ({barcode}) was renewed; it is due back by {day}.',
  },
  'hold.ready': {
    zh: '您预约的《{title}》已到{campus}预约架 {slot}，请于 {day} 前领取。',
    en: '“{title}”, which you placed a hold on, lies ready on hold shelf {slot} ({campus}). Please collect it by {day}.',
  },
  'hold.expiring': {
    zh: '您预约的《{title}》在{campus}预约架保留到 {day}，请及时领取。',
    en: '“{title}”, which you placed a hold on, is kept for you ({campus}) until {day}.',
  },
  'hold.expired': {
    zh: '您预约的《{title}》到期未领取，预约已结束；如仍需要，可重新预约。',
    en: '“{title}” was not collected in time and your hold has ended. You can place another one.',
  },
  'hold.cancelled': {
    zh: '您对《{title}》的预约已取消。',
    en: 'Your hold on “{title}” was cancelled.',
  },
};
