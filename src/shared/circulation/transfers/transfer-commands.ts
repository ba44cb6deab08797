// Commands of loans by phone and of loans passed on.

import type { Refusal } from '../../lib/result.ts';
import type { Run } from '../../queues/engine/run.ts';
import { lapseLoan, lendByPhone, verifyLoan } from './phone-loan.ts';
import { acceptTransfer, offerTransfer } from './transfer.ts';
import { transferAtDesk } from './transfer-desk.ts';
import { expireTransfer, withdrawTransfer } from './transfer-end.ts';

/** What carries each of them out. */
export const TRANSFER_COMMANDS: Readonly<Record<string, (run: Run) => Promise<Refusal | null>>> = {
  'loan.phone': lendByPhone,
  'loan.verify': verifyLoan,
  'loan.lapse': lapseLoan,
  'transfer.offer': offerTransfer,
  'transfer.accept': acceptTransfer,
  'transfer.desk': transferAtDesk,
  'transfer.withdraw': withdrawTransfer,
  'transfer.expire': expireTransfer,
};
