// The states of a purchase line: public label, what each holds, and which of them wait for somebody else.

import type { StateSpec } from '../queue.ts';
import { answerBy, deferredUntil, expectedUntil, loanUntil } from './timers.ts';

/** States of purchase. */
export const purchaseStates = {
  review: { label: 'pending', target: 'purchase.target.review' },
  to_confirm: { label: 'pending', target: 'purchase.target.to_confirm' },
  needs_info: { label: 'pending', pausedUntil: answerBy, target: 'purchase.target.needs_info' },
  deferred: { label: 'pending', pausedUntil: deferredUntil, target: 'purchase.target.deferred' },
  approved: { label: 'in_progress', holdsMoney: true, target: 'purchase.target.approved' },
  ordered: {
    label: 'in_progress',
    holdsMoney: true,
    pausedUntil: expectedUntil,
    target: 'purchase.target.ordered',
  },
  cancel_asked: {
    label: 'in_progress',
    holdsMoney: true,
    pausedUntil: expectedUntil,
    target: 'purchase.target.cancel_asked',
  },
  with_reader: {
    label: 'in_progress',
    holdsCopy: true,
    away: true,
    holdsMoney: true,
    pausedUntil: loanUntil,
    target: 'purchase.target.with_reader',
  },
  not_returned: {
    label: 'in_progress',
    holdsCopy: true,
    away: true,
    holdsMoney: true,
    target: 'purchase.target.not_returned',
  },
  returned: {
    label: 'in_progress',
    holdsCopy: true,
    holdsMoney: true,
    target: 'purchase.target.returned',
  },
  accepted: { label: 'in_progress', holdsCopy: true, target: 'purchase.target.accepted' },
  done: { label: 'done' },
  cancelled: { label: 'cancelled' },
  rejected: { label: 'rejected' },
} satisfies Record<string, StateSpec>;

/** A state of purchase. */
export type PurchaseState = keyof typeof purchaseStates;
