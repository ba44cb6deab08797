// The copy that exists before cataloguing: made when the book goes out, merged with the real one when it is accepted.

import { callKey, callNumberOptions } from '../../library/call-number.ts';
import type { Copy, Title } from '../../library/entities.ts';
import { CREATED } from '../queue.ts';
import type { Context, Effect } from '../queue.ts';
import type { Request } from '../request.ts';
import { purchaseFields } from './fields.ts';

/** Barcode of a line's provisional copy, printed by the vendor or the desk; `again` counts exchanges. */
export function provisionalBarcode(code: string, again: number): string {
  return again === 0 ? `P-${code}` : `P-${code}-${again + 1}`;
}

/** The effects that make the line's copy, and first its title where the catalogue lacks it. */
export function newCopy(
  request: Request,
  context: Context,
  set: Pick<Copy, 'barcode' | 'status' | 'home'>,
): Effect[] {
  const titleId = context.title?.id ?? null;
  const copy: Omit<Copy, 'id' | 'ver'> = {
    ...set,
    titleId: titleId ?? CREATED,
    holding: set.home,
    callNumber: context.title?.callNumber ?? '',
    callKey: callKey(
      context.title?.callNumber ?? '',
      callNumberOptions(context.policies, context.place(set.home) ?? null),
    ),
    volume: null,
    lendable: true,
    courseReserve: false,
    seenAt: context.point?.id ?? null,
    seenOn: context.point === null ? null : context.now,
    lastReturnedOn: null,
    lastUsedInHouseOn: null,
    lastMovedOn: null,
    returnDay: null,
  };
  const title: Effect[] =
    titleId === null ? [{ do: 'create_title', title: briefTitle(request) }] : [];
  return [...title, { do: 'create_copy', copy, asRequestCopy: true }];
}

function briefTitle(request: Request): Omit<Title, 'id' | 'ver'> {
  const fields = purchaseFields(request);
  return {
    isbn: fields.isbn,
    title: fields.bookTitle,
    author: fields.author,
    publisher: fields.publisher,
    year: null,
    price: fields.price,
    classCode: '',
    callNumber: '',
    loans12: {},
    holdsWaiting: 0,
    onOrder: 0,
  };
}
