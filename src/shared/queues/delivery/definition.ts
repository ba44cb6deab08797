// Delivery 帮我送书 as data: a copy goes to a reader's address, and a proof of the hand-over comes back.

import { defineQueue } from '../queue.ts';
import type { RequestEvent } from '../request.ts';
import { acceptingActions } from './actions-accepting.ts';
import { carryingActions } from './actions-carrying.ts';
import { endingActions } from './actions-ending.ts';
import { checkDeliveryFields } from './fields.ts';
import { resolveDelivery } from './resolving.ts';
import { deliveryDue, deliveryStates } from './states.ts';

/** Every action of delivery by its name. */
export const deliveryActions = { ...acceptingActions, ...carryingActions, ...endingActions };

/** An action of delivery. */
export type DeliveryAction = keyof typeof deliveryActions;

function enters({ from, to }: RequestEvent, states: readonly string[]): boolean {
  return from !== to && states.includes(to);
}

/** The workflow definition of delivery. */
export const delivery = defineQueue({
  name: 'delivery',
  letter: 'D',
  first: 'submitted',
  states: deliveryStates,
  actions: deliveryActions,
  resolveTo: ['accepted', 'picked', 'packed', 'returning', 'done', 'cancelled'],
  onResolve: resolveDelivery,
  joins: 'custody',
  reads: [
    'copy',
    'custody',
    'loan',
    'holds',
    'reader',
    'readerOpen',
    'copies',
    'linked',
    'followers',
    'events',
    'slotLoad',
  ],
  checkFields: checkDeliveryFields,
  due: deliveryDue,
  points: {
    decided: (event) => enters(event, ['accepted', 'rejected']),
    picked: (event) => enters(event, ['picked']),
    ready: (event) => enters(event, ['ready', 'done']),
  },
});
