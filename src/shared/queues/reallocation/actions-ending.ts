// From the arrival to the end: shelve, hold shelf, pass on, lend, expire.

import type { Refusal } from '../../lib/result.ts';
import { requestFacts } from '../parts/guard-parts.ts';
import {
  EXPIRE_READY,
  LEND_READY,
  expireOnShelf,
  lendFromShelf,
  putOnHoldShelf,
  servesParent,
  someoneWaits,
} from '../parts/hold-shelf.ts';
import { textOf } from '../parts/input.ts';
import type { ActionSpec, Context, Decision } from '../queue.ts';
import type { Request } from '../request.ts';
import { isForHold, reallocationFields } from './fields.ts';
import * as guard from './guards.ts';
import { refuseReallocation } from './refusals.ts';
import { placing } from './resolving.ts';

type Input = Record<string, unknown>;

/** A linked case hands its copy to the parent and does nothing else with it. */
function parentCheck(context: Context): Refusal | null {
  return servesParent(context)
    ? refuseReallocation('only_pass_on', { code: context.parent?.code ?? '' })
    : null;
}

function isForLoan(request: Request): boolean {
  return reallocationFields(request).kind === 'for_loan';
}

function shelve(request: Request, input: Input, context: Context): Decision | Refusal {
  if (isForHold(request)) return refuseReallocation('serves_hold', requestFacts(request, context));
  const { kind, returnDay } = reallocationFields(request);
  if (isForLoan(request))
    return refuseReallocation('only_hold_shelf', requestFacts(request, context));
  const refused = parentCheck(context);
  if (refused) return refused;
  const shelf = context.placeByCode(textOf(input, 'shelf'));
  if (!shelf) return refuseReallocation('bad_input', { field: 'shelf', problem: 'unknown' });
  if (shelf.campus !== request.targetCampus) {
    return refuseReallocation('shelf_elsewhere', { place: shelf.id, wanted: request.targetCampus });
  }
  const copyId = request.copyId ?? '';
  const set = placing(request, context) ?? {};
  return {
    ok: true,
    to: 'done',
    effects: [
      { do: 'copy', copyId, set },
      { do: 'seen', copyId, placeId: shelf.id },
      guard.notice('reallocation.shelved', request, context, { campus: request.targetCampus }),
    ],
    facts: { kind, place: shelf.id, returnDay },
  };
}

function holdForPickup(request: Request, input: Input, context: Context): Decision | Refusal {
  if (!isForLoan(request)) {
    return refuseReallocation('only_shelve', requestFacts(request, context));
  }
  const refused = parentCheck(context);
  if (refused) return refused;
  if (request.readerId === null) return refuseReallocation('missing_input', { field: 'readerId' });
  return putOnHoldShelf(request, input, context, {
    field: 'slot',
    campus: request.targetCampus,
    notice: (facts) => guard.notice('reallocation.ready', request, context, facts),
  });
}

/** What was fetched for the hold shelf of the very campus, or was brought there in a hand, has arrived once picked. */
function isPickedThere(request: Request, context: Context): boolean {
  return isForHold(request) && context.point?.campus === request.targetCampus;
}

function passOn(request: Request, _input: Input, context: Context): Decision | Refusal {
  const { state, code } = request;
  if (state === 'picked' && !isPickedThere(request, context))
    return refuseReallocation('illegal', { action: 'pass_on', state, code });
  if (!someoneWaits(request, context))
    return refuseReallocation('nobody_next', requestFacts(request, context));
  return {
    ok: true,
    to: state === 'arrived' || state === 'picked' ? 'done' : 'cancelled',
    effects: [{ do: 'pass_on' }, ...guard.struck(request)],
  };
}

function lend(request: Request, _input: Input, context: Context): Decision | Refusal {
  return guard.kindCheck('for_loan', context) ?? lendFromShelf(request, context);
}

function expire(request: Request, _input: Input, context: Context): Decision | Refusal {
  const { readyUntil: until } = reallocationFields(request);
  const notice = guard.notice('reallocation.expired', request, context);
  return expireOnShelf({ field: 'slot', until }, context, notice);
}

/** Actions after the arrival. */
export const endingActions = {
  shelve: {
    from: ['arrived'],
    to: ['done'],
    who: [{ role: 'desk' }, { role: 'assistant' }],
    standing: 'target',
    input: { scan: { kind: 'scan' }, shelf: { kind: 'shelf' } },
    offered: (request, context) =>
      !isForLoan(request) && !isForHold(request) && !servesParent(context),
    key: 's',
    decide: shelve,
  },
  hold_for_pickup: {
    from: ['arrived'],
    to: ['ready'],
    who: [{ role: 'desk' }],
    standing: 'target',
    input: { scan: { kind: 'scan' }, slot: { kind: 'hold_slot' } },
    offered: (request, context) => isForLoan(request) && !servesParent(context),
    key: 'h',
    decide: holdForPickup,
  },
  pass_on: {
    from: ['picked', 'arrived', 'cancel_asked', 'returning'],
    to: ['done', 'cancelled'],
    who: [
      { role: 'desk', states: ['picked', 'arrived'], standing: 'target' },
      { role: 'desk', reach: 'any', states: ['cancel_asked', 'returning'], standing: 'anywhere' },
    ],
    offered: (request, context) =>
      someoneWaits(request, context) &&
      (request.state !== 'picked' || isPickedThere(request, context)),
    input: { scan: { kind: 'scan' } },
    key: 'o',
    decide: passOn,
  },
  lend: { ...LEND_READY, decide: lend },
  expire: { ...EXPIRE_READY, key: 'e', decide: expire },
} satisfies Record<string, ActionSpec>;
