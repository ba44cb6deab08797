// What the service gave of a sign-in at this desk, kept for the day on which it has forgotten it: sent along with what
// that person did (decision 0015).

import { signInReceipt } from '../../../shared/sync/protocol.ts';
import type { SignInReceipt } from '../../../shared/sync/protocol.ts';
import { unlessFault } from '../fault.ts';
import type { Kept } from '../outbox/kept.ts';

const RECEIPT = 'receipt';

/** Keeps a person's newest receipt. A full disk keeps nobody from working: the service knows them without it. */
export function keepReceipt(kept: Kept, receipt: SignInReceipt): void {
  unlessFault(() => kept.set('verifier', receipt.staffId, RECEIPT, receipt));
}

/** Receipts of some people at the desk of that id, of those who have one. */
export function receiptsOf(
  kept: Kept,
  deskId: string,
  staffIds: Iterable<string>,
): SignInReceipt[] {
  return [...new Set(staffIds)].flatMap((staffId) => {
    const { data } = signInReceipt.safeParse(kept.get('verifier', staffId, RECEIPT));
    // Given under an id that the desk no longer has.
    return data?.desk === deskId ? [data] : [];
  });
}
