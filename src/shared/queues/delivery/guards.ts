// What must hold before a delivery goes on: reader, quota, address, a copy that can be lent, limits of its loops.

import type { Copy } from '../../library/entities.ts';
import type { Refusal } from '../../lib/result.ts';
import { notifier } from '../parts/guard-parts.ts';
import type { Notifier } from '../parts/guard-parts.ts';
import type { Context, Effect } from '../queue.ts';
import type { Request } from '../request.ts';
import { deliveryFields } from './fields.ts';
import type { DeliveryNotice } from './notices.ts';
import { refuseDelivery } from './refusals.ts';
import { choseAgain, secondSlotUntil } from './states.ts';

/** A notice to the asker. */
export const notice: Notifier<DeliveryNotice> = notifier();

/** Campus of an allowed address, or null where the place is none. */
export function campusOfAddress(address: string, context: Context): string | null {
  const place = context.place(address);
  return place?.kind === 'address' && place.active ? place.campus : null;
}

/** Campus where the copy is: that of its last scan (rule 3), else of the collection that holds it. */
export function campusNow(copy: Copy, context: Context): string | null {
  const seen = copy.seenAt === null ? undefined : context.place(copy.seenAt)?.campus;
  return seen ?? context.place(copy.holding)?.campus ?? null;
}

/** Refuses a copy that cannot go to a reader: out of use, not for loan, on loan. */
export function lendableCheck(copy: Copy, context: Context): Refusal | null {
  const { barcode, status } = copy;
  if (status !== 'available') return refuseDelivery('copy_unusable', { barcode, status });
  const lendable = copy.lendable && context.place(copy.home)?.lendable !== false;
  if (!lendable) return refuseDelivery('not_lendable', { barcode });
  const loan = context.copyLoans.find((each) => each.copyId === copy.id);
  return loan ? refuseDelivery('on_loan', { barcode, due: loan.dueOn }) : null;
}

/** Refuses another turn of a loop that has had all of its turns (rule 17). */
export function turnsCheck(
  taken: number,
  loop: 'ways' | 'slot_changes' | 'copies',
  context: Context,
): Refusal | null {
  const limit = context.policies.number(`delivery.${loop}`);
  return taken >= limit ? refuseDelivery('no_more_turns', { loop, limit }) : null;
}

/** Refuses another bag than the delivery's. */
export function bagCheck(request: Request, bag: string): Refusal | null {
  const wanted = deliveryFields(request).bag;
  return bag === wanted ? null : refuseDelivery('wrong_bag', { bag, wanted });
}

/** Refuses the hold shelf while the reader may still choose a second slot, or has chosen one. */
export function secondSlotCheck(request: Request, context: Context): Refusal | null {
  const { policies, calendars } = context;
  if (deliveryFields(request).failures >= policies.number('delivery.ways')) return null;
  const until = secondSlotUntil(request, policies, calendars);
  if (context.now >= until && !choseAgain(request)) return null;
  return refuseDelivery('second_slot_open', { until });
}

/** A loan begun at packing ends without a fine on every way that does not end with the reader. */
export function endEarlyLoan(request: Request, context: Context): Effect[] {
  if (context.loan === null || context.loan.requestId !== request.id) return [];
  return [{ do: 'close_loan', copyId: context.loan.copyId, waiveCharge: true }];
}

/** Strikes the bag off its round where it still stands there. */
export function offRound(request: Request): Effect[] {
  return deliveryFields(request).onRound ? [{ do: 'round_close', outcome: 'back' }] : [];
}
