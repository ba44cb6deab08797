// What suggested books (荐购) commit and spend of funds: they are no requests, so that no sheet has them.

import { dayNumber } from '../../../shared/figures/day-number.ts';
import type { Sink } from '../../../shared/figures/gathering.ts';
import type { Suggestion } from '../../../shared/library/circulation-rows.ts';
import type { Instant } from '../../../shared/lib/time.ts';
import { fromStored } from '../db/columns.ts';
import { columnList } from '../db/statements.ts';
import type { CountedQuestion, Prepared, Source } from './ask.ts';

/** Places of the series of `fund_burn`. */
const COMMITTED = 0;
const SPENT = 1;

/** Ordered ones that a question is about; they have a campus, but no collection and nobody's category. */
function ordersOf({ statements }: Source, { campus, collection, category }: CountedQuestion) {
  if (collection !== null || category !== null) return [];
  return statements
    .all(
      `SELECT ${columnList('suggestion')} FROM suggestion
       WHERE "orderedOn" IS NOT NULL AND "fundId" IS NOT NULL AND "sheetOf" IS NULL`,
    )
    .map((stored) => fromStored('suggestion', stored))
    .filter((row) => campus === null || row.campus === campus);
}

/** When an order no longer commits money: it has come, or was declined after all. */
function settledOn({ arrivedOn, state, decidedOn }: Suggestion): Instant | null {
  return arrivedOn ?? (state === 'declined' ? decidedOn : null);
}

/**
 * Adds them to committed and spent at the end of each step, as `fund_burn` counts requests; what has come counts with the
 * price of its invoice throughout. Gives whether there are any.
 */
export function gatherSuggested(
  source: Source,
  question: CountedQuestion,
  { ask, funds }: Prepared,
  sink: Sink,
): boolean {
  const { calendars } = source.settings;
  const stepOn = (at: Instant): number | null => {
    const day = dayNumber(calendars.dayOf(at));
    if (day > ask.to) return null;
    return day < ask.from ? 0 : ask.stepOf(day);
  };
  const orders = ordersOf(source, question).filter(({ fundId, orderedOn }) => {
    return funds.some(({ id }) => id === fundId) && stepOn(orderedOn ?? '') !== null;
  });
  for (const order of orders) {
    const { orderedOn, arrivedOn, charge = 0 } = order;
    const end = settledOn(order);
    const until = end === null ? null : stepOn(end);
    sink.span(COMMITTED, stepOn(orderedOn ?? '') ?? 0, until ?? ask.steps, 0, charge);
    if (arrivedOn !== null && until !== null) sink.span(SPENT, until, ask.steps, 0, charge);
  }
  return orders.length > 0;
}
