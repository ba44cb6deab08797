// From the reader back to the shelf: written off, taken back, settled, accepted, shelved.

import { callKey, callNumberOptions } from '../../library/call-number.ts';
import type { Refusal } from '../../lib/result.ts';
import { firstOf } from '../parts/guard-parts.ts';
import { flagOf, numberOrNull, textOf, textOrNull } from '../parts/input.ts';
import type { ActionSpec, Context, Decision, Effect } from '../queue.ts';
import type { Request } from '../request.ts';
import { CONDITIONS, OUTCOMES, purchaseFields } from './fields.ts';
import * as guard from './guards.ts';
import { newCopy } from './provisional.ts';
import { writeOffOn } from './timers.ts';
import { refusePurchase } from './refusals.ts';

type Input = Record<string, unknown>;

function writeOff(request: Request, _input: Input, context: Context): Decision | Refusal {
  const at = writeOffOn(request, context.policies);
  if (at === null || context.now < at)
    return refusePurchase('not_due', { action: 'write_off', at });
  if (request.copyId === null) return refusePurchase('not_found', { kind: 'copy' });
  return {
    ok: true,
    to: 'not_returned',
    effects: [
      { do: 'charge_loan', copyId: request.copyId, charge: request.encumbered },
      guard.notice('purchase.written_off', request, context, { amount: request.encumbered }),
    ],
  };
}

function takeBack(request: Request, input: Input, context: Context): Decision | Refusal {
  if (request.copyId === null) return refusePurchase('not_found', { kind: 'copy' });
  const { dueOn } = purchaseFields(request);
  const inTime = request.state === 'with_reader' && dueOn !== null && context.now <= dueOn;
  const effects: Effect[] = [
    { do: 'close_loan', copyId: request.copyId, waiveCharge: true },
    guard.notice('purchase.returned', request, context),
  ];
  if (inTime) effects.push({ do: 'reader_count', onTime: 1 });
  return {
    ok: true,
    to: 'returned',
    patch: {
      fields: { condition: textOf(input, 'condition'), replaced: flagOf(input, 'replacement') },
    },
    effects,
    facts: { inTime },
  };
}

function settle(request: Request, input: Input, context: Context): Decision | Refusal {
  if (request.copyId === null) return refusePurchase('not_found', { kind: 'copy' });
  const waived = textOf(input, 'outcome') === 'waived';
  const money: Effect[] = waived ? [{ do: 'spend', amount: request.encumbered }] : [];
  return {
    ok: true,
    to: 'done',
    effects: [
      { do: 'close_loan', copyId: request.copyId, waiveCharge: waived },
      { do: 'copy', copyId: request.copyId, set: { status: 'withdrawn' } },
      ...money,
      guard.notice(waived ? 'purchase.waived' : 'purchase.paid', request, context),
    ],
    facts: { outcome: waived ? 'waived' : 'paid' },
  };
}

function accept(request: Request, input: Input, context: Context): Decision | Refusal {
  const fields = purchaseFields(request);
  const unread = request.state === 'ordered';
  if (unread && fields.way !== 'shelf') {
    return refusePurchase('not_for_shelf', { code: request.code, way: fields.way });
  }
  const invoice = numberOrNull(input, 'invoice') ?? 0;
  const home = textOrNull(input, 'collection') ?? request.collection;
  if (home === null) return refusePurchase('missing_input', { field: 'collection' });
  const refused = firstOf(
    guard.isbnCheck(request, input),
    guard.invoiceCheck(request, invoice, context),
  );
  if (refused) return refused;
  const barcode = textOf(input, 'barcode');
  const copy = unread
    ? newCopy(request, context, { barcode, status: 'available', home })
    : mergedCopy(request, barcode, home);
  return {
    ok: true,
    to: 'accepted',
    patch: { collection: home, fields: { invoice } },
    effects: [...copy, { do: 'spend', amount: invoice }],
    facts: { provisional: context.copy?.barcode ?? null },
  };
}

/** The same row goes on under its real barcode, so that loans and custody keep their history. */
function mergedCopy(request: Request, barcode: string, home: string): Effect[] {
  if (request.copyId === null) return [];
  return [
    {
      do: 'copy',
      copyId: request.copyId,
      set: { barcode, status: 'available', home, holding: home },
    },
  ];
}

/** Readers who waited for the same book get a hold on the copy that now stands on the shelf. */
function shares(context: Context): Effect[] {
  return context.followers
    .filter((each) => each.queue === 'purchase' && each.endedOn === null)
    .map((each) => ({ do: 'act', requestId: each.id, action: 'share', input: {} }));
}

function keyOf(callNumber: string, { copy, place, policies }: Context): string {
  const home = copy === null ? null : (place(copy.home) ?? null);
  return callKey(callNumber, callNumberOptions(policies, home));
}

function shelve(request: Request, input: Input, context: Context): Decision | Refusal {
  if (request.copyId === null) return refusePurchase('not_found', { kind: 'copy' });
  const callNumber = textOf(input, 'callNumber');
  return {
    ok: true,
    to: 'done',
    effects: [
      {
        do: 'copy',
        copyId: request.copyId,
        set: { callNumber, callKey: keyOf(callNumber, context), lastMovedOn: context.now },
      },
      guard.notice('purchase.shelved', request, context),
      ...shares(context),
    ],
  };
}

const isUnread = (request: Request | null) => request?.state === 'ordered';
const isWaived = (input: Input) => input['outcome'] === 'waived';
const isPaid = (input: Input) => input['outcome'] === 'paid';

/** Actions from the loan to the shelf. */
export const returningActions = {
  write_off: {
    from: ['with_reader'],
    to: ['not_returned'],
    who: [{ role: 'system' }, { role: 'acquisitions' }],
    key: 'w',
    decide: writeOff,
  },
  take_back: {
    from: ['with_reader', 'not_returned'],
    to: ['returned'],
    who: [{ role: 'desk', reach: 'any' }, { role: 'acquisitions' }],
    input: {
      scan: { kind: 'scan' },
      condition: { kind: 'choice', options: CONDITIONS },
      replacement: { kind: 'flag', optional: true },
    },
    precondition: 'fact',
    key: 'b',
    decide: takeBack,
  },
  settle: {
    from: ['not_returned'],
    to: ['done'],
    who: [
      { role: 'supervisor', when: (input) => !isPaid(input) },
      { role: 'desk', when: (input) => !isWaived(input) },
      { role: 'acquisitions', when: (input) => !isWaived(input) },
    ],
    input: {
      outcome: { kind: 'choice', options: OUTCOMES },
      payment: { kind: 'text', when: isPaid },
      reason: { kind: 'reason', options: ['damaged', 'policy', 'other'], when: isWaived },
    },
    key: 's',
    notByAsker: true,
    decide: settle,
  },
  accept: {
    from: ['returned', 'ordered'],
    to: ['accepted'],
    who: [{ role: 'acquisitions' }],
    offered: (request) => request.state === 'returned' || purchaseFields(request).way === 'shelf',
    input: {
      scan: { kind: 'scan', when: (_input, request) => !isUnread(request) },
      isbn: { kind: 'isbn', when: (_input, request) => isUnread(request) },
      invoice: { kind: 'money' },
      barcode: { kind: 'barcode' },
      collection: {
        kind: 'collection',
        optional: (_input, request) => request !== null && request.collection !== null,
      },
    },
    precondition: 'fact',
    key: 'a',
    notByAsker: true,
    decide: accept,
  },
  shelve: {
    from: ['accepted'],
    to: ['done'],
    who: [{ role: 'acquisitions' }, { role: 'assistant' }],
    input: { callNumber: { kind: 'call_number' }, scan: { kind: 'scan' } },
    precondition: 'fact',
    key: 's',
    decide: shelve,
  },
} satisfies Record<string, ActionSpec>;
