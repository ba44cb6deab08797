// Codes of offers that were made on this phone, as long as the page stays open: the service does not keep them.

import type * as z from 'zod';
import type { offerAnswer } from '../../../shared/sync/reader-circulation-views.ts';

export type Offer = z.output<typeof offerAnswer>;

/** By the loan that is offered. */
const offers = new Map<string, Offer>();

export function keptOffer(loanId: string): Offer | null {
  return offers.get(loanId) ?? null;
}

export function keepOffer(loanId: string, offer: Offer | null): void {
  if (offer) offers.set(loanId, offer);
  else offers.delete(loanId);
}

/** Address that the QR code holds: any camera opens it, and what follows the `#` is sent to nobody. */
export function addressOf(page: string, code: string): string {
  return `${page.split('#')[0] ?? ''}#/take?code=${encodeURIComponent(code)}`;
}

/** The code in what was scanned: an address of this page, or the code itself. */
export function codeIn(scanned: string): string {
  const plain = scanned.trim();
  const inAddress = /#\/take\?code=([^&]+)$/u.exec(plain)?.[1];
  try {
    return inAddress === undefined ? plain : decodeURIComponent(inAddress);
  } catch {
    return plain;
  }
}
