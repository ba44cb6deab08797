// The decision card of a purchase line: what the library has, what it costs, who asks. Evidence, never a verdict.

import type { AdviceLine } from '../../desk-contract.ts';
import { openOfReader } from '../parts/guard-parts.ts';
import type { Context } from '../queue.ts';
import type { Request } from '../request.ts';
import { purchaseFields } from './fields.ts';
import { purchaseStates } from './states.ts';

/** Every line that the card may show; `words.ts` has a sentence for each. */
export const CARD_LINES = [
  'held_at',
  'not_held',
  'on_order',
  'same_work',
  'price_within_cap',
  'price_over_cap',
  'second_approval',
  'fund_balance',
  'fund_short',
  'fund_not_chosen',
  'quota_used',
  'excluded_class',
  'excluded_word',
  'class_allowed',
  'past_read_firsts',
  'first_read_first',
] as const;
type CardCode = (typeof CARD_LINES)[number];

/** Share of read-firsts returned in time from which the past speaks for the reader. */
const GOOD_SHARE = 0.8;

function line(
  code: CardCode,
  weight: AdviceLine['weight'],
  facts: AdviceLine['facts'],
): AdviceLine {
  return { code, weight, facts };
}

/** Held copies by campus, with those that a reader could take from the shelf now. */
function holdings(context: Context): AdviceLine[] {
  const busy = new Set([...context.copyLoans, ...context.copyCustodies].map((row) => row.copyId));
  const byCampus = new Map<string, { held: number; available: number }>();
  for (const copy of context.copies) {
    if (['withdrawn', 'lost', 'provisional'].includes(copy.status)) continue;
    const campus = context.place(copy.holding)?.campus ?? copy.holding;
    const sum = byCampus.get(campus) ?? { held: 0, available: 0 };
    sum.held += 1;
    if (copy.status === 'available' && !busy.has(copy.id)) sum.available += 1;
    byCampus.set(campus, sum);
  }
  if (byCampus.size === 0) return [line('not_held', 'for', {})];
  return [...byCampus].map(([campus, { held, available }]) =>
    line('held_at', available > 0 ? 'against' : 'info', { campus, held, available }),
  );
}

function demand(request: Request, context: Context): AdviceLine[] {
  const others = context.sameWork.filter((each) => each.id !== request.id);
  const onOrder = context.title?.onOrder ?? 0;
  return [
    line('on_order', onOrder > 0 ? 'against' : 'info', { count: onOrder }),
    line('same_work', others.length > 0 ? 'for' : 'info', {
      count: others.length,
      codes: others.map((each) => each.code).join(', '),
    }),
  ];
}

function price(request: Request, context: Context): AdviceLine[] {
  const asked = purchaseFields(request).price;
  const cap = context.policies.number('purchase.price_cap');
  const limit = context.policies.number('purchase.confirm_above');
  const facts = { price: asked, cap };
  const second =
    asked > limit ? [line('second_approval', 'info', { price: asked, cap: limit })] : [];
  return asked > cap
    ? [line('price_over_cap', 'against', facts), ...second]
    : [line('price_within_cap', 'for', facts), ...second];
}

/** Free money before and after this line; a line that is already encumbered is taken out of "before". */
function fundBalance(request: Request, context: Context): AdviceLine {
  const { fund } = context;
  if (fund === null) return line('fund_not_chosen', 'info', {});
  const state = purchaseStates[request.state as keyof typeof purchaseStates] ?? {};
  const own = 'holdsMoney' in state ? request.encumbered : 0;
  const before = fund.budget - fund.spent - fund.encumbered + own;
  const after = before - purchaseFields(request).price;
  const facts = { fund: fund.code, before, after };
  return after < 0 ? line('fund_short', 'stop', facts) : line('fund_balance', 'info', facts);
}

function quota(request: Request, context: Context): AdviceLine {
  const limit = context.policies.number('purchase.quota');
  const used = openOfReader(request, context).length + 1;
  return line('quota_used', used > limit ? 'stop' : 'info', { used, quota: limit });
}

/** Textbooks, test guides, comics …, by class number or by a word of the title. */
function excluded(request: Request, context: Context): AdviceLine {
  const classCode = context.title?.classCode ?? '';
  const excludedClass = context.policies
    .list('purchase.excluded_classes')
    .find((start) => start !== '' && classCode.startsWith(start));
  if (excludedClass !== undefined) {
    return line('excluded_class', 'against', { class: classCode, excluded: excludedClass });
  }
  const { bookTitle } = purchaseFields(request);
  const word = context.policies
    .list('purchase.excluded_words')
    .find((each) => each !== '' && bookTitle.includes(each));
  if (word !== undefined) return line('excluded_word', 'against', { word });
  return line('class_allowed', 'info', { class: classCode });
}

function past(context: Context): AdviceLine[] {
  const { reader } = context;
  if (reader === null) return [];
  const { pastReadFirsts, onTimeReturns } = reader;
  if (pastReadFirsts === 0) return [line('first_read_first', 'info', {})];
  const good = onTimeReturns / pastReadFirsts >= GOOD_SHARE;
  return [
    line('past_read_firsts', good ? 'for' : 'against', {
      count: pastReadFirsts,
      onTime: onTimeReturns,
    }),
  ];
}

/** The lines of the card, in the order in which they are read; amounts are fen, campuses place ids. */
export function purchaseCard(request: Request, context: Context): AdviceLine[] {
  return [
    ...holdings(context),
    ...demand(request, context),
    ...price(request, context),
    fundBalance(request, context),
    quota(request, context),
    excluded(request, context),
    ...past(context),
  ];
}

/** Codes of the lines that lay before whoever decides; the decision's event keeps them. */
export function cardShown(request: Request, context: Context): string[] {
  return purchaseCard(request, context).map((each) => each.code);
}
