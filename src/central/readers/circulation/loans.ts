// What a reader does with loans by phone: sees them, borrows the copy in the hand, renews.

import type * as z from 'zod';
import { ruleFor } from '../../../shared/circulation/loans/rules.ts';
import { phoneRefusal } from '../../../shared/circulation/transfers/phone-loan.ts';
import { standingRefusal } from '../../../shared/circulation/readers/reader-standing.ts';
import { cleanCode } from '../../../shared/library/barcodes.ts';
import type { phoneLoanBody, renewBody } from '../../../shared/sync/reader-circulation-calls.ts';
import type { LoanLine, loansAnswer } from '../../../shared/sync/reader-circulation-views.ts';
import { hasFailed } from '../../failure.ts';
import type { Failure } from '../../failure.ts';
import { commandId, madeBy, runAs } from '../commands.ts';
import type { ReaderContext } from '../reader-context.ts';
import { refusal, refusedOf, told } from '../refused.ts';
import { loanLines } from './loan-lines.ts';
import { knownBarcode, noCopy } from './stray-code.ts';
import { copyNames } from './transfer-lines.ts';
import { tryFor } from './trial.ts';

type Loans = z.output<typeof loansAnswer>;

async function owedOf(context: ReaderContext, readerId: string): Promise<Loans['owed']> {
  const unsettled = await context.rows.list('unsettledLoansOf', readerId);
  const ended = unsettled.filter(({ closedOn }) => closedOn !== null);
  const names = await copyNames(
    context,
    ended.map(({ copyId }) => copyId),
  );
  return ended.map(({ id, copyId, fine }) => ({
    loanId: id,
    title: names.get(copyId)?.title ?? '',
    barcode: names.get(copyId)?.barcode ?? '',
    fine: fine ?? 0,
  }));
}

/** Open loans with what is owed, and whether another can be borrowed by phone. */
export async function loansOf(context: ReaderContext, readerId: string): Promise<Loans> {
  const rows = await loanLines(context, readerId);
  const owed = await owedOf(context, readerId);
  const sum = (fines: readonly { fine: number }[]) =>
    fines.reduce((total, { fine }) => total + fine, 0);
  return tryFor(context, readerId, async (trial) => {
    const run = await trial.run();
    const reader = await trial.world.get('reader', readerId);
    const { policies } = trial.env.settings;
    const why =
      run && reader
        ? (standingRefusal(reader, run.today) ?? (await phoneRefusal(run, readerId)))
        : null;
    return {
      rows,
      owed,
      owedFen: sum(owed) + sum(rows),
      most: ruleFor(policies, reader ? { category: reader.category } : {}).limit,
      noPhoneLoan: why && told(why.code, why.facts),
    };
  });
}

const NO_LOAN = refusal(404, 'not_found', { kind: 'loan' });

/** An own open loan as a line. */
async function ownLoan(
  context: ReaderContext,
  readerId: string,
  id: string,
): Promise<{ loan: LoanLine } | Failure> {
  const [loan] = await loanLines(context, readerId, (each) => each.id === id);
  return loan ? { loan } : NO_LOAN;
}

/** Borrows the copy whose barcode it is. */
export async function borrowByPhone(
  context: ReaderContext,
  readerId: string,
  { requestId, barcode, place }: z.output<typeof phoneLoanBody>,
): Promise<{ loan: LoanLine } | Failure> {
  const known = await knownBarcode(context, barcode);
  const stray = known === null ? await noCopy(context, barcode) : null;
  if (stray) return stray;
  const scan = known ?? cleanCode(barcode).toUpperCase();
  // The barcode is part of the call: the same requestId with another copy is another loan.
  const id = commandId(readerId, `borrow/${scan}`, requestId);
  const entity = madeBy(id);
  const input = { scan, ...(place === undefined ? {} : { place }) };
  const result = await runAs(context, readerId, { id, type: 'loan.phone', entity, input });
  if (hasFailed(result)) return result;
  return refusedOf(result) ?? ownLoan(context, readerId, entity);
}

/** Renews an own loan. */
export async function renewLoan(
  context: ReaderContext,
  readerId: string,
  loanId: string,
  { requestId }: z.output<typeof renewBody>,
): Promise<{ loan: LoanLine } | Failure> {
  const id = commandId(readerId, `renew/${loanId}`, requestId);
  const draft = { id, type: 'loan.renew', entity: loanId, input: {} };
  const result = await runAs(context, readerId, draft);
  if (hasFailed(result)) return result;
  return refusedOf(result) ?? ownLoan(context, readerId, loanId);
}
