// What a supervisor's way out of an exception brings with it: exchange, a new decision, or the end of a line.

import type { Refusal } from '../../lib/result.ts';
import type { Context, Decision, Effect } from '../queue.ts';
import type { Request } from '../request.ts';
import { purchaseFields } from './fields.ts';
import { refusePurchase } from './refusals.ts';

const WITH_COPY = ['with_reader', 'not_returned', 'returned', 'accepted'];

function closeLoan(request: Request, context: Context): Effect[] {
  if (request.copyId === null || context.loan === null) return [];
  return [{ do: 'close_loan', copyId: request.copyId, waiveCharge: true }];
}

/** Loan closed without a charge and copy withdrawn: the line goes on without it. */
function dropCopy(request: Request, context: Context): Effect[] {
  if (request.copyId === null) return [];
  return [
    ...closeLoan(request, context),
    { do: 'copy', copyId: request.copyId, set: { status: 'withdrawn' } },
  ];
}

function backWithCopy(
  request: Request,
  to: string,
  context: Context,
): Omit<Decision, 'to'> | Refusal {
  const { copyId, readerId } = request;
  if (copyId === null) return refusePurchase('no_copy_yet', { choice: to });
  const { dueOn } = purchaseFields(request);
  if (to !== 'with_reader' || context.loan !== null) return { ok: true };
  if (readerId === null || dueOn === null)
    return refusePurchase('no_loan', { barcode: context.copy?.barcode ?? null });
  return { ok: true, effects: [{ do: 'lend', copyId, readerId, dueOn, channel: 'vendor' }] };
}

/** An exchange goes back to `ordered` without its copy, a new decision to `review`; a paid invoice is not paid twice. */
export function resolvePurchase(
  request: Request,
  to: string,
  _input: Record<string, unknown>,
  context: Context,
): Omit<Decision, 'to'> | Refusal {
  const { turns, invoice } = purchaseFields(request);
  if (invoice !== null && to !== 'accepted' && to !== 'cancelled') {
    return refusePurchase('already_paid', { choice: to, price: invoice });
  }
  if (WITH_COPY.includes(to)) return backWithCopy(request, to, context);
  const effects = to === 'cancelled' ? closeLoan(request, context) : dropCopy(request, context);
  const patch = { copyId: null, fields: { turns: turns + 1, expectedOn: null, dueOn: null } };
  if (to === 'review') return { ok: true, effects, patch };
  if (to === 'ordered')
    return { ok: true, effects, patch: { copyId: null, fields: { dueOn: null } } };
  return { ok: true, effects };
}
