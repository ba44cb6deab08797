// Every way that does not end at the door: hold shelf, lend there, expire, cancel, and back to the shelf.

import type { Facts, Refusal } from '../../lib/result.ts';
import { readerCheck, requestFacts } from '../parts/guard-parts.ts';
import {
  EXPIRE_READY,
  LEND_READY,
  expireOnShelf,
  lendFromShelf,
  putOnHoldShelf,
  someoneWaits,
} from '../parts/hold-shelf.ts';
import { textOf } from '../parts/input.ts';
import type { ActionSpec, Context, Decision, Effect } from '../queue.ts';
import type { Request } from '../request.ts';
import { returnIfAway } from '../parts/return-home.ts';
import { deliveryFields } from './fields.ts';
import * as guard from './guards.ts';
import { refuseDelivery } from './refusals.ts';

type Input = Record<string, unknown>;

function holdForPickup(request: Request, input: Input, context: Context): Decision | Refusal {
  const refused = guard.secondSlotCheck(request, context);
  if (refused) return refused;
  return putOnHoldShelf(request, input, context, {
    field: 'holdSlot',
    campus: request.campus,
    fields: { codeHash: null },
    first: guard.endEarlyLoan(request, context),
    notice: (facts) => guard.notice('delivery.ready', request, context, facts),
  });
}

function lend(request: Request, _input: Input, context: Context): Decision | Refusal {
  return readerCheck(context) ?? lendFromShelf(request, context);
}

function expire(request: Request, _input: Input, context: Context): Decision | Refusal {
  const { readyUntil: until } = deliveryFields(request);
  const notice = guard.notice('delivery.expired', request, context);
  return expireOnShelf({ field: 'holdSlot', until }, context, notice);
}

const NEXT_STEP: Record<string, string> = { out: 'step_bring_back', ready: 'step_clear_slot' };

function askCancel(request: Request, _input: Input, context: Context): Decision {
  const code = NEXT_STEP[request.state] ?? 'step_put_back';
  const facts: Facts = {
    ...requestFacts(request, context),
    home: request.collection,
    callNumber: context.copy?.callNumber ?? '',
    bag: deliveryFields(request).bag,
  };
  return {
    ok: true,
    to: request.state === 'ready' ? 'returning' : 'cancel_asked',
    patch: { fields: { holdSlot: null, readyUntil: null } },
    effects: [{ do: 'remark', code, facts }],
    facts: { step: code },
  };
}

function putBack(request: Request, input: Input, context: Context): Decision {
  const reason = textOf(input, 'reason') || 'reader_cancel';
  return {
    ok: true,
    to: 'cancelled',
    patch: { fields: { onRound: false, codeHash: null } },
    effects: [
      ...guard.offRound(request),
      ...guard.endEarlyLoan(request, context),
      ...securityOn(request, context),
      guard.notice('delivery.cancelled', request, context, { reason }),
      ...returnIfAway(request, context),
    ],
    facts: { reason },
  };
}

function securityOn(request: Request, context: Context): Effect[] {
  return [{ do: 'remark', code: 'security_on', facts: requestFacts(request, context) }];
}

function takeBack(request: Request, _input: Input, context: Context): Decision {
  return {
    ok: true,
    to: 'returning',
    patch: { fields: { onRound: false, codeHash: null } },
    effects: [
      ...guard.offRound(request),
      ...guard.endEarlyLoan(request, context),
      { do: 'slip', slip: 'return' },
    ],
  };
}

function passOn(request: Request, _input: Input, context: Context): Decision | Refusal {
  if (!someoneWaits(request, context)) {
    return refuseDelivery('nobody_next', requestFacts(request, context));
  }
  return { ok: true, to: 'cancelled', effects: [{ do: 'pass_on' }] };
}

/** Actions of every other way out. */
export const endingActions = {
  hold_for_pickup: {
    from: ['attempt_failed'],
    to: ['ready'],
    who: [{ role: 'desk' }],
    standing: 'campus',
    input: { scan: { kind: 'scan' }, holdSlot: { kind: 'hold_slot' } },
    key: 'h',
    decide: holdForPickup,
  },
  ask_cancel: {
    from: ['picked', 'packed', 'out', 'attempt_failed', 'ready'],
    to: ['cancel_asked', 'returning'],
    who: [{ role: 'reader' }],
    decide: askCancel,
  },
  put_back: {
    from: ['picked', 'packed', 'cancel_asked'],
    to: ['cancelled'],
    who: [{ role: 'desk' }],
    standing: 'campus',
    input: {
      scan: { kind: 'scan' },
      reason: { kind: 'reason', optional: (_input, request) => request?.state === 'cancel_asked' },
    },
    key: 'b',
    decide: putBack,
  },
  take_back: {
    from: ['out', 'attempt_failed', 'cancel_asked'],
    to: ['returning'],
    who: [
      { role: 'courier', reach: 'rounds' },
      { role: 'desk', standing: 'campus' },
    ],
    input: { scan: { kind: 'scan' } },
    key: 'e',
    decide: takeBack,
  },
  lend: { ...LEND_READY, decide: lend },
  expire: { ...EXPIRE_READY, key: 'z', decide: expire },
  reshelve: {
    from: ['returning'],
    to: ['cancelled'],
    who: [{ role: 'desk' }, { role: 'assistant' }],
    standing: 'campus',
    input: { scan: { kind: 'scan' } },
    key: 's',
    decide: (request, _input, context) => ({
      ok: true,
      to: 'cancelled',
      effects: [...securityOn(request, context), ...returnIfAway(request, context)],
    }),
  },
  pass_on: {
    from: ['returning'],
    to: ['cancelled'],
    who: [{ role: 'desk' }, { role: 'assistant' }],
    standing: 'campus',
    offered: someoneWaits,
    input: { scan: { kind: 'scan' } },
    key: 'o',
    decide: passOn,
  },
} satisfies Record<string, ActionSpec>;
