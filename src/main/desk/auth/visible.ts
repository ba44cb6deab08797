// Which requests somebody sees: staff all of them, a bookseller the orders of its own house.

import type { RequestLine } from '../../../shared/desk-contract.ts';
import type { Actor } from '../../../shared/queues/command.ts';
import type { Request } from '../../../shared/queues/request.ts';

/** The booksellers for whom somebody works who works for nobody else; null for everybody of the library. */
export function onlyVendors(actor: Actor): string[] | null {
  const grants = actor.grants.filter((grant) => grant.role !== 'reader');
  const vendors = grants.flatMap((grant) =>
    grant.role === 'vendor' && grant.vendorId !== null ? [grant.vendorId] : [],
  );
  return vendors.length === grants.length ? vendors : null;
}

/** Whether the person sees the request at all. */
export function maySee(actor: Actor, request: Request): boolean {
  const vendors = onlyVendors(actor);
  if (vendors === null) return true;
  const own = request.fields['vendorId'];
  return request.queue === 'purchase' && typeof own === 'string' && vendors.includes(own);
}

/** The lines that the person sees. */
export function seenBy(actor: Actor, lines: RequestLine[]): RequestLine[] {
  return lines.filter((line) => maySee(actor, line.request));
}
