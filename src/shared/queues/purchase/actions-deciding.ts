// What acquisitions and the second person decide: approve, confirm, ask, defer, reject.

import { addDays } from '../../library/zone.ts';
import type { Refusal } from '../../lib/result.ts';
import type { Day } from '../../lib/time.ts';
import { firstOf } from '../parts/guard-parts.ts';
import { numberOrNull, textOf, textOrNull } from '../parts/input.ts';
import type { ActionSpec, Context, Decision } from '../queue.ts';
import type { Request } from '../request.ts';
import { cardShown } from './decision-card.ts';
import { purchaseFields } from './fields.ts';
import * as guard from './guards.ts';
import { answerBy } from './timers.ts';
import { refusePurchase } from './refusals.ts';

type Input = Record<string, unknown>;

function approve(request: Request, input: Input, context: Context): Decision | Refusal {
  const fields = purchaseFields(request);
  const refused = firstOf(
    guard.turnsCheck(fields.turns, 'turns', context),
    guard.fundCheck(context),
  );
  if (refused) return refused;
  const price = numberOrNull(input, 'price') ?? fields.price;
  const above = price > context.policies.number('purchase.confirm_above');
  const vendorId = textOrNull(input, 'vendorId') ?? fields.vendorId;
  const collection = textOrNull(input, 'collection') ?? request.collection;
  return {
    ok: true,
    to: above ? 'to_confirm' : 'approved',
    patch: {
      fundId: context.fund?.id ?? null,
      encumbered: price,
      collection,
      fields: { price, vendorId },
    },
    effects: above ? [] : [guard.notice('purchase.approved', request, context)],
    facts: {
      above,
      limit: context.policies.number('purchase.confirm_above'),
      advice: cardShown(request, context),
    },
  };
}

function confirm(request: Request, _input: Input, context: Context): Decision | Refusal {
  const first = context.events.findLast((event) => event.action === 'approve');
  if (first?.actor === context.actor.id) {
    return refusePurchase('same_person', { action: 'confirm', by: first.actor });
  }
  return (
    guard.fundCheck(context) ?? {
      ok: true,
      to: 'approved',
      patch: { fundId: request.fundId, encumbered: request.encumbered },
      effects: [guard.notice('purchase.approved', request, context)],
      facts: { advice: cardShown(request, context) },
    }
  );
}

function ask(request: Request, input: Input, context: Context): Decision | Refusal {
  const fields = purchaseFields(request);
  const refused = guard.turnsCheck(fields.questions, 'questions', context);
  if (refused) return refused;
  const question = textOf(input, 'question');
  const until = answerBy(
    { ...request, enteredOn: context.now },
    context.policies,
    context.calendars,
  );
  return {
    ok: true,
    to: 'needs_info',
    patch: { fields: { question, answer: null, questions: fields.questions + 1 } },
    effects: [
      guard.notice('purchase.question', request, context, {
        question,
        day: lastDayBefore(until, context),
      }),
    ],
  };
}

/** The day whose end is the instant. */
function lastDayBefore(end: string, context: Context): Day {
  return addDays(context.calendars.dayOf(end), -1);
}

function defer(request: Request, input: Input, context: Context): Decision | Refusal {
  const fields = purchaseFields(request);
  const day = textOf(input, 'until');
  const refused = firstOf(
    guard.turnsCheck(fields.deferrals, 'deferrals', context),
    guard.futureDayCheck(day, 'until', context),
  );
  if (refused) return refused;
  const yearEnd = `${context.today.slice(0, 4)}-${context.policies.text('purchase.fund_year_end')}`;
  return {
    ok: true,
    to: 'deferred',
    patch: {
      fundId: context.fund?.id ?? request.fundId,
      fields: {
        deferReason: textOf(input, 'reason'),
        deferredUntil: day,
        fundYearEnd: context.fund?.lastDay ?? yearEnd,
        deferrals: fields.deferrals + 1,
      },
    },
    effects: [guard.notice('purchase.deferred', request, context, { day })],
    facts: { advice: cardShown(request, context) },
  };
}

function reject(request: Request, _input: Input, context: Context): Decision {
  const held = context.copies.filter((copy) => copy.status === 'available').length;
  return {
    ok: true,
    to: 'rejected',
    effects: [guard.notice('purchase.rejected', request, context, { copies: held })],
    facts: { copies: held, advice: cardShown(request, context) },
  };
}

const REJECT_REASONS = [
  'available_locally',
  'duplicate',
  'policy',
  'budget',
  'supplier',
  'reader_ineligible',
  'other',
];
const DEFER_REASONS = ['budget', 'supplier', 'policy', 'other'];

/** Actions of the decision. */
export const decidingActions = {
  approve: {
    from: ['review'],
    to: ['approved', 'to_confirm'],
    who: [{ role: 'acquisitions' }],
    input: {
      fundId: { kind: 'fund' },
      price: { kind: 'money' },
      vendorId: { kind: 'vendor', optional: true },
      collection: { kind: 'collection', optional: true },
    },
    key: 'a',
    notByAsker: true,
    decide: approve,
  },
  confirm: {
    from: ['to_confirm'],
    to: ['approved'],
    who: [{ role: 'supervisor' }],
    key: 'a',
    notByAsker: true,
    decide: confirm,
  },
  ask: {
    from: ['review'],
    to: ['needs_info'],
    who: [{ role: 'acquisitions' }],
    input: { question: { kind: 'text' } },
    key: 'i',
    decide: ask,
  },
  defer: {
    from: ['review'],
    to: ['deferred'],
    who: [{ role: 'acquisitions' }],
    input: {
      reason: { kind: 'reason', options: DEFER_REASONS },
      until: { kind: 'day' },
      fundId: { kind: 'fund', optional: true },
    },
    key: 'd',
    decide: defer,
  },
  reject: {
    from: ['review', 'to_confirm'],
    to: ['rejected'],
    who: [
      { role: 'acquisitions', states: ['review'] },
      { role: 'supervisor', states: ['to_confirm'] },
    ],
    input: {
      reason: { kind: 'reason', options: REJECT_REASONS },
      readerText: { kind: 'reader_text' },
    },
    key: 'r',
    decide: reject,
  },
} satisfies Record<string, ActionSpec>;
