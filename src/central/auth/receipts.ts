// Sign-in receipts: the service's own word that somebody signed in at a desk, kept by the desk, for the day on which the
// service itself has forgotten it (decision 0015).

import { createHmac, timingSafeEqual } from 'node:crypto';
import type { Instant } from '../../shared/lib/time.ts';
import type { SignInReceipt } from '../../shared/sync/protocol.ts';
import type { AuthContext } from './auth-context.ts';
import type { Auth } from './auth-port.ts';

/** Receipts have a key of their own; the stream's key seals other things. */
const LABEL = 'shutai sign-in receipt 1';

function macOf(key: string, { desk, staffId, at }: Omit<SignInReceipt, 'mac'>): Buffer {
  const own = createHmac('sha256', key).update(LABEL).digest();
  return createHmac('sha256', own)
    .update(JSON.stringify([desk, staffId, at]))
    .digest();
}

/** The receipt of a sign-in. `key` is the stream's, which lies in every backup. */
export function newReceipt(key: string, desk: string, staffId: string, at: Instant): SignInReceipt {
  const said = { desk, staffId, at };
  return { ...said, mac: macOf(key, said).toString('base64url') };
}

/** Whether a receipt was given by us, for a sign-in at that very desk. */
export function isReceiptOf(key: string, desk: string, receipt: SignInReceipt): boolean {
  const mac = macOf(key, receipt);
  const sent = Buffer.from(receipt.mac, 'base64url');
  const same = sent.length === mac.length && timingSafeEqual(sent, mac);
  return same && receipt.desk === desk;
}

/** Makes the part of sign-in that takes receipts. */
export function receiptAuth(context: AuthContext): Pick<Auth, 'admit'> {
  const { store } = context;
  /** Who is known at a desk, as far as this process had to look; only ever grows. */
  const seen = new Map<string, Set<string>>();
  return {
    async admit(desk, receipts) {
      const known = seen.get(desk.id);
      const asked = receipts.filter(({ staffId }) => !known?.has(staffId));
      if (asked.length === 0) return;
      const key = await context.key();
      const good = asked.filter((receipt) => isReceiptOf(key, desk.id, receipt));
      if (good.length === 0) return;
      const staff = new Set(await store.reads.staffOfDesk(desk.id));
      for (const { staffId, at } of good) {
        if (staff.has(staffId)) continue;
        await store.auth.addStaffOfDesk(desk.id, staffId, at);
        await context.audit('sign_in_receipt', staffId, desk.id, { since: at });
        staff.add(staffId);
      }
      seen.set(desk.id, staff);
    },
  };
}
