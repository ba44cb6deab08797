// Texts that readers get about loans passed on and loans by phone: defaults, which a library rewords by template rows.

import type { Bilingual } from '../../library/entities.ts';

/** Default texts by notice code; facts: title, barcode, day. */
export const TRANSFER_NOTICES: Record<string, Bilingual> = {
  'transfer.accepted': {
    zh: '您的《{title}》（{barcode}）已转借给另一位读者，这册书不再由您负责。',
    en: 'Your loan of “{title}” ({barcode}) was passed on to another reader; you no longer answer for this copy.',
  },
  'transfer.received': {
    zh: '《{title}》（{barcode}）已转借给您，应于 {day} 前（含当日）归还。',
    en: '“{title}” ({barcode}) was passed on to you; it is due back by {day}.',
  },
  'loan.unverified': {
    zh: '您用手机借的《{title}》（{barcode}）还没有经服务台或出口查验，请尽快到服务台出示；如果没有拿走这册书，请告诉服务台。',
    en: '“{title}” ({barcode}), which you borrowed by phone, has not been seen at a desk or exit gate. Please show it at a desk soon, or tell the desk if you did not take it.',
  },
};
