// A loan passed from reader to reader (图书转借): offered under a code, accepted as one return and one loan at once.

import { addMinutes } from '../../lib/time.ts';
import { refuse } from '../../lib/result.ts';
import type { Refusal } from '../../lib/result.ts';
import type { Transfer } from '../../library/circulation-rows.ts';
import type { Copy, Reader } from '../../library/entities.ts';
import { textOf } from '../../queues/parts/input.ts';
import type { Run } from '../../queues/engine/run.ts';
import { borrowRefusals } from '../loans/borrowing.ts';
import { passOnRefusal } from './pass-on.ts';
import { passOn } from './pass-on-loan.ts';
import { endOffer, endedAt } from './transfer-end.ts';
import { wallTime } from '../notices/wall-time.ts';

/** Refusals that are about the loan which the transfer ends. */
const OF_FIRST_LOAN: ReadonlySet<string> = new Set(['on_loan']);
/** Refusals of passing on that whoever would accept is told as they are; all others are the first reader's own. */
const FOR_SECOND: ReadonlySet<string> = new Set(['someone_waits', 'loan_recalled']);

/** The reader who acts; somebody who works here acts as one with their own card only. */
export function actingReader(run: Run): string | Refusal {
  const { id, readerId } = run.actor;
  if (readerId !== null && readerId === id) return readerId;
  return refuse('forbidden', { action: 'transfer', roles: 'reader', reach: null });
}

/** An offer that stands; one that is too old is ended on the way. */
async function standingOffer(run: Run, loanId: string): Promise<Transfer | null> {
  for (const transfer of await run.world.list('openTransferOf', loanId)) {
    if (transfer.expiresOn > run.at) return transfer;
    endOffer(run, transfer, 'expired');
  }
  return null;
}

/** Carries out `transfer.offer` of the reader who has the loan; input `loanId` and `codeHash`, the digest of the code. */
export async function offerTransfer(run: Run): Promise<Refusal | null> {
  const readerId = actingReader(run);
  if (typeof readerId !== 'string') return readerId;
  const { entity: id, input } = run.command;
  const codeHash = textOf(input, 'codeHash');
  if (codeHash === '') return refuse('missing_input', { field: 'code' });
  if (await run.world.get('transfer', id)) return refuse('bad_command', { problem: 'entity' });
  const loan = await run.world.get('loan', textOf(input, 'loanId'));
  if (loan?.readerId !== readerId) return refuse('not_found', { kind: 'loan' });
  if (loan.closedOn !== null) return refuse('not_found', { kind: 'loan' });
  const offered = await standingOffer(run, loan.id);
  const { settings } = run.env;
  if (offered) return refuse('transfer_open', { time: wallTime(offered.expiresOn, settings) });
  const refused = await passOnRefusal(run, loan, null);
  if (refused) return refused;
  run.world.put('transfer', {
    id,
    ver: 0,
    loanId: loan.id,
    copyId: loan.copyId,
    fromReader: readerId,
    toReader: null,
    codeHash,
    offeredOn: run.at,
    expiresOn: addMinutes(run.at, settings.policies.number('transfer.minutes')),
    state: 'offered',
    endedOn: null,
    newLoanId: null,
  });
  return null;
}

/** Why an offer can no longer be accepted, as it stands. */
function refusalOfOffer(run: Run, transfer: Transfer): Refusal | null {
  switch (transfer.state) {
    case 'accepted':
      return refuse('transfer_used', endedAt(run, transfer));
    case 'withdrawn':
      return refuse('transfer_withdrawn', endedAt(run, transfer));
    case 'overtaken':
      return refuse('transfer_overtaken', endedAt(run, transfer));
    case 'expired':
      return refuse('transfer_expired', endedAt(run, transfer));
    case 'offered': {
      const time = wallTime(transfer.expiresOn, run.env.settings);
      return transfer.expiresOn <= run.at ? refuse('transfer_expired', { time }) : null;
    }
  }
}

/** Why the second reader cannot get the copy that the first one has, by the rules of every loan. */
export async function refusalOfSecond(
  run: Run,
  reader: Reader,
  copy: Copy,
): Promise<Refusal | null> {
  const refusals = await borrowRefusals(run, reader, copy);
  return refusals.find(({ code }) => !OF_FIRST_LOAN.has(code)) ?? null;
}

/**
 * Carries out `transfer.accept` of the second reader: the entity is the offer, `codeHash` the digest of the code that was
 * brought. The first loan ends and the second begins in one command, or nothing happens.
 */
export async function acceptTransfer(run: Run): Promise<Refusal | null> {
  const readerId = actingReader(run);
  if (typeof readerId !== 'string') return readerId;
  const { world, command } = run;
  const transfer = await world.get('transfer', command.entity);
  if (!transfer || transfer.codeHash !== textOf(command.input, 'codeHash')) {
    return refuse('transfer_unknown');
  }
  const ended = refusalOfOffer(run, transfer);
  if (ended) return ended;
  if (transfer.fromReader === readerId) return refuse('own_transfer');
  const loan = await world.get('loan', transfer.loanId);
  const copy = await world.get('copy', transfer.copyId);
  const reader = await world.get('reader', readerId);
  if (!loan || loan.closedOn !== null || !copy || !reader) return refuse('transfer_not_now');
  const passing = await passOnRefusal(run, loan, reader.id);
  if (passing) return FOR_SECOND.has(passing.code) ? passing : refuse('transfer_not_now');
  const refused = await refusalOfSecond(run, reader, copy);
  if (refused) return refused;
  const next = await passOn(run, { loan, copy, reader, id: run.nextId() });
  const accepted = { toReader: reader.id, state: 'accepted' as const, newLoanId: next.id };
  world.put('transfer', { ...transfer, ...accepted, endedOn: run.at });
  return null;
}
