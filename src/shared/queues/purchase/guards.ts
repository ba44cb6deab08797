// What must hold before a purchase line goes on: quota, limits of its loops, prices, fund, and the book in the hand.

import { toIsbn13 } from '../../library/isbn.ts';
import type { Facts, Refusal } from '../../lib/result.ts';
import type { Fen } from '../../lib/money.ts';
import { notifier, openOfReader } from '../parts/guard-parts.ts';
import type { Notifier } from '../parts/guard-parts.ts';
import { textOf } from '../parts/input.ts';
import type { Context } from '../queue.ts';
import type { Request } from '../request.ts';
import { purchaseFields } from './fields.ts';
import type { PurchaseNotice } from './notices.ts';
import { refusePurchase } from './refusals.ts';

/** Facts that every sentence about a line may use. */
export function lineFacts(request: Request, context: Context): Facts {
  return {
    code: request.code,
    title: context.title?.title ?? textOf(request.fields, 'bookTitle'),
  };
}

/** A notice to the asker. */
export const notice: Notifier<PurchaseNotice> = notifier(lineFacts);

/** Highest amount (fen) that the library's tolerance allows over an approved price. */
export function withTolerance(price: Fen, context: Context): Fen {
  const percent = context.policies.number('purchase.price_tolerance_percent');
  return Math.floor((price * (100 + percent)) / 100);
}

/** Refuses a second open line of the same reader on the same ISBN. */
export function askedBeforeCheck(request: Request, isbn: string, context: Context): Refusal | null {
  const same = openOfReader(request, context).find((each) => each.fields['isbn'] === isbn);
  return same ? refusePurchase('asked_before', { code: same.code }) : null;
}

/** Refuses another turn of a loop that has had all of its turns (rule 17). */
export function turnsCheck(
  taken: number,
  key: 'questions' | 'deferrals' | 'turns',
  context: Context,
): Refusal | null {
  const limit = context.policies.number(`purchase.${key}`);
  return taken >= limit ? refusePurchase('no_more_turns', { loop: key, limit }) : null;
}

/** Refuses a fund that is closed or whose last day has passed; its balance is checked where money moves. */
export function fundCheck(context: Context): Refusal | null {
  const fund = context.fund;
  if (fund === null) return refusePurchase('fund_missing');
  if (fund.active && fund.lastDay >= context.today) return null;
  return refusePurchase('fund_closed', { fund: fund.code, lastDay: fund.lastDay });
}

/** Refuses an invoice over the tolerance, or over what the fund can bear: both are problems to report. */
export function invoiceCheck(request: Request, invoice: Fen, context: Context): Refusal | null {
  const limit = withTolerance(request.encumbered, context);
  if (invoice > limit)
    return refusePurchase('invoice_beyond_tolerance', { price: invoice, cap: limit });
  const fund = context.fund;
  if (fund === null) return refusePurchase('fund_missing');
  const free = fund.budget - fund.spent - fund.encumbered + request.encumbered;
  return invoice > free
    ? refusePurchase('invoice_beyond_fund', { price: invoice, free, fund: fund.code })
    : null;
}

/** Refuses another title than the line's, where the ISBN is scanned. */
export function isbnCheck(request: Request, input: Record<string, unknown>): Refusal | null {
  const text = textOf(input, 'isbn');
  const { isbn, bookTitle } = purchaseFields(request);
  if (text === '' || toIsbn13(text) === isbn) return null;
  return refusePurchase('other_title', { barcode: text, title: bookTitle });
}

/** Refuses a day that is over. */
export function futureDayCheck(day: string, field: string, context: Context): Refusal | null {
  return day > context.today ? null : refusePurchase('bad_input', { field, problem: 'range' });
}
