// From the find to the end: found (at once or months later), hold shelf, lend, reshelve, pass on, and the way back.

import { standingRefusal } from '../../circulation/readers/reader-standing.ts';
import type { Facts, Refusal } from '../../lib/result.ts';
import { daysAfter } from '../../lib/time.ts';
import type { Place } from '../../library/entities.ts';
import { shelfKeys } from '../../library/shelf-keys.ts';
import { requestFacts } from '../parts/guard-parts.ts';
import {
  EXPIRE_READY,
  LEND_READY,
  earlierHoldCheck,
  expireOnShelf,
  heldByOther,
  lendFromShelf,
  putOnHoldShelf,
  servesParent,
  someoneWaits,
} from '../parts/hold-shelf.ts';
import { textOf } from '../parts/input.ts';
import type { ActionSpec, Context, Decision, Effect } from '../queue.ts';
import type { Request } from '../request.ts';
import { returnIfAway } from '../parts/return-home.ts';
import { CAUSES, findBookFields } from './fields.ts';
import * as guard from './guards.ts';
import { refuseFindBook, remark } from './refusals.ts';

type Input = Record<string, unknown>;

/** Where the copy was found: the place scanned, or for any scan at a desk the desk itself. */
function placeOfFind(input: Input, context: Context): Place | null {
  return context.placeByCode(textOf(input, 'place')) ?? context.point;
}

/** What every find does: last seen, in use again, a shelf-reading task where a book stood wrong. */
function findOf(request: Request, input: Input, context: Context) {
  const place = placeOfFind(input, context);
  const copy = context.scanned ?? context.copy;
  const cause = textOf(input, 'cause') || 'elsewhere';
  const effects: Effect[] = guard.inUseAgain(copy);
  if (copy && place) effects.push({ do: 'seen', copyId: copy.id, placeId: place.id });
  if (copy && cause === 'misshelved') {
    const range = place?.kind === 'range' ? place : null;
    // The first range of a collection has no lower end.
    const aroundKey = range ? (range.fromKey ?? '') : shelfKeys(context).ofCopy(copy);
    effects.push({ do: 'shelf_task', collection: range?.parentId ?? copy.holding, aroundKey });
  }
  return {
    patch: {
      campus: place?.campus ?? request.campus,
      fields: { cause, place: place?.id ?? null },
    },
    effects,
    facts: { cause, place: place?.id ?? null, round: findBookFields(request).misses + 1 },
  };
}

function found(request: Request, input: Input, context: Context): Decision {
  const find = findOf(request, input, context);
  const others = guard.ownCopyCheck(request, context);
  const toPass: Effect[] = others ? [remark('only_pass_on', others.facts)] : [];
  return { ok: true, to: 'found', ...find, effects: [...find.effects, ...toPass] };
}

function foundLate(request: Request, input: Input, context: Context): Decision | Refusal {
  const days = context.policies.number('find_book.found_late_days');
  if (context.now > daysAfter(request.enteredOn, days)) {
    return refuseFindBook('found_too_late', { days });
  }
  const find = findOf(request, input, context);
  const told: Effect[] = findBookFields(request).alsoAsked.map((readerId) => ({
    ...noticeOfFind(request, context),
    readerId,
  }));
  // A replacement may be on its way; whoever scans is told to stop it.
  const replacements: Effect[] = context.sameWork.map((line) =>
    remark('stop_replacement', { code: line.code }),
  );
  return {
    ok: true,
    to: 'found',
    ...find,
    effects: [...find.effects, noticeOfFind(request, context), ...told, ...replacements],
  };
}

function noticeOfFind(request: Request, context: Context) {
  return {
    do: 'notice',
    code: 'find_book.found_late',
    facts: requestFacts(request, context),
  } as const;
}

function holdForPickup(request: Request, input: Input, context: Context): Decision | Refusal {
  const refused = guard.ownCopyCheck(request, context) ?? earlierHoldCheck(request, input, context);
  if (refused) return refused;
  if (request.readerId === null)
    return refuseFindBook('only_reshelve', requestFacts(request, context));
  return putOnHoldShelf(request, input, context, {
    field: 'slot',
    campus: request.campus,
    notice: (facts) => guard.notice('find_book.ready', request, context, facts),
  });
}

function lend(request: Request, _input: Input, context: Context): Decision | Refusal {
  const { reader } = context;
  if (reader === null) return refuseFindBook('missing_input', { field: 'readerId' });
  const barred = standingRefusal(reader, context.today);
  if (barred) return barred;
  const lent = lendFromShelf(request, context);
  return { ...lent, effects: [...(lent.effects ?? []), ...guard.shareEnd(context)] };
}

function expire(request: Request, _input: Input, context: Context): Decision | Refusal {
  const { readyUntil: until } = findBookFields(request);
  const notice = guard.notice('find_book.expired', request, context);
  return expireOnShelf({ field: 'slot', until }, context, notice);
}

function askCancel(request: Request, _input: Input, context: Context): Decision {
  const code = request.state === 'ready' ? 'step_clear_slot' : 'step_put_back';
  const facts: Facts = {
    ...requestFacts(request, context),
    callNumber: context.copy?.callNumber ?? '',
    home: request.collection,
  };
  return {
    ok: true,
    to: 'returning',
    patch: { fields: { givenUp: true, slot: null, readyUntil: null } },
    effects: [remark(code, facts)],
    facts: { step: code },
  };
}

function reshelve(request: Request, _input: Input, context: Context): Decision | Refusal {
  const refused = request.state === 'found' ? guard.ownCopyCheck(request, context) : null;
  if (refused) return refused;
  const { givenUp } = findBookFields(request);
  const callNumber = context.copy?.callNumber ?? '';
  const fromFound = request.state === 'found';
  return {
    ok: true,
    to: givenUp ? 'cancelled' : 'done',
    effects: [
      ...(fromFound ? [guard.notice('find_book.reshelved', request, context, { callNumber })] : []),
      ...guard.shareEnd(context),
      ...returnIfAway(request, context),
    ],
  };
}

function passOn(request: Request, _input: Input, context: Context): Decision | Refusal {
  if (!someoneWaits(request, context)) {
    return refuseFindBook('nobody_next', requestFacts(request, context));
  }
  return {
    ok: true,
    to: 'done',
    effects: [{ do: 'pass_on' }, ...guard.shareEnd(context)],
  };
}

/** What a scan of a find says besides the scan itself. */
const findInput = {
  scan: { kind: 'scan' },
  place: { kind: 'shelf' },
  cause: { kind: 'choice', options: CAUSES },
} as const;

/** Actions with the copy in a hand. */
export const foundActions = {
  found: {
    from: ['open', 'waiting'],
    to: ['found'],
    who: [
      { role: 'desk', reach: 'any' },
      { role: 'assistant', reach: 'any' },
      { role: 'supervisor', reach: 'any' },
      { role: 'system' },
    ],
    input: findInput,
    guest: true,
    key: 'f',
    decide: found,
  },
  found_late: {
    from: ['not_found'],
    to: ['found'],
    who: [{ role: 'system' }],
    input: findInput,
    guest: true,
    undo: false,
    decide: foundLate,
  },
  hold_for_pickup: {
    from: ['found'],
    to: ['ready'],
    who: [{ role: 'desk' }],
    standing: 'campus',
    input: { scan: { kind: 'scan' }, slot: { kind: 'hold_slot' } },
    offered: (request, context) =>
      request.readerId !== null && !servesParent(context) && !heldByOther(request, context),
    key: 'h',
    decide: holdForPickup,
  },
  reshelve: {
    from: ['found', 'returning'],
    to: ['done', 'cancelled'],
    who: [{ role: 'desk' }, { role: 'assistant' }],
    standing: 'campus',
    input: { scan: { kind: 'scan' } },
    key: 's',
    decide: reshelve,
  },
  pass_on: {
    from: ['found'],
    to: ['done'],
    who: [{ role: 'desk' }, { role: 'assistant' }],
    standing: 'campus',
    offered: someoneWaits,
    input: { scan: { kind: 'scan' } },
    key: 'o',
    decide: passOn,
  },
  lend: { ...LEND_READY, decide: lend },
  expire: { ...EXPIRE_READY, key: 'e', decide: expire },
  ask_cancel: {
    from: ['found', 'ready'],
    to: ['returning'],
    who: [{ role: 'reader' }, { role: 'system' }],
    input: { reason: { kind: 'reason', optional: true } },
    key: 'z',
    decide: askCancel,
  },
} satisfies Record<string, ActionSpec>;
