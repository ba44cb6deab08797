// From the asking to the decision: submit, approve, refer, reject, confirm, cancel, and returns opened by the system.

import { firstOf } from '../../lib/result.ts';
import type { Refusal } from '../../lib/result.ts';
import type { ReasonCode } from '../../library/reasons.ts';
import { quotaCheck, requestFacts } from '../parts/guard-parts.ts';
import { campusOfCopy, copyIn, nextCopies } from '../parts/copy-choice.ts';
import { textOf, textOrNull } from '../parts/input.ts';
import type { ActionSpec, Context, Decision } from '../queue.ts';
import type { Request } from '../request.ts';
import { reallocationAdvice } from './advice.ts';
import { ASKED_KINDS, reallocationFields } from './fields.ts';
import * as guard from './guards.ts';
import { refuseReallocation } from './refusals.ts';

type Input = Record<string, unknown>;

function submit(request: Request, input: Input, context: Context): Decision | Refusal {
  const kind = textOf(input, 'kind');
  const target = guard.targetOf(kind, input, context);
  if (!target.ok) return target;
  const copy = context.copy ?? undefined;
  const titleId = copy?.titleId ?? request.titleId;
  if (titleId === null) return refuseReallocation('missing_input', { field: 'titleId' });
  const returnDay = kind === 'temporary' ? textOf(input, 'returnDay') : null;
  const refused = firstOf(
    guard.kindCheck(kind, context),
    quotaCheck(request, context),
    copy ? guard.usableCheck(copy) : null,
    guard.elsewhereCheck(copy, kind, target.target),
    dayCheck(returnDay, 'returnDay', context),
    dayCheck(textOrNull(input, 'neededBy'), 'neededBy', context),
  );
  if (refused) return refused;
  // A title alone goes to whoever owns the copy that would be taken; the approval fixes the copy.
  const likely = copy ?? nextCopies(request, context, [], target.campus)[0] ?? context.copies[0];
  if (!likely) return refuseReallocation('no_copy', requestFacts(request, context));
  return {
    ok: true,
    to: 'submitted',
    patch: {
      titleId,
      copyId: copy?.id ?? null,
      collection: likely.home,
      campus: campusOfCopy(context, likely) ?? request.campus,
      targetCampus: target.campus,
      fields: {
        kind,
        target: target.target,
        neededBy: textOrNull(input, 'neededBy'),
        returnDay,
        copies: copy ? [copy.id] : [],
      },
    },
    effects: guard.ownNotice('reallocation.submitted', request, context),
  };
}

function dayCheck(day: string | null, field: string, context: Context): Refusal | null {
  if (day === null || day > context.today) return null;
  if (day === '') return refuseReallocation('missing_input', { field });
  return refuseReallocation('bad_input', { field, problem: 'range' });
}

function approve(request: Request, input: Input, context: Context): Decision | Refusal {
  const copy = copyIn(context, textOrNull(input, 'copyId') ?? request.copyId);
  if (!copy) return refuseReallocation('missing_input', { field: 'copyId' });
  const { kind, target } = reallocationFields(request);
  const refused = firstOf(
    guard.usableCheck(copy),
    guard.elsewhereCheck(copy, kind, target),
    // The owner decides about its own copies only; another owner's is referred.
    request.collection !== null && copy.home !== request.collection
      ? refuseReallocation('other_owner', { barcode: copy.barcode, wanted: '' })
      : null,
  );
  if (refused) return refused;
  const last = guard.isLastLendable(copy, request, context);
  const patch = guard.copyPatch(request, copy, context);
  return {
    ok: true,
    to: last ? 'to_confirm' : 'approved',
    patch: {
      ...patch,
      priority: textOf(input, 'priority') === 'urgent' ? 'urgent' : 'normal',
      fields: { ...patch.fields, approvedBy: context.actor.id },
    },
    effects: last ? [] : [{ do: 'slip', slip: 'pull' }],
    facts: { last, ...adviceShown(request, context) },
  };
}

/** The advice that lay before whoever decided, kept with the decision. */
function adviceShown(request: Request, context: Context): { advice: string[] } {
  return { advice: reallocationAdvice(request, context).map((line) => line.code) };
}

function confirm(request: Request, _input: Input, context: Context): Decision | Refusal {
  return (
    secondPersonCheck('confirm', request, context) ?? {
      ok: true,
      to: 'approved',
      effects: [{ do: 'slip', slip: 'pull' }],
      facts: adviceShown(request, context),
    }
  );
}

/** The second approval is by another person than the first (rule 9). */
function secondPersonCheck(action: string, request: Request, context: Context): Refusal | null {
  const first = reallocationFields(request).approvedBy;
  return first === context.actor.id
    ? refuseReallocation('same_person', { action, by: first })
    : null;
}

function refer(request: Request, input: Input, context: Context): Decision | Refusal {
  const { copies } = reallocationFields(request);
  const tried = request.copyId === null ? copies : [...new Set([...copies, request.copyId])];
  const refused = guard.turnsCheck(tried.length, 'copies', context);
  if (refused) return refused;
  const others = nextCopies(request, context, tried, request.targetCampus).filter(
    (each) => each.home !== request.collection,
  );
  const wanted = guard.otherCopy(request, input);
  const copy = wanted === null ? others[0] : others.find((each) => each.id === wanted);
  if (!copy) return refuseReallocation('no_next_copy', requestFacts(request, context));
  return {
    ok: true,
    to: 'submitted',
    patch: guard.copyPatch(request, copy, context),
    facts: { barcode: copy.barcode, collection: copy.home },
  };
}

function reject(request: Request, input: Input, context: Context): Decision | Refusal {
  if (request.state === 'to_confirm') {
    const refused = secondPersonCheck('reject', request, context);
    if (refused) return refused;
  }
  const alternatives = nextCopies(request, context, [], request.targetCampus).length;
  return {
    ok: true,
    to: 'rejected',
    effects: [
      guard.notice('reallocation.rejected', request, context, {
        reason: textOf(input, 'reason'),
        alternatives,
      }),
    ],
    facts: { alternatives, ...adviceShown(request, context) },
  };
}

function cancel(request: Request, input: Input, context: Context): Decision | Refusal {
  const refused = guard.holdCheck(request, context);
  if (refused) return refused;
  return {
    ok: true,
    to: 'cancelled',
    effects: guard.ownNotice('reallocation.cancelled', request, context, {
      reason: textOf(input, 'reason'),
    }),
  };
}

const REJECT_REASONS = [
  'available_locally',
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

const isLoan = (input: Input) => textOf(input, 'kind') === 'for_loan';
const isMove = (input: Input) => ['temporary', 'permanent'].includes(textOf(input, 'kind'));

/** Actions up to the decision. */
export const decidingActions = {
  submit: {
    from: 'new',
    to: ['submitted'],
    who: [{ role: 'reader', reach: 'any' }, { role: 'desk', reach: 'any' }, { role: 'system' }],
    input: {
      readerId: { kind: 'reader', optional: true },
      titleId: { kind: 'title', optional: (input) => textOf(input, 'copyId') !== '' },
      copyId: { kind: 'copy', optional: (input) => textOf(input, 'titleId') !== '' },
      kind: { kind: 'choice', options: ASKED_KINDS },
      targetCampus: { kind: 'campus', when: isLoan, optional: (input) => !isLoan(input) },
      target: { kind: 'collection', when: isMove, optional: (input) => !isMove(input) },
      returnDay: {
        kind: 'day',
        when: (input) => textOf(input, 'kind') === 'temporary',
        optional: (input) => textOf(input, 'kind') !== 'temporary',
      },
      neededBy: { kind: 'day', optional: true },
    },
    decide: submit,
  },
  approve: {
    from: ['submitted'],
    to: ['approved', 'to_confirm'],
    who: [{ role: 'collection', reach: 'owner' }],
    input: {
      copyId: { kind: 'copy', optional: (_input, request) => request?.copyId !== null },
      priority: { kind: 'choice', options: ['normal', 'urgent'], optional: true },
    },
    key: 'a',
    notByAsker: true,
    inAdvance: true,
    decide: approve,
  },
  refer: {
    from: ['submitted'],
    to: ['submitted'],
    who: [{ role: 'collection', reach: 'owner' }],
    input: {
      reason: { kind: 'reason', options: REJECT_REASONS },
      copyId: { kind: 'copy', optional: true },
    },
    key: 'f',
    decide: refer,
  },
  reject: {
    from: ['submitted', 'to_confirm'],
    to: ['rejected'],
    who: [
      { role: 'collection', reach: 'owner' },
      { role: 'supervisor', states: ['to_confirm'] },
    ],
    input: {
      reason: { kind: 'reason', options: REJECT_REASONS },
      readerText: {
        kind: 'reader_text',
        optional: (_input, request) => request?.readerId === null,
      },
    },
    key: 'r',
    decide: reject,
  },
  confirm: {
    from: ['to_confirm'],
    to: ['approved'],
    who: [{ role: 'supervisor' }, { role: 'collection', reach: 'owner' }],
    key: 'a',
    notByAsker: true,
    decide: confirm,
  },
  cancel: {
    from: ['submitted', 'to_confirm', 'approved'],
    to: ['cancelled'],
    who: [{ role: 'reader' }, { role: 'desk', reach: 'any' }, { role: 'system' }],
    input: { reason: { kind: 'reason' }, readerText: { kind: 'reader_text', optional: true } },
    offered: (request, context) => !guard.servesHold(request, context),
    key: 'z',
    decide: cancel,
  },
} satisfies Record<string, ActionSpec>;
