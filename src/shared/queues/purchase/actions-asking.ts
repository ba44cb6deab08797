// What the reader and the clock do about a line: submit, answer, cancel, reopen, come back from a deferral, share.

import { toIsbn13 } from '../../library/isbn.ts';
import type { Refusal } from '../../lib/result.ts';
import { daysAfter } from '../../lib/time.ts';
import { firstOf, quotaCheck, readerCheck } from '../parts/guard-parts.ts';
import { numberOrNull, textOf, textOrNull } from '../parts/input.ts';
import type { ActionSpec, Context, Decision } from '../queue.ts';
import type { Request } from '../request.ts';
import { WAYS, purchaseFields } from './fields.ts';
import * as guard from './guards.ts';
import { refusePurchase } from './refusals.ts';

type Input = Record<string, unknown>;

function submit(request: Request, input: Input, context: Context): Decision | Refusal {
  const isbn = toIsbn13(textOf(input, 'isbn'));
  if (isbn === null) return refusePurchase('bad_input', { field: 'isbn', problem: 'format' });
  const bookTitle = textOf(input, 'bookTitle') || (context.title?.title ?? '');
  if (bookTitle === '') return refusePurchase('missing_input', { field: 'bookTitle' });
  const refused = firstOf(
    context.title !== null && context.title.isbn !== null && context.title.isbn !== isbn
      ? refusePurchase('other_title', { barcode: isbn, title: context.title.title })
      : null,
    readerCheck(context),
    quotaCheck(request, context),
    guard.askedBeforeCheck(request, isbn, context),
  );
  if (refused) return refused;
  const price = numberOrNull(input, 'price') ?? 0;
  const campus = textOrNull(input, 'campus') ?? context.reader?.campus ?? request.campus;
  return {
    ok: true,
    to: 'review',
    patch: {
      titleId: context.title?.id ?? null,
      campus,
      targetCampus: campus,
      collection: textOrNull(input, 'collection'),
      encumbered: price,
      fields: {
        isbn,
        bookTitle,
        author: textOf(input, 'author') || (context.title?.author ?? ''),
        publisher: textOf(input, 'publisher') || (context.title?.publisher ?? ''),
        price,
        vendorId: textOrNull(input, 'vendorId'),
        way: textOf(input, 'way'),
      },
    },
    effects: [guard.notice('purchase.submitted', request, context, { title: bookTitle })],
  };
}

/** Only a shelved book can be shared; where the first line ended otherwise, this one is decided on its own. */
function share(request: Request, _input: Input, context: Context): Decision | Refusal {
  const { leader } = context;
  if (leader === null || leader.state !== 'done' || purchaseFields(leader).invoice === null) {
    return refusePurchase('leader_not_shelved', { leader: leader?.code ?? null });
  }
  const titleId = leader.titleId;
  if (titleId === null || request.readerId === null)
    return refusePurchase('not_found', { kind: 'title' });
  return {
    ok: true,
    to: 'done',
    patch: { titleId },
    effects: [
      {
        do: 'place_hold',
        titleId,
        readerId: request.readerId,
        pickupCampus: request.targetCampus ?? request.campus,
      },
      guard.notice('purchase.shared', request, context),
    ],
  };
}

function cancel(request: Request, input: Input, context: Context): Decision {
  const reason = textOf(input, 'reason');
  return {
    ok: true,
    to: 'cancelled',
    patch: { fields: { cancelReason: reason } },
    effects: [guard.notice('purchase.cancelled', request, context, { reason })],
  };
}

function reopen(request: Request, input: Input, context: Context): Decision | Refusal {
  const { cancelReason } = purchaseFields(request);
  if (cancelReason !== 'no_answer')
    return refusePurchase('reopen_not_possible', { reason: cancelReason });
  const days = context.policies.number('purchase.reopen_days');
  const until = daysAfter(request.endedOn ?? request.enteredOn, days);
  if (context.now > until) return refusePurchase('reopen_too_late', { days });
  return {
    ok: true,
    to: 'review',
    patch: { fields: { answer: textOf(input, 'answer'), cancelReason: null } },
  };
}

/** A person who asked in error, a line that is not wanted any more, a bookseller without it. */
const CANCEL_REASONS = [
  'reader_cancel',
  'duplicate',
  'available_locally',
  'policy',
  'budget',
  'supplier',
  'no_answer',
  'other',
];

/** Actions of asking, and the ways back to it or out of it. */
export const askingActions = {
  submit: {
    from: 'new',
    to: ['review'],
    who: [
      { role: 'reader', reach: 'any' },
      { role: 'desk', reach: 'any' },
    ],
    input: {
      readerId: { kind: 'reader', optional: true },
      isbn: { kind: 'isbn' },
      titleId: { kind: 'title', optional: true },
      bookTitle: { kind: 'text', optional: (input) => textOf(input, 'titleId') !== '' },
      author: { kind: 'text', optional: true },
      publisher: { kind: 'text', optional: true },
      price: { kind: 'money' },
      vendorId: { kind: 'vendor' },
      way: { kind: 'choice', options: WAYS },
      campus: { kind: 'campus', optional: true },
      collection: { kind: 'collection', optional: true },
    },
    decide: submit,
  },
  share: {
    from: ['review'],
    to: ['done'],
    who: [{ role: 'system' }],
    undo: false,
    decide: share,
  },
  answer: {
    from: ['needs_info'],
    to: ['review'],
    who: [{ role: 'reader' }, { role: 'desk' }],
    input: { answer: { kind: 'text' } },
    key: 'w',
    decide: (_request, input) => ({
      ok: true,
      to: 'review',
      patch: { fields: { answer: textOf(input, 'answer') } },
    }),
  },
  resume: {
    from: ['deferred'],
    to: ['review'],
    who: [{ role: 'acquisitions' }, { role: 'system' }],
    key: 'w',
    decide: () => ({ ok: true, to: 'review', patch: { fields: { deferredUntil: null } } }),
  },
  cancel: {
    from: ['review', 'to_confirm', 'needs_info', 'deferred', 'approved'],
    to: ['cancelled'],
    who: [{ role: 'reader' }, { role: 'acquisitions' }, { role: 'system' }],
    input: { reason: { kind: 'reason', options: CANCEL_REASONS } },
    key: 'l',
    decide: cancel,
  },
  reopen: {
    from: ['cancelled'],
    to: ['review'],
    who: [{ role: 'reader' }],
    input: { answer: { kind: 'text' } },
    decide: reopen,
  },
} satisfies Record<string, ActionSpec>;
