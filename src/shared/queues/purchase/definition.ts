// Purchase approval 先读为快: read first, the library pays. One request is one line (title) of an application.

import { defineQueue } from '../queue.ts';
import { askingActions } from './actions-asking.ts';
import { decidingActions } from './actions-deciding.ts';
import { orderingActions } from './actions-ordering.ts';
import { returningActions } from './actions-returning.ts';
import { checkPurchaseFields, purchaseFields } from './fields.ts';
import { resolvePurchase } from './resolving.ts';
import { purchaseStates } from './states.ts';
import { purchaseDue } from './timers.ts';

/** Actions of purchase. */
export const purchaseActions = {
  ...askingActions,
  ...decidingActions,
  ...orderingActions,
  ...returningActions,
};

/** An action of purchase. */
export type PurchaseAction = keyof typeof purchaseActions;

/** The purchase queue. */
export const purchase = defineQueue({
  name: 'purchase',
  letter: 'P',
  first: 'review',
  states: purchaseStates,
  actions: purchaseActions,
  resolveTo: ['review', 'ordered', 'with_reader', 'returned', 'cancelled'],
  onResolve: resolvePurchase,
  joins: 'work',
  lentCompletes: false,
  waitsForMoney: (request) =>
    request.state === 'deferred' && purchaseFields(request).deferReason === 'budget'
      ? 'resume'
      : null,
  reads: [
    'copy',
    'custody',
    'loan',
    'holds',
    'reader',
    'readerOpen',
    'copies',
    'fund',
    'followers',
    'bundle',
    'events',
    'sameWork',
  ],
  checkFields: checkPurchaseFields,
  due: purchaseDue,
  points: {
    decided: (event) => event.to === 'approved' || event.to === 'rejected',
    picked: (event) => event.to === 'ordered',
    ready: (event) => event.to === 'with_reader' || event.to === 'done',
  },
});
