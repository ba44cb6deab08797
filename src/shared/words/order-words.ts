// Where an order stands, as a bookseller reads it.

import type { Bilingual } from '../library/entities.ts';
import type { OrderState } from '../sync/vendor-calls.ts';

/** Words of each state of an order. */
export const ORDER_STATE_WORDS: Record<OrderState, Bilingual> = {
  to_order: { zh: '待订购', en: 'To be ordered' },
  ordered: { zh: '配货中', en: 'On order' },
  to_stop: { zh: '读者要求取消，能停则停', en: 'To be stopped if possible' },
  shipped: { zh: '已发货', en: 'Shipped' },
  returned: { zh: '已回馆', en: 'Back at the library' },
  problem: { zh: '有问题，图书馆正在处理', en: 'A problem that the library looks into' },
};
