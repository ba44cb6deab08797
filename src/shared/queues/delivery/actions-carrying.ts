// From the shelf to the door: pick, pack, depart, hand over, fail.

import { codeKinds } from '../../library/barcodes.ts';
import type { Refusal } from '../../lib/result.ts';
import { addDays } from '../../library/zone.ts';
import { firstOf, readerCheck, requestFacts } from '../parts/guard-parts.ts';
import { loanDueOn } from '../parts/hold-shelf.ts';
import { textOf, textOrNull } from '../parts/input.ts';
import type { ActionSpec, Context, Decision, Effect } from '../queue.ts';
import type { Request } from '../request.ts';
import { PROOFS, deliveryFields } from './fields.ts';
import * as guard from './guards.ts';
import { checkHandOver, codeHash, newHandOverCode } from './hand-over.ts';
import { refuseDelivery } from './refusals.ts';
import { slotCheck } from './slots.ts';
import { choseAgain } from './states.ts';

type Input = Record<string, unknown>;

function lendTo(request: Request, context: Context): Effect[] {
  const { copyId, readerId } = request;
  if (copyId === null || readerId === null) return [];
  return [{ do: 'lend', copyId, readerId, dueOn: loanDueOn(context), channel: 'delivery' }];
}

/** A slot kept for a search that took longer has to be chosen again before packing. */
function lapsedCheck(request: Request, context: Context): Refusal | null {
  const { slot, slotKeptUntil } = deliveryFields(request);
  if (slotKeptUntil === null || context.now < slotKeptUntil) return null;
  return refuseDelivery('slot_lapsed', { slot, until: slotKeptUntil });
}

function pack(request: Request, input: Input, context: Context): Decision | Refusal {
  const bag = textOf(input, 'bag');
  if (!codeKinds(bag, context.policies).includes('bag')) {
    return refuseDelivery('bad_input', { field: 'bag', problem: 'format' });
  }
  const atPacking = context.policies.text('delivery.loan_at') === 'packing';
  const refused = firstOf(lapsedCheck(request, context), atPacking ? readerCheck(context) : null);
  if (refused) return refused;
  const handoverCode = newHandOverCode(request, context);
  return {
    ok: true,
    to: 'packed',
    patch: { fields: { bag, codeHash: codeHash(request, handoverCode, context) } },
    effects: [
      { do: 'slip', slip: 'delivery' },
      ...(atPacking ? lendTo(request, context) : []),
      guard.notice('delivery.packed', request, context, { handoverCode }),
    ],
  };
}

function depart(request: Request, input: Input, context: Context): Decision | Refusal {
  const { slot: before, ways, failures } = deliveryFields(request);
  const bag = textOf(input, 'bag');
  const slot = textOrNull(input, 'slot');
  const refused = firstOf(
    guard.bagCheck(request, bag),
    guard.turnsCheck(ways, 'ways', context),
    slot === null || slot === before
      ? null
      : slotCheck(slot, request.targetCampus ?? request.campus, context),
  );
  if (refused) return refused;
  return {
    ok: true,
    to: 'out',
    patch: {
      fields: {
        slot: slot ?? before,
        slotAfterFailures: failures,
        courier: context.actor.id,
        onRound: true,
        ways: ways + 1,
      },
    },
    effects: [
      { do: 'round_add', bag },
      guard.notice('delivery.out', request, context, { slot: slot ?? before }),
    ],
    facts: { way: ways + 1 },
  };
}

function handOver(request: Request, input: Input, context: Context): Decision | Refusal {
  const refused = firstOf(guard.bagCheck(request, textOf(input, 'bag')), readerCheck(context));
  if (refused) return refused;
  const proof = checkHandOver(request, input, context);
  if (!proof.ok) return proof;
  const lent = context.loan !== null && context.loan.requestId === request.id;
  const dueOn = lent && context.loan ? context.loan.dueOn : loanDueOn(context);
  const day = context.calendars.dayOf(dueOn);
  return {
    ok: true,
    to: 'done',
    patch: { fields: { onRound: false, codeHash: null } },
    effects: [
      { do: 'round_close', outcome: 'handed' },
      ...(lent ? [] : lendTo(request, context)),
      { do: 'remark', code: 'security_off', facts: requestFacts(request, context) },
      guard.notice('delivery.delivered', request, context, { day }),
    ],
    facts: { day },
    ...(proof.handover === undefined ? {} : { evidence: { handover: proof.handover } }),
  };
}

function fail(request: Request, input: Input, context: Context): Decision {
  const { failures, ways } = deliveryFields(request);
  const reason = textOf(input, 'reason');
  const last = ways >= context.policies.number('delivery.ways');
  const day = addDays(context.today, context.policies.number('delivery.answer_days'));
  return {
    ok: true,
    to: 'attempt_failed',
    patch: { fields: { failures: failures + 1, onRound: false } },
    effects: [
      { do: 'round_close', outcome: 'failed' },
      last
        ? guard.notice('delivery.failed_last', request, context, { reason })
        : guard.notice('delivery.failed', request, context, { reason, day }),
    ],
    facts: { way: ways, day: last ? null : day },
  };
}

const proves = (proof: string) => (input: Input) => textOf(input, 'proof') === proof;

/** A second way needs a slot: the one chosen since the failure, or one given with the departure. */
function needsSlot(_input: Input, request: Request | null): boolean {
  return request !== null && request.state === 'attempt_failed' && !choseAgain(request);
}

/** Actions with the copy on its way to the reader. */
export const carryingActions = {
  pick: {
    from: ['accepted'],
    to: ['picked'],
    who: [{ role: 'desk' }, { role: 'assistant' }],
    standing: 'campus',
    input: { scan: { kind: 'scan' } },
    swap: true,
    key: 'p',
    decide: () => ({ ok: true, to: 'picked' }),
  },
  pack: {
    from: ['picked'],
    to: ['packed'],
    who: [{ role: 'desk' }],
    standing: 'campus',
    input: { scan: { kind: 'scan' }, bag: { kind: 'bag' } },
    key: 'a',
    decide: pack,
  },
  depart: {
    from: ['packed', 'attempt_failed'],
    to: ['out'],
    who: [{ role: 'courier', reach: 'target' }],
    input: { bag: { kind: 'bag' }, slot: { kind: 'slot', when: needsSlot } },
    precondition: 'fact',
    key: 'd',
    decide: depart,
  },
  hand_over: {
    from: ['out', 'cancel_asked'],
    to: ['done'],
    who: [{ role: 'courier', reach: 'rounds' }],
    input: {
      bag: { kind: 'bag' },
      proof: { kind: 'evidence_choice', options: PROOFS },
      handoverCode: { kind: 'text', when: proves('code') },
      card: { kind: 'reader_card', when: proves('card') },
      locker: { kind: 'shelf', when: proves('locker') },
      proxy: { kind: 'text', when: proves('proxy') },
    },
    precondition: 'fact',
    key: 'h',
    undo: false,
    decide: handOver,
  },
  fail: {
    from: ['out'],
    to: ['attempt_failed'],
    who: [{ role: 'courier', reach: 'rounds' }],
    input: {
      reason: { kind: 'reason', options: ['recipient_absent', 'misrouted', 'damaged', 'other'] },
    },
    precondition: 'fact',
    key: 'f',
    decide: fail,
  },
} satisfies Record<string, ActionSpec>;
