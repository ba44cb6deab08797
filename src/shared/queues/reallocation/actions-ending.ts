// From the arrival to the end: shelve, hold shelf, pass on, lend, expire, and the ways back of a cancelled move.

import { refuse } from '../../lib/result.ts';
import type { Facts, Refusal } from '../../lib/result.ts';
import type { Copy } from '../../library/entities.ts';
import { homeCampus } from '../copy-choice.ts';
import { loanDueOn, pickupUntil, servesParent, someoneWaits } from '../hold-shelf.ts';
import { textOf } from '../input.ts';
import type { ActionSpec, Context, Decision, Effect } from '../queue.ts';
import type { Request } from '../request.ts';
import { reallocationFields } from './fields.ts';
import * as guard from './guards.ts';

type Input = Record<string, unknown>;

/** A linked case hands its copy to the parent and does nothing else with it. */
function parentCheck(context: Context): Refusal | null {
  return servesParent(context)
    ? refuse('only_pass_on', { code: context.parent?.code ?? '' })
    : null;
}

function shelve(request: Request, input: Input, context: Context): Decision | Refusal {
  const { kind, target, returnDay } = reallocationFields(request);
  if (kind === 'for_loan') return refuse('only_hold_shelf', guard.requestFacts(request, context));
  const refused = parentCheck(context);
  if (refused) return refused;
  const shelf = context.placeByCode(textOf(input, 'shelf'));
  if (!shelf) return refuse('bad_input', { field: 'shelf', problem: 'unknown' });
  if (shelf.campus !== request.targetCampus) {
    return refuse('shelf_elsewhere', { place: shelf.id, wanted: request.targetCampus });
  }
  const copyId = request.copyId ?? '';
  const holding = target ?? context.copy?.home ?? '';
  const moved: Partial<Copy> = { holding, lastMovedOn: context.now, returnDay: null };
  const set: Record<typeof kind, Partial<Copy>> = {
    permanent: { ...moved, home: holding },
    temporary: { ...moved, returnDay },
    return: moved,
  };
  return {
    ok: true,
    to: 'done',
    effects: [
      { do: 'copy', copyId, set: set[kind] },
      { do: 'seen', copyId, placeId: shelf.id },
      guard.notice('shelved', request, context, { campus: request.targetCampus }),
    ],
    facts: { kind, place: shelf.id, returnDay },
  };
}

function holdForPickup(request: Request, input: Input, context: Context): Decision | Refusal {
  if (reallocationFields(request).kind !== 'for_loan') {
    return refuse('only_shelve', guard.requestFacts(request, context));
  }
  const refused = parentCheck(context);
  if (refused) return refused;
  if (request.readerId === null) return refuse('missing_input', { field: 'readerId' });
  const slot = context.placeByCode(textOf(input, 'slot'));
  if (!slot) return refuse('bad_input', { field: 'slot', problem: 'unknown' });
  if (slot.campus !== request.targetCampus) {
    return refuse('shelf_elsewhere', { place: slot.id, wanted: request.targetCampus });
  }
  const readyUntil = pickupUntil(context, slot.campus);
  const day = context.calendars.dayOf(readyUntil);
  return {
    ok: true,
    to: 'ready',
    patch: { fields: { slot: slot.id, readyUntil } },
    effects: [
      { do: 'seen', copyId: request.copyId ?? '', placeId: slot.id },
      { do: 'slip', slip: 'hold' },
      guard.notice('ready', request, context, { day, campus: slot.campus, slot: slot.code }),
    ],
    facts: { place: slot.id, day },
  };
}

function passOn(request: Request, _input: Input, context: Context): Decision | Refusal {
  if (!someoneWaits(request, context))
    return refuse('nobody_next', guard.requestFacts(request, context));
  const travels = reallocationFields(request).crate !== null;
  return {
    ok: true,
    to: request.state === 'arrived' ? 'done' : 'cancelled',
    effects: [{ do: 'pass_on' }, ...struck(travels)],
  };
}

/** A copy that left its crate before the target is no longer expected there. */
function struck(travels: boolean): Effect[] {
  return travels ? [{ do: 'manifest_tick' }] : [];
}

function lend(request: Request, _input: Input, context: Context): Decision | Refusal {
  const refused = guard.readerCheck('for_loan', context);
  if (refused) return refused;
  const dueOn = loanDueOn(context);
  return {
    ok: true,
    to: 'done',
    effects: [
      {
        do: 'lend',
        copyId: request.copyId ?? '',
        readerId: request.readerId ?? '',
        dueOn,
        channel: 'desk',
      },
    ],
    facts: { day: context.calendars.dayOf(dueOn) },
  };
}

function expire(request: Request, _input: Input, context: Context): Decision | Refusal {
  const { readyUntil } = reallocationFields(request);
  if (readyUntil !== null && context.now < readyUntil) {
    return refuse('not_due', { action: 'expire', at: readyUntil });
  }
  return {
    ok: true,
    to: 'returning',
    patch: { fields: { slot: null, readyUntil: null } },
    effects: [guard.notice('expired', request, context), { do: 'slip', slip: 'return' }],
  };
}

const NEXT_STEP: Record<string, string> = {
  picked: 'step_put_back',
  in_transit: 'step_await_crate',
  arrived: 'step_send_home',
  ready: 'step_clear_slot',
};

function askCancel(request: Request, _input: Input, context: Context): Decision {
  const code = NEXT_STEP[request.state] ?? 'step_put_back';
  const facts: Facts = {
    ...guard.requestFacts(request, context),
    home: request.collection,
    callNumber: context.copy?.callNumber ?? '',
  };
  return {
    ok: true,
    to: request.state === 'ready' ? 'returning' : 'cancel_asked',
    patch: { fields: { slot: null, readyUntil: null } },
    effects: [{ do: 'remark', code, facts }],
    facts: { step: code },
  };
}

function putBack(request: Request, _input: Input, context: Context): Decision {
  const travels = reallocationFields(request).crate !== null;
  return {
    ok: true,
    to: 'cancelled',
    effects: [
      ...struck(travels),
      ...(request.state === 'picked' ? [guard.notice('cancelled', request, context)] : []),
      ...returnIfAway(request, context),
    ],
  };
}

/**
 * Rule 16: a copy put back on another campus than its home's goes home by a request of its own, unless somebody waits
 * for it there, or a temporary move keeps it there.
 */
function returnIfAway(request: Request, context: Context): Effect[] {
  const { copy, point } = context;
  if (copy === null || point === null) return [];
  const home = homeCampus(context, copy);
  const lentThere = copy.returnDay !== null && context.place(copy.holding)?.campus === point.campus;
  if (home === point.campus || lentThere || someoneWaits(request, context)) return [];
  return [{ do: 'open', queue: 'reallocation', input: { copyId: copy.id, target: copy.home } }];
}

function returnHome(_request: Request, input: Input, context: Context): Decision | Refusal {
  const crate = textOf(input, 'crate');
  const home = context.home?.campus;
  if (home === undefined) return refuse('not_found', { kind: 'place' });
  return {
    ok: true,
    to: 'returning',
    patch: { campus: home, fields: { crate } },
    effects: [
      { do: 'manifest_tick' },
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
  if (days < needed) return refuse('too_early_for_lost', { days, needed });
  return { ok: true, to: 'exception', facts: { days } };
}

/** Actions after the arrival, and the ways back. */
export const endingActions = {
  shelve: {
    from: ['arrived'],
    to: ['done'],
    who: [{ role: 'desk' }, { role: 'assistant' }],
    standing: 'target',
    input: { scan: { kind: 'scan' }, shelf: { kind: 'shelf' } },
    key: 's',
    decide: shelve,
  },
  hold_for_pickup: {
    from: ['arrived'],
    to: ['ready'],
    who: [{ role: 'desk' }],
    standing: 'target',
    input: { scan: { kind: 'scan' }, slot: { kind: 'hold_slot' } },
    key: 'h',
    decide: holdForPickup,
  },
  pass_on: {
    from: ['arrived', 'cancel_asked', 'returning'],
    to: ['done', 'cancelled'],
    who: [
      { role: 'desk', states: ['arrived'], standing: 'target' },
      { role: 'desk', reach: 'any', states: ['cancel_asked', 'returning'], standing: 'anywhere' },
    ],
    input: { scan: { kind: 'scan' } },
    key: 'o',
    decide: passOn,
  },
  lend: {
    from: ['ready'],
    to: ['done'],
    who: [{ role: 'desk' }],
    standing: 'campus',
    input: { card: { kind: 'reader_card' }, scan: { kind: 'scan' } },
    key: 'l',
    undo: false,
    decide: lend,
  },
  expire: {
    from: ['ready'],
    to: ['returning'],
    who: [{ role: 'system' }, { role: 'desk' }],
    input: { reason: { kind: 'reason', options: ['not_collected'] } },
    key: 'z',
    decide: expire,
  },
  ask_cancel: {
    from: ['picked', 'in_transit', 'arrived', 'ready'],
    to: ['cancel_asked', 'returning'],
    who: [{ role: 'reader' }, { role: 'system', states: ['picked', 'in_transit', 'arrived'] }],
    input: { reason: { kind: 'reason', optional: true } },
    key: 'c',
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
    key: 'x',
    decide: declareLost,
  },
} satisfies Record<string, ActionSpec>;
