// From the shelf to the target: pick, not there, another copy, send, receive, seen on the way, redirect.

import type { Refusal } from '../../lib/result.ts';
import { requestFacts } from '../parts/guard-parts.ts';
import { copyIn, isFree } from '../parts/copy-choice.ts';
import { textOf } from '../parts/input.ts';
import { endLinked } from '../parts/linked-effects.ts';
import { PLACES_LOOKED } from '../parts/places-looked.ts';
import type { ActionSpec, Context, Decision, Effect } from '../queue.ts';
import type { Request } from '../request.ts';
import { CONDITIONS, reallocationFields } from './fields.ts';
import * as guard from './guards.ts';
import { refuseReallocation, remark } from './refusals.ts';

type Input = Record<string, unknown>;

function notThere(request: Request, input: Input, context: Context): Decision {
  const next = guard.proposed(request, context);
  const looked = Array.isArray(input['looked']) ? input['looked'] : [];
  return {
    ok: true,
    to: 'approved',
    effects: [
      {
        do: 'link',
        queue: 'find_book',
        input: { copyId: request.copyId, titleId: request.titleId, looked },
        blocks: true,
      },
      next
        ? remark('next_copy', { barcode: next.barcode })
        : remark('no_next_copy', requestFacts(request, context)),
    ],
    facts: { next: next?.barcode ?? null },
  };
}

function changeCopy(request: Request, input: Input, context: Context): Decision | Refusal {
  const promised = guard.holdCheck(request, context);
  if (promised) return promised;
  const { copies } = reallocationFields(request);
  const wanted = guard.otherCopy(request, input);
  const copy = wanted === null ? guard.proposed(request, context) : copyIn(context, wanted);
  const refused = guard.turnsCheck(copies.length, 'copies', context);
  if (refused) return refused;
  if (!copy) return refuseReallocation('no_next_copy', requestFacts(request, context));
  if (copies.includes(copy.id)) return refuseReallocation('copy_tried', { barcode: copy.barcode });
  if (!isFree(context, copy, request.id))
    return refuseReallocation('copy_not_free', { barcode: copy.barcode });
  const sameOwner = copy.home === request.collection;
  const slip: Effect = { do: 'slip', slip: 'pull' };
  return {
    ok: true,
    to: sameOwner ? 'approved' : 'submitted',
    patch: guard.copyPatch(request, copy, context),
    effects: [...endLinked(context, request.code), ...(sameOwner ? [slip] : [])],
    facts: { barcode: copy.barcode, sameOwner },
  };
}

function send(request: Request, input: Input, context: Context): Decision | Refusal {
  const destination = textOf(input, 'destination');
  if (destination !== request.targetCampus) {
    return refuseReallocation('other_destination', {
      place: destination,
      wanted: request.targetCampus,
    });
  }
  const crate = textOf(input, 'crate');
  return {
    ok: true,
    to: 'in_transit',
    patch: { fields: { crate } },
    effects: [
      { do: 'manifest_add', crate, toCampus: destination },
      { do: 'slip', slip: 'transit' },
    ],
    facts: requestFacts(request, context),
  };
}

function receive(request: Request, input: Input, context: Context): Decision {
  const condition = textOf(input, 'condition');
  const damaged = remark('arrived_damaged', requestFacts(request, context));
  return {
    ok: true,
    to: 'arrived',
    patch: {
      campus: request.targetCampus ?? request.campus,
      fields: { condition, crate: null },
    },
    effects: [{ do: 'manifest_tick' }, ...(condition === 'damaged' ? [damaged] : [])],
  };
}

function seenAt(_request: Request, _input: Input, context: Context): Decision {
  return {
    ok: true,
    to: 'in_transit',
    effects: [{ do: 'slip', slip: 'reroute' }],
    facts: { place: context.point?.id ?? null },
  };
}

function redirect(request: Request, input: Input, context: Context): Decision | Refusal {
  const promised = guard.holdCheck(request, context);
  if (promised) return promised;
  const { kind, redirects, crate, target: before } = reallocationFields(request);
  const target = guard.targetOf(kind, input, context);
  if (!target.ok) return target;
  const refused = guard.turnsCheck(redirects, 'redirects', context);
  if (refused) return refused;
  if (target.target === before && target.campus === request.targetCampus) {
    return refuseReallocation('same_target', { place: target.target ?? target.campus });
  }
  const moving = request.state === 'in_transit';
  const rewritten: Effect[] = moving ? [{ do: 'slip', slip: 'reroute' }] : [];
  // What travels already stays in its crate: the old line is struck, the new one says where to.
  if (moving && crate !== null) {
    rewritten.unshift(
      { do: 'manifest_tick' },
      { do: 'manifest_add', crate, toCampus: target.campus },
    );
  }
  return {
    ok: true,
    to: request.state,
    patch: {
      targetCampus: target.campus,
      fields: { target: target.target, redirects: redirects + 1 },
    },
    effects: [
      ...rewritten,
      guard.notice('reallocation.redirected', request, context, {
        place: target.target ?? target.campus,
      }),
    ],
    facts: { place: target.target ?? target.campus },
  };
}

/** Its target is a campus, and no collection of one. */
function toCampus(_input: Input, request: Request | null): boolean {
  if (request === null) return false;
  const { kind } = reallocationFields(request);
  return kind === 'for_loan' || kind === 'for_hold';
}

function notForHold(request: Request, context: Context): boolean {
  return !guard.servesHold(request, context);
}

/** Actions between the approval and the arrival. */
export const movingActions = {
  pick: {
    from: ['approved'],
    to: ['picked'],
    who: [{ role: 'desk' }, { role: 'assistant' }],
    standing: 'campus',
    input: { scan: { kind: 'scan' } },
    swap: true,
    key: 'p',
    decide: () => ({ ok: true, to: 'picked' }),
  },
  not_there: {
    from: ['approved'],
    to: ['approved'],
    who: [{ role: 'desk' }, { role: 'assistant' }],
    standing: 'campus',
    input: { looked: { kind: 'places_looked', options: PLACES_LOOKED } },
    key: 'w',
    decide: notThere,
  },
  change_copy: {
    from: ['approved'],
    to: ['approved', 'submitted'],
    who: [{ role: 'desk' }, { role: 'assistant' }],
    input: { copyId: { kind: 'copy', optional: true } },
    offered: notForHold,
    key: 'v',
    decide: changeCopy,
  },
  send: {
    from: ['picked'],
    to: ['in_transit'],
    who: [{ role: 'desk' }],
    standing: 'campus',
    input: {
      crate: { kind: 'crate' },
      destination: { kind: 'campus' },
      scan: { kind: 'scan' },
    },
    key: 's',
    decide: send,
  },
  receive: {
    from: ['in_transit'],
    to: ['arrived'],
    who: [{ role: 'desk', reach: 'target' }],
    standing: 'target',
    input: { scan: { kind: 'scan' }, condition: { kind: 'choice', options: CONDITIONS } },
    key: 'r',
    decide: receive,
  },
  seen_at: {
    from: ['in_transit'],
    to: ['in_transit'],
    who: [{ role: 'desk', reach: 'any' }],
    standing: 'not_target',
    input: { scan: { kind: 'scan' } },
    key: 'e',
    decide: seenAt,
  },
  redirect: {
    from: ['approved', 'picked', 'in_transit'],
    to: ['same'],
    who: [{ role: 'desk', reach: 'any' }],
    input: {
      targetCampus: {
        kind: 'campus',
        when: toCampus,
        optional: (input, request) => !toCampus(input, request),
      },
      target: {
        kind: 'collection',
        when: (input, request) => !toCampus(input, request),
        optional: toCampus,
      },
      reason: { kind: 'reason' },
    },
    offered: notForHold,
    key: 'd',
    decide: redirect,
  },
} satisfies Record<string, ActionSpec>;
