// What a supervisor's way out of an exception brings with it: bag off the round, early loan ended, or the loan made.

import type { Refusal } from '../../lib/result.ts';
import { loanDueOn } from '../parts/hold-shelf.ts';
import type { Context, Decision } from '../queue.ts';
import type { Request } from '../request.ts';
import { deliveryFields } from './fields.ts';
import * as guard from './guards.ts';
import { refuseDelivery } from './refusals.ts';

/** Back to where it came from changes nothing; `done` means that the reader has the book. */
export function resolveDelivery(
  request: Request,
  to: string,
  _input: Record<string, unknown>,
  context: Context,
): Omit<Decision, 'to'> | Refusal {
  if (to === request.cameFrom) return { ok: true };
  const patch = { fields: { onRound: false, holdSlot: null, readyUntil: null } };
  if (to === 'done') return { ok: true, patch, effects: handed(request, context) };
  if (to === 'packed') {
    if (deliveryFields(request).bag === null) return refuseDelivery('no_bag', { choice: to });
    return { ok: true, patch, effects: guard.offRound(request) };
  }
  return {
    ok: true,
    patch,
    effects: [...guard.offRound(request), ...guard.endEarlyLoan(request, context)],
  };
}

function handed(request: Request, context: Context): NonNullable<Decision['effects']> {
  const { copyId, readerId } = request;
  const effects: NonNullable<Decision['effects']> = deliveryFields(request).onRound
    ? [{ do: 'round_close', outcome: 'handed' }]
    : [];
  if (context.loan === null && copyId !== null && readerId !== null) {
    const dueOn = loanDueOn(context);
    effects.push({ do: 'lend', copyId, readerId, dueOn, channel: 'delivery' });
  }
  return effects;
}
