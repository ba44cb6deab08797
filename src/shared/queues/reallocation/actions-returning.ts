// The ways back: a move cancelled with the copy in a hand, put back, sent home, received there, or lost on the way.

import type { Facts, Refusal } from '../../lib/result.ts';
import { requestFacts } from '../parts/guard-parts.ts';
import { textOf } from '../parts/input.ts';
import type { ActionSpec, Context, Decision } from '../queue.ts';
import type { Request } from '../request.ts';
import { returnIfAway } from '../parts/return-home.ts';
import * as guard from './guards.ts';
import { refuseReallocation, remark } from './refusals.ts';
import type { ReallocationRemark } from './refusals.ts';

type Input = Record<string, unknown>;

const NEXT_STEP: Record<string, ReallocationRemark> = {
  picked: 'step_put_back',
  in_transit: 'step_await_crate',
  arrived: 'step_send_home',
  ready: 'step_clear_slot',
};

function askCancel(request: Request, _input: Input, context: Context): Decision {
  const code = NEXT_STEP[request.state] ?? 'step_put_back';
  const facts: Facts = {
    ...requestFacts(request, context),
    home: request.collection,
    callNumber: context.copy?.callNumber ?? '',
  };
  return {
    ok: true,
    to: request.state === 'ready' ? 'returning' : 'cancel_asked',
    patch: { fields: { slot: null, readyUntil: null } },
    effects: [remark(code, facts)],
    facts: { step: code },
  };
}

function putBack(request: Request, input: Input, context: Context): Decision | Refusal {
  const refused = guard.holdCheck(request, context);
  if (refused) return refused;
  const reason = textOf(input, 'reason');
  return {
    ok: true,
    to: 'cancelled',
    effects: [
      ...guard.struck(request),
      ...(request.state === 'picked'
        ? [guard.notice('reallocation.cancelled', request, context, { reason })]
        : []),
      ...returnIfAway(request, context),
    ],
  };
}

function returnHome(request: Request, input: Input, context: Context): Decision | Refusal {
  const crate = textOf(input, 'crate');
  const home = context.home?.campus;
  if (home === undefined) return refuseReallocation('not_found', { kind: 'place' });
  return {
    ok: true,
    to: 'returning',
    patch: { campus: home, fields: { crate } },
    effects: [
      ...guard.struck(request),
      { do: 'manifest_add', crate, toCampus: home },
      { do: 'slip', slip: 'transit' },
    ],
  };
}

function declareLost(request: Request, _input: Input, context: Context): Decision | Refusal {
  const { calendars, policies } = context;
  const needed = policies.number('reallocation.lost_after_days');
  const calendar = calendars.ofCampus(request.campus);
  const days = calendars.openDaysBetween(calendar, request.enteredOn, context.now);
  if (days < needed) return refuseReallocation('too_early_for_lost', { days, needed });
  return { ok: true, to: 'exception', facts: { days } };
}

/** Actions that end a move without its target. */
export const returningActions = {
  ask_cancel: {
    from: ['picked', 'in_transit', 'arrived', 'ready'],
    to: ['cancel_asked', 'returning'],
    who: [{ role: 'reader' }, { role: 'system', states: ['picked', 'in_transit', 'arrived'] }],
    input: { reason: { kind: 'reason', optional: true } },
    key: 'z',
    decide: askCancel,
  },
  put_back: {
    from: ['picked', 'cancel_asked'],
    to: ['cancelled'],
    who: [
      { role: 'desk', states: ['picked'], standing: 'campus' },
      { role: 'desk', reach: 'any', states: ['cancel_asked'], standing: 'home' },
    ],
    input: {
      scan: { kind: 'scan' },
      reason: { kind: 'reason', optional: (_input, request) => request?.state === 'cancel_asked' },
    },
    offered: (request, context) => !guard.servesHold(request, context),
    key: 'b',
    decide: putBack,
  },
  return_home: {
    from: ['cancel_asked'],
    to: ['returning'],
    who: [{ role: 'desk', reach: 'any' }],
    standing: 'not_home',
    input: { scan: { kind: 'scan' }, crate: { kind: 'crate' } },
    key: 's',
    decide: returnHome,
  },
  receive_home: {
    from: ['cancel_asked', 'returning'],
    to: ['cancelled'],
    who: [{ role: 'desk', reach: 'any' }],
    standing: 'home',
    input: { scan: { kind: 'scan' } },
    key: 'r',
    decide: () => ({ ok: true, to: 'cancelled', effects: [{ do: 'manifest_tick' }] }),
  },
  declare_lost: {
    from: ['in_transit', 'cancel_asked', 'returning'],
    to: ['exception'],
    who: [{ role: 'supervisor', reach: 'any' }],
    input: { reason: { kind: 'reason', options: ['lost_in_transit', 'misrouted', 'other'] } },
    key: 'l',
    decide: declareLost,
  },
} satisfies Record<string, ActionSpec>;
