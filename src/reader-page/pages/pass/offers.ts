// Codes of offers that were made on this phone: the service does not keep them, so the tab does, until the sign-out.

import type * as z from 'zod';
import type { offerAnswer } from '../../../shared/sync/reader-circulation-views.ts';
import { OF_SESSION } from '../../phone/tokens.ts';

export type Offer = z.output<typeof offerAnswer>;

const keyOf = (loanId: string) => `${OF_SESSION}offer/${loanId}`;

/** The offer of a loan with its code; null where this phone has none. */
export function keptOffer(storage: Storage, loanId: string): Offer | null {
  try {
    return JSON.parse(storage.getItem(keyOf(loanId)) ?? 'null') as Offer | null;
  } catch {
    return null;
  }
}

export function keepOffer(storage: Storage, loanId: string, offer: Offer | null): void {
  try {
    if (offer) storage.setItem(keyOf(loanId), JSON.stringify(offer));
    else storage.removeItem(keyOf(loanId));
  } catch {
    // The screen has it.
  }
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
