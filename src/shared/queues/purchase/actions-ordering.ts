// Between approval and the reader: order, supplier failure, stop, ship, call off.

import type { Refusal } from '../../lib/result.ts';
import { lastInstantOf } from '../../library/calendar.ts';
import { addDays } from '../../library/zone.ts';
import { numberOrNull, textOf, textOrNull } from '../parts/input.ts';
import { CREATED } from '../queue.ts';
import type { ActionSpec, Context, Decision } from '../queue.ts';
import type { Request } from '../request.ts';
import { purchaseFields } from './fields.ts';
import * as guard from './guards.ts';
import { newCopy, provisionalBarcode } from './provisional.ts';
import { refusePurchase } from './refusals.ts';

type Input = Record<string, unknown>;

function order(request: Request, input: Input, context: Context): Decision | Refusal {
  const price = numberOrNull(input, 'price') ?? request.encumbered;
  const limit = guard.withTolerance(request.encumbered, context);
  const { turns } = purchaseFields(request);
  if (price > limit) {
    return {
      ok: true,
      to: 'review',
      patch: { encumbered: price, fields: { price, turns: turns + 1 } },
      facts: { above: true, limit },
    };
  }
  const day = textOf(input, 'expectedOn');
  return (
    guard.futureDayCheck(day, 'expectedOn', context) ?? {
      ok: true,
      to: 'ordered',
      patch: { encumbered: price, fields: { price, expectedOn: day } },
      facts: { above: false, limit },
    }
  );
}

function supplierFailed(request: Request, input: Input): Decision {
  const fields = purchaseFields(request);
  return {
    ok: true,
    to: 'review',
    patch: {
      fields: {
        turns: fields.turns + 1,
        expectedOn: null,
        vendorId: textOrNull(input, 'vendorId') ?? fields.vendorId,
      },
    },
  };
}

function ship(request: Request, input: Input, context: Context): Decision | Refusal {
  const fields = purchaseFields(request);
  if (fields.way === 'shelf') return refusePurchase('shelf_unread', { code: request.code });
  if (request.readerId === null) return refusePurchase('missing_input', { field: 'readerId' });
  const refused = guard.isbnCheck(request, input);
  if (refused) return refused;
  const days = context.policies.number('purchase.loan_days');
  const dueOn = lastInstantOf(addDays(context.today, days), context.calendars);
  const shippedBefore = context.events.filter((event) => event.action === 'ship').length;
  return {
    ok: true,
    to: 'with_reader',
    patch: { fields: { dueOn, tracking: textOrNull(input, 'tracking') } },
    effects: [
      ...newCopy(request, context, {
        barcode: provisionalBarcode(request.code, shippedBefore),
        status: 'provisional',
        home: request.collection ?? request.targetCampus ?? request.campus,
      }),
      { do: 'lend', copyId: CREATED, readerId: request.readerId, dueOn, channel: 'vendor' },
      { do: 'reader_count', readFirst: 1 },
      guard.notice('purchase.shipped', request, context, {
        day: addDays(context.today, days),
        tracking: textOrNull(input, 'tracking'),
      }),
    ],
    facts: { dueOn },
  };
}

const isPost = (_input: Input, request: Request | null) => request?.fields['way'] === 'post';
const isAtDesk = (_input: Input, request: Request | null) => request?.fields['way'] === 'at_desk';

/** Actions of bookseller and library while the book is on its way. */
export const orderingActions = {
  order: {
    from: ['approved'],
    to: ['ordered', 'review'],
    who: [{ role: 'vendor', reach: 'orders' }, { role: 'acquisitions' }],
    input: { price: { kind: 'money' }, expectedOn: { kind: 'day' } },
    key: 'o',
    decide: order,
  },
  supplier_failed: {
    from: ['approved', 'ordered'],
    to: ['review'],
    who: [{ role: 'vendor', reach: 'orders' }, { role: 'acquisitions' }],
    input: {
      reason: { kind: 'reason', options: ['supplier', 'other'] },
      vendorId: { kind: 'vendor', optional: true },
    },
    key: 'f',
    decide: supplierFailed,
  },
  ask_cancel: {
    from: ['ordered'],
    to: ['cancel_asked'],
    who: [{ role: 'reader' }],
    decide: (request, _input, context) => ({
      ok: true,
      to: 'cancel_asked',
      effects: [
        { do: 'remark', code: 'tell_vendor_to_stop', facts: guard.lineFacts(request, context) },
      ],
    }),
  },
  ship: {
    from: ['ordered', 'cancel_asked'],
    to: ['with_reader'],
    who: [{ role: 'vendor', reach: 'orders' }, { role: 'desk' }],
    input: {
      tracking: { kind: 'text', when: isPost },
      isbn: { kind: 'isbn', when: isAtDesk },
      card: { kind: 'reader_card', when: isAtDesk },
    },
    precondition: 'fact',
    offered: (request) => purchaseFields(request).way !== 'shelf',
    key: 's',
    undo: false,
    decide: ship,
  },
  call_off: {
    from: ['ordered', 'cancel_asked'],
    to: ['cancelled'],
    who: [{ role: 'vendor', reach: 'orders' }, { role: 'acquisitions' }],
    input: {
      reason: {
        kind: 'reason',
        options: ['reader_cancel', 'supplier', 'not_collected', 'duplicate', 'policy', 'other'],
      },
    },
    key: 'l',
    decide: (request, input, context) => ({
      ok: true,
      to: 'cancelled',
      patch: { fields: { cancelReason: textOf(input, 'reason') } },
      effects: [
        guard.notice('purchase.cancelled', request, context, { reason: textOf(input, 'reason') }),
      ],
    }),
  },
} satisfies Record<string, ActionSpec>;
