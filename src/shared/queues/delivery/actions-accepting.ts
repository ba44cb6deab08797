// From the asking to the shelf: submit, accept, reject, cancel, another slot, not there, another copy.

import type { Copy } from '../../library/entities.ts';
import type { ReasonCode } from '../../library/reasons.ts';
import type { Refusal } from '../../lib/result.ts';
import { addDays } from '../../library/zone.ts';
import { firstOf, quotaCheck, readerCheck, requestFacts } from '../parts/guard-parts.ts';
import { copyIn, isFree, nextCopies } from '../parts/copy-choice.ts';
import { flagOf, textOf, textOrNull } from '../parts/input.ts';
import type { ActionSpec, Context, Decision, Effect } from '../queue.ts';
import type { Request, RequestPatch } from '../request.ts';
import { deliveryFields } from './fields.ts';
import * as guard from './guards.ts';
import { refuseDelivery } from './refusals.ts';
import { slotCheck } from './slots.ts';

type Input = Record<string, unknown>;

function submit(request: Request, input: Input, context: Context): Decision | Refusal {
  const address = textOf(input, 'address');
  const campus = guard.campusOfAddress(address, context);
  if (campus === null) return refuseDelivery('address_not_allowed', { address });
  const copy = context.copy;
  const titleId = copy?.titleId ?? request.titleId;
  if (titleId === null) return refuseDelivery('missing_input', { field: 'titleId' });
  const slot = textOf(input, 'slot');
  const refused = firstOf(
    readerCheck(context),
    quotaCheck(request, context),
    copy === null ? null : guard.lendableCheck(copy, context),
    slotCheck(slot, campus, context),
  );
  if (refused) return refused;
  return {
    ok: true,
    to: 'submitted',
    patch: {
      titleId,
      copyId: copy?.id ?? null,
      collection: copy?.home ?? null,
      campus,
      targetCampus: campus,
      fields: {
        address,
        slot,
        proxyAllowed: flagOf(input, 'proxyAllowed'),
        copies: copy === null ? [] : [copy.id],
      },
    },
    effects: [guard.notice('delivery.submitted', request, context, { slot, address })],
  };
}

/** Columns and fields of a delivery that turns to a copy. */
function copyPatch(request: Request, copy: Copy): RequestPatch & { fields: object } {
  const { copies } = deliveryFields(request);
  return {
    copyId: copy.id,
    collection: copy.home,
    fields: { copies: [...copies.filter((id) => id !== copy.id), copy.id] },
  };
}

/** A copy of this campus is pulled; one of another campus first comes by a linked reallocation. */
function bringCopy(request: Request, copy: Copy, context: Context): Effect[] {
  const campus = guard.campusNow(copy, context);
  const { targetCampus } = request;
  if (campus === null || targetCampus === null || campus === targetCampus) {
    return [{ do: 'slip', slip: 'pull' }];
  }
  return [
    {
      do: 'link',
      queue: 'reallocation',
      input: { titleId: copy.titleId, copyId: copy.id, kind: 'for_loan', targetCampus },
      blocks: true,
    },
    { do: 'remark', code: 'comes_from_campus', facts: { barcode: copy.barcode, campus } },
  ];
}

function accept(request: Request, input: Input, context: Context): Decision | Refusal {
  const copy = copyIn(context, textOrNull(input, 'copyId') ?? request.copyId);
  if (!copy) return refuseDelivery('missing_input', { field: 'copyId' });
  const fields = deliveryFields(request);
  const slot = textOrNull(input, 'slot') ?? fields.slot;
  const refused = firstOf(
    copy.titleId === request.titleId ? null : otherTitle(copy, context),
    guard.lendableCheck(copy, context),
    slotCheck(slot, request.targetCampus ?? request.campus, context),
  );
  if (refused) return refused;
  const patch = copyPatch(request, copy);
  return {
    ok: true,
    to: 'accepted',
    patch: { ...patch, fields: { ...patch.fields, slot } },
    effects: [
      ...bringCopy(request, copy, context),
      guard.notice('delivery.accepted', request, context, { slot }),
    ],
    facts: { barcode: copy.barcode, slot },
  };
}

function otherTitle(copy: Copy, context: Context): Refusal {
  return refuseDelivery('other_title', {
    barcode: copy.barcode,
    title: context.title?.title ?? null,
  });
}

function changeSlot(request: Request, input: Input, context: Context): Decision | Refusal {
  const { slotChanges, failures } = deliveryFields(request);
  const slot = textOf(input, 'slot');
  const refused = firstOf(
    guard.turnsCheck(slotChanges, 'slot_changes', context),
    slotCheck(slot, request.targetCampus ?? request.campus, context),
  );
  if (refused) return refused;
  return {
    ok: true,
    to: 'same',
    patch: {
      fields: {
        slot,
        slotChanges: slotChanges + 1,
        slotKeptUntil: null,
        slotAfterFailures: failures,
      },
    },
    effects: [guard.notice('delivery.slot_changed', request, context, { slot })],
  };
}

function notThere(request: Request, input: Input, context: Context): Decision {
  const { copies } = deliveryFields(request);
  const next = nextCopies(request, context, copies, request.targetCampus)[0];
  const looked = Array.isArray(input['looked']) ? input['looked'] : [];
  const day = addDays(context.today, context.policies.number('delivery.slot_kept_days'));
  return {
    ok: true,
    to: 'accepted',
    patch: { fields: { slotKeptUntil: context.calendars.endOf(day) } },
    effects: [
      {
        do: 'link',
        queue: 'find_book',
        input: { copyId: request.copyId, titleId: request.titleId, looked },
        blocks: true,
      },
      next
        ? { do: 'remark', code: 'next_copy', facts: { barcode: next.barcode } }
        : { do: 'remark', code: 'no_next_copy', facts: requestFacts(request, context) },
      guard.notice('delivery.delayed', request, context, { day }),
    ],
    facts: { next: next?.barcode ?? null, day },
  };
}

function changeCopy(request: Request, input: Input, context: Context): Decision | Refusal {
  const { copies } = deliveryFields(request);
  const wanted = textOrNull(input, 'copyId');
  const copy =
    wanted === null
      ? nextCopies(request, context, copies, request.targetCampus)[0]
      : copyIn(context, wanted);
  const turns = guard.turnsCheck(copies.length, 'copies', context);
  if (turns) return turns;
  if (!copy) return refuseDelivery('no_next_copy', requestFacts(request, context));
  const { barcode } = copy;
  if (copies.includes(copy.id)) return refuseDelivery('copy_tried', { barcode });
  const refused = guard.lendableCheck(copy, context);
  if (refused) return refused;
  if (!isFree(context, copy, request.id)) return refuseDelivery('copy_not_free', { barcode });
  return {
    ok: true,
    to: 'accepted',
    patch: copyPatch(request, copy),
    effects: bringCopy(request, copy, context),
    facts: { barcode },
  };
}

const REJECT_REASONS = [
  'non_circulating',
  'held_for_other',
  'on_loan',
  'not_on_shelf',
  'damaged',
  'duplicate',
  'policy',
  'reader_ineligible',
  'other',
] satisfies ReasonCode[];

/** Actions before the copy is in a hand, and the change of a slot. */
export const acceptingActions = {
  submit: {
    from: 'new',
    to: ['submitted'],
    who: [
      { role: 'reader', reach: 'any' },
      { role: 'desk', reach: 'any' },
    ],
    input: {
      readerId: { kind: 'reader', optional: true },
      titleId: { kind: 'title', optional: (input) => textOf(input, 'copyId') !== '' },
      copyId: { kind: 'copy', optional: (input) => textOf(input, 'titleId') !== '' },
      address: { kind: 'address' },
      slot: { kind: 'slot' },
      proxyAllowed: { kind: 'flag', optional: true },
    },
    decide: submit,
  },
  accept: {
    from: ['submitted'],
    to: ['accepted'],
    who: [{ role: 'desk' }],
    input: {
      copyId: { kind: 'copy', optional: (_input, request) => request?.copyId !== null },
      slot: { kind: 'slot', optional: true },
    },
    key: 'a',
    notByAsker: true,
    inAdvance: true,
    decide: accept,
  },
  reject: {
    from: ['submitted'],
    to: ['rejected'],
    who: [{ role: 'desk' }],
    input: {
      reason: { kind: 'reason', options: REJECT_REASONS },
      readerText: { kind: 'reader_text' },
    },
    key: 'r',
    decide: (request, input, context) => ({
      ok: true,
      to: 'rejected',
      effects: [
        guard.notice('delivery.rejected', request, context, { reason: textOf(input, 'reason') }),
      ],
    }),
  },
  cancel: {
    from: ['submitted', 'accepted'],
    to: ['cancelled'],
    who: [{ role: 'reader' }, { role: 'desk', reach: 'any' }],
    input: { reason: { kind: 'reason' }, readerText: { kind: 'reader_text', optional: true } },
    key: 'l',
    decide: (request, input, context) => ({
      ok: true,
      to: 'cancelled',
      effects: [
        guard.notice('delivery.cancelled', request, context, { reason: textOf(input, 'reason') }),
      ],
    }),
  },
  change_slot: {
    from: ['accepted', 'picked', 'packed', 'attempt_failed'],
    to: ['same'],
    who: [{ role: 'reader' }, { role: 'desk', reach: 'any' }],
    input: { slot: { kind: 'slot' } },
    key: 't',
    decide: changeSlot,
  },
  not_there: {
    from: ['accepted'],
    to: ['accepted'],
    who: [{ role: 'desk' }, { role: 'assistant' }],
    standing: 'campus',
    input: { looked: { kind: 'places_looked' } },
    key: 'w',
    decide: notThere,
  },
  change_copy: {
    from: ['accepted'],
    to: ['accepted'],
    who: [{ role: 'desk' }, { role: 'assistant' }],
    input: { copyId: { kind: 'copy', optional: true } },
    key: 'v',
    decide: changeCopy,
  },
} satisfies Record<string, ActionSpec>;
