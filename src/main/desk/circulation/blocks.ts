// Why nothing would be lent to a reader now, by the rules that decide a loan; what depends on the copy is not asked.

import { lateLoans } from '../../../shared/circulation/loans/borrowing.ts';
import { standingRefusal } from '../../../shared/circulation/readers/reader-standing.ts';
import { ruleFor } from '../../../shared/circulation/loans/rules.ts';
import { refuse } from '../../../shared/lib/result.ts';
import type { Refusal } from '../../../shared/lib/result.ts';
import type { Fen } from '../../../shared/lib/money.ts';
import type { Loan, Reader } from '../../../shared/library/entities.ts';
import { sqliteWorld } from '../db/world.ts';
import type { DetailSource } from '../queues/detail.ts';

/** Whether nothing would be lent to the reader now. */
export async function isBlocked(source: DetailSource, reader: Reader): Promise<boolean> {
  const world = sqliteWorld(source.statements);
  const open = await world.list('openLoansOfReader', reader.id);
  const fines = await world.list('unsettledLoansOf', reader.id);
  const owed = fines.reduce((sum, { fine = 0 }) => sum + fine, 0);
  return blocksOf(source, reader, open, owed).length > 0;
}

/** Everything that stands against the reader, in the order in which a loan would be told of it. */
export function blocksOf(
  { env, looker }: DetailSource,
  reader: Reader,
  loans: readonly Loan[],
  owed: Fen,
): Refusal[] {
  const { policies, calendars } = env.settings;
  const { limit } = ruleFor(policies, { category: reader.category });
  const late = lateLoans({ env, at: looker.now }, loans);
  const [first] = late;
  const most = policies.number('loan.block_fines');
  const all = [
    standingRefusal(reader, calendars.dayOf(looker.now)),
    loans.length >= limit ? refuse('loan_limit', { used: loans.length, limit }) : null,
    first
      ? refuse('reader_overdue', { loans: late.length, day: calendars.dayOf(first.dueOn) })
      : null,
    most > 0 && owed >= most ? refuse('reader_fines', { amount: owed }) : null,
  ];
  return all.filter((each) => each !== null);
}
