// Reallocation 图书调拨 as data: a copy goes to another campus or collection, for a while, for good, or for one loan.

import { defineQueue } from '../queue.ts';
import { decidingActions } from './actions-deciding.ts';
import { endingActions } from './actions-ending.ts';
import { movingActions } from './actions-moving.ts';
import { openingActions } from './actions-opening.ts';
import { returningActions } from './actions-returning.ts';
import { checkReallocationFields, reallocationFields } from './fields.ts';
import { onResolve } from './resolving.ts';
import { reallocationDue, reallocationStates } from './states.ts';

/** Every action of reallocation by its name. */
export const reallocationActions = {
  ...openingActions,
  ...decidingActions,
  ...movingActions,
  ...endingActions,
  ...returningActions,
};

/** An action of reallocation. */
export type ReallocationAction = keyof typeof reallocationActions;

/** The workflow definition of reallocation. */
export const reallocation = defineQueue({
  name: 'reallocation',
  letter: 'R',
  first: 'submitted',
  states: reallocationStates,
  actions: reallocationActions,
  resolveTo: [
    'submitted',
    'approved',
    'picked',
    'in_transit',
    'arrived',
    'returning',
    'done',
    'cancelled',
  ],
  onResolve,
  joins: 'custody',
  // A move to another place is never completed by a loan (rule 11).
  lentCompletes: (request) => {
    const { kind } = reallocationFields(request);
    return kind === 'for_loan' || kind === 'for_hold';
  },
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
  ],
  checkFields: checkReallocationFields,
  due: reallocationDue,
  points: {
    decided: ({ from, to }) => from !== to && (to === 'approved' || to === 'rejected'),
    picked: ({ from, to }) => from !== to && to === 'picked',
    ready: ({ from, to }) => from !== to && (to === 'ready' || to === 'done'),
  },
});
