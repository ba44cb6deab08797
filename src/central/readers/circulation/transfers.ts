// Loans passed on: a code for the first reader's screen, its acceptance by the second, and what became of each.

import type * as z from 'zod';
import { readCode, shownLetters } from '../../../shared/circulation/transfers/transfer-code.ts';
import { namedId } from '../../../shared/lib/ids.ts';
import { sha256 } from '../../../node/env.ts';
import { cleanCode } from '../../../shared/library/barcodes.ts';
import type { Transfer } from '../../../shared/library/circulation-rows.ts';
import type {
  acceptBody,
  offerBody,
  withdrawBody,
} from '../../../shared/sync/reader-circulation-calls.ts';
import type {
  TransferLine,
  offerAnswer,
  transfersAnswer,
} from '../../../shared/sync/reader-circulation-views.ts';
import type { LoanCode } from '../../auth/loan-codes.ts';
import { hasFailed } from '../../failure.ts';
import type { Failure } from '../../failure.ts';
import type { LaneResult } from '../../lane/lane-port.ts';
import { commandId, runAs } from '../commands.ts';
import type { ReaderContext } from '../reader-context.ts';
import { refusal, refusedOf } from '../refused.ts';
import { noOffer } from './stray-code.ts';
import { transferLines } from './transfer-lines.ts';

const NOT_MINE = refusal(404, 'not_found', { kind: 'transfer' });
/** Codes that are tried for an offer until one was never another's: the second is wanted once in a million years. */
const MOST_CODES = 3;

/** The id of the offer that has a code: whoever brings one finds it, used and old ones too. */
const offerId = (hash: string) => namedId('transfer', hash, sha256);

async function lineOf(
  context: ReaderContext,
  readerId: string,
  id: string,
): Promise<TransferLine | undefined> {
  const transfer = await context.rows.one('transfer', id);
  if (!transfer) return undefined;
  const own = transfer.fromReader === readerId || transfer.toReader === readerId;
  return own ? (await transferLines(context, readerId, [transfer]))[0] : undefined;
}

async function done(
  context: ReaderContext,
  readerId: string,
  id: string,
  result: LaneResult | Failure,
): Promise<{ transfer: TransferLine } | Failure> {
  if (hasFailed(result)) return result;
  const refused = refusedOf(result);
  if (refused) return refused;
  const transfer = await lineOf(context, readerId, id);
  return transfer ? { transfer } : NOT_MINE;
}

/** The code of a call, which a repeat gets again. */
async function codeOf(
  { codes, rows }: ReaderContext,
  call: string,
  mine: (transfer: Transfer) => boolean,
): Promise<LoanCode> {
  let code = await codes.make(`${call}/1`);
  for (let n = 2; n <= MOST_CODES; n += 1) {
    const other = await rows.one('transfer', offerId(code.hash));
    if (!other || mine(other)) break;
    code = await codes.make(`${call}/${n}`);
  }
  return code;
}

/** Offers an own loan to whoever brings the code. */
export async function offerLoan(
  context: ReaderContext,
  readerId: string,
  loanId: string,
  { requestId }: z.output<typeof offerBody>,
): Promise<z.output<typeof offerAnswer> | Failure> {
  const id = commandId(readerId, `offer/${loanId}`, requestId);
  const { hash, qr, letters } = await codeOf(
    context,
    id,
    (other) => other.fromReader === readerId && other.loanId === loanId,
  );
  const entity = offerId(hash);
  const input = { loanId, codeHash: hash };
  const result = await runAs(context, readerId, { id, type: 'transfer.offer', entity, input });
  const offered = await done(context, readerId, entity, result);
  return hasFailed(offered) ? offered : { ...offered, qr, code: shownLetters(letters) };
}

/** Accepts an offer by its code; whoever guesses has to wait. */
export async function acceptLoan(
  context: ReaderContext,
  readerId: string,
  { requestId, code }: z.output<typeof acceptBody>,
): Promise<{ transfer: TransferLine } | Failure> {
  const { codes, rows } = context;
  const brought = readCode(cleanCode(code));
  // What has not the form of a code is no guess either.
  if (brought === null) return noOffer(context, code);
  const found = await codes.guess(readerId, async () => {
    const codeHash = await codes.hashOf(brought);
    if (codeHash === null) return null;
    const entity = offerId(codeHash);
    return (await rows.one('transfer', entity)) ? { entity, codeHash } : null;
  });
  if (found === null) return noOffer(context, code);
  if (hasFailed(found)) return found;
  const { entity, codeHash } = found;
  // The code is part of the call: the same requestId with another code is another thing.
  const id = commandId(readerId, `accept/${entity}`, requestId);
  const draft = { id, type: 'transfer.accept', entity, input: { codeHash } };
  return done(context, readerId, entity, await runAs(context, readerId, draft));
}

/** Takes an own offer back. */
export async function withdrawOffer(
  context: ReaderContext,
  readerId: string,
  transferId: string,
  { requestId }: z.output<typeof withdrawBody>,
): Promise<{ transfer: TransferLine } | Failure> {
  const own = await context.rows.one('transfer', transferId);
  if (own?.fromReader !== readerId) return NOT_MINE;
  const id = commandId(readerId, `withdraw/${transferId}`, requestId);
  const draft = { id, type: 'transfer.withdraw', entity: transferId, input: {} };
  return done(context, readerId, transferId, await runAs(context, readerId, draft));
}

/** Own offers and what came by others', newest first. */
export async function transfersOf(
  context: ReaderContext,
  readerId: string,
): Promise<z.output<typeof transfersAnswer>> {
  const given = await context.rows.list('transfersFrom', readerId);
  const received = await context.rows.list('transfersTo', readerId);
  const all = [...given, ...received].toSorted((a, b) => (a.offeredOn < b.offeredOn ? 1 : -1));
  return { rows: await transferLines(context, readerId, all) };
}
