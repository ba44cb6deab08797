// Texts that readers get about loans and holds: defaults, which a library rewords by template rows.

import type { Bilingual } from '../../library/entities.ts';

/** Default texts by notice code; facts: title, barcode, day, campus, slot, amount. */
export const CIRCULATION_NOTICES: Record<string, Bilingual> = {
  'loan.due_soon': {
    zh: '您借的《{title}》（{barcode}）应于 {day} 前（含当日）归还。',
    en: '“{title}” ({barcode}), which you have on loan, is due back by {day}.',
  },
  'loan.overdue': {
    zh: '您借的《{title}》（{barcode}）已于 {day} 到期，请尽快归还。',
    en: '“{title}” ({barcode}), which you have on loan, was due on {day}. Please bring it back soon.',
  },
  'loan.recalled': {
    zh: '有读者等待您借的《{title}》（{barcode}），请在 {day} 前（含当日）归还，不能再续借。',
    en: 'Another reader waits for “{title}” ({barcode}), which you have on loan. Please return it by {day}; it cannot be renewed.',
  },
  'loan.recall_lifted': {
    zh: '已没有读者催还您借的《{title}》（{barcode}），应还日恢复为 {day}，可以续借。',
    en: 'Nobody asks for “{title}” ({barcode}), which you have on loan, any longer. It is due back by {day}, as before, and can be renewed.',
  },
  'loan.renewed': {
    zh: '您借的《{title}》（{barcode}）已续借，应于 {day} 前（含当日）归还。',
    en: 'Your loan of “{title}” ({barcode}) was renewed; it is due back by {day}.',
  },
  'loan.refused': {
    zh: '图书馆系统没有接受《{title}》（{barcode}）的借阅，这次借阅没有成立。书若在您手边，请带到服务台。',
    en: 'The library system did not take the loan of “{title}” ({barcode}), so it is not on loan to you. If you have the book, please bring it to a service desk.',
  },
  'loan.refused_hold': {
    zh: '图书馆系统没有接受《{title}》（{barcode}）的借阅，这次借阅没有成立；您的预约仍在原来的次序。书若在您手边，请带到服务台。',
    en: 'The library system did not take the loan of “{title}” ({barcode}), so it is not on loan to you. Your hold waits again at its old place. If you have the book, please bring it to a service desk.',
  },
  'loan.renewal_refused': {
    zh: '图书馆系统没有接受《{title}》（{barcode}）的续借，应还日仍为 {day}。如有疑问，请到服务台询问。',
    en: 'The library system did not take the renewal of “{title}” ({barcode}). It is due back by {day}, as before. Please ask at a service desk if that surprises you.',
  },
  'hold.ready': {
    zh: '您预约的《{title}》已到{campus}预约架 {slot}，请在 {day} 前（含当日）领取。',
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
  'hold.any_copy': {
    zh: '您预约的《{title}》那一册（{barcode}）已无法提供，预约改为等该书任意一册，次序不变；如不需要，请取消。',
    en: 'The copy of “{title}” that you asked for ({barcode}) cannot be had any more. Your hold now waits for any copy, at the same place in the queue; cancel it if you do not want that.',
  },
  'hold.same_volume': {
    zh: '您预约的《{title}》那一册（{barcode}）已无法提供，预约改为等同一卷的另一册，次序不变；如不需要，请取消。',
    en: 'The copy of “{title}” that you asked for ({barcode}) cannot be had any more. Your hold now waits for another copy of the same volume, at the same place in the queue; cancel it if you do not want that.',
  },
  'hold.no_copy': {
    zh: '很抱歉，《{title}》已没有可以外借的复本，您的预约已结束；可荐购此书。',
    en: 'We are sorry: the library has no copy of “{title}” left that can be lent, and your hold has ended. You can suggest that it buys one.',
  },
  'hold.refused': {
    zh: '图书馆系统没有接受您对《{title}》的预约，预约已结束。请到服务台询问。',
    en: 'The library system did not take your hold on “{title}”, and it has ended. Please ask at a service desk.',
  },
  'hold.cancelled': {
    zh: '您对《{title}》的预约已取消。',
    en: 'Your hold on “{title}” was cancelled.',
  },
};
