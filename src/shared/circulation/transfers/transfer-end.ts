// How an offer of a loan ends without anybody accepting it: taken back, too old, or the loan is no longer what it was.

import { refuse } from '../../lib/result.ts';
import type { Facts, Refusal } from '../../lib/result.ts';
import type { Transfer } from '../../library/circulation-rows.ts';
import type { Run } from '../../queues/engine/run.ts';
import { wallTime } from '../notices/wall-time.ts';

/** When an offer ended, for its sentence. */
export function endedAt(run: Run, { endedOn, expiresOn }: Transfer): Facts {
  return { time: wallTime(endedOn ?? expiresOn, run.env.settings) };
}

/** Ends an offer that stands; when it ended is the command's time, or its own for one that was too old. */
export function endOffer(
  run: Run,
  transfer: Transfer,
  state: 'withdrawn' | 'expired' | 'overtaken',
): void {
  const endedOn = state === 'expired' ? transfer.expiresOn : run.at;
  run.world.put('transfer', { ...transfer, state, endedOn });
}

/** Ends the offer of a loan that ends or changes otherwise: it was brought back, recalled, lost. */
export async function overtakeOffer(run: Run, loanId: string): Promise<void> {
  for (const transfer of await run.world.list('openTransferOf', loanId)) {
    endOffer(run, transfer, transfer.expiresOn <= run.at ? 'expired' : 'overtaken');
  }
}

/** Carries out `transfer.withdraw` of the reader who offered. */
export async function withdrawTransfer(run: Run): Promise<Refusal | null> {
  const transfer = await run.world.get('transfer', run.command.entity);
  if (!transfer || run.actor.readerId === null || transfer.fromReader !== run.actor.readerId) {
    return refuse('not_found', { kind: 'transfer' });
  }
  if (transfer.state === 'accepted') return refuse('transfer_done', endedAt(run, transfer));
  if (transfer.state === 'offered') endOffer(run, transfer, 'withdrawn');
  return null;
}

/** Carries out `transfer.expire`, once nobody can accept any more. */
export async function expireTransfer(run: Run): Promise<Refusal | null> {
  if (run.actor.id !== 'system') {
    return refuse('forbidden', { action: 'transfer', roles: 'system', reach: null });
  }
  const transfer = await run.world.get('transfer', run.command.entity);
  if (!transfer) return refuse('not_found', { kind: 'transfer' });
  if (transfer.state !== 'offered' || transfer.expiresOn > run.at) {
    return refuse('not_due', { action: 'expire', at: transfer.expiresOn });
  }
  endOffer(run, transfer, 'expired');
  return null;
}
