// Which copy of a title a request may turn to: in use as it should be, not on loan, in nobody's hands.

import type { Copy } from '../../library/entities.ts';
import type { Context } from '../queue.ts';
import type { Request } from '../request.ts';

/** A copy of the request's title by id, from what the context holds. */
export function copyIn(context: Context, copyId: string | null): Copy | undefined {
  if (copyId === null) return undefined;
  if (context.copy?.id === copyId) return context.copy;
  return context.copies.find((copy) => copy.id === copyId);
}

/** Campus where the copy's present collection stands; null when the place is unknown. */
export function campusOfCopy(context: Context, copy: Copy): string | null {
  return context.place(copy.holding)?.campus ?? null;
}

/** Campus of the collection that owns the copy; null when the place is unknown. */
export function homeCampus(context: Context, copy: Copy): string | null {
  return context.place(copy.home)?.campus ?? null;
}

/** Whether the copy is on no loan and in no other request's hands, and nothing is wrong with it. */
export function isFree(context: Context, copy: Copy, requestId: string): boolean {
  return (
    copy.status === 'available' &&
    !context.copyLoans.some((loan) => loan.copyId === copy.id) &&
    !context.copyCustodies.some((held) => held.copyId === copy.id && held.requestId !== requestId)
  );
}

/**
 * Lendable free copies that were not tried yet, best first: the same owner's (no new decision is due),
 * then those at the preferred campus, then by barcode.
 */
export function nextCopies(
  request: Request,
  context: Context,
  tried: readonly string[],
  preferredCampus: string | null,
): Copy[] {
  const rank = (copy: Copy) =>
    (copy.home === request.collection ? 0 : 2) +
    (campusOfCopy(context, copy) === preferredCampus ? 0 : 1);
  return context.copies
    .filter(
      (copy) => !tried.includes(copy.id) && copy.lendable && isFree(context, copy, request.id),
    )
    .toSorted((a, b) => rank(a) - rank(b) || (a.barcode < b.barcode ? -1 : 1));
}
