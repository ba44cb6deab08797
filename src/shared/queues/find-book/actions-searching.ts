// From the asking to the find or the answer: submit, not there, explain, share, insist, cancel.

import type { Refusal } from '../../lib/result.ts';
import { daysAfter } from '../../lib/time.ts';
import { quotaCheck, requestFacts } from '../parts/guard-parts.ts';
import { campusOfCopy, nextCopies } from '../parts/copy-choice.ts';
import { textOf, textOrNull } from '../parts/input.ts';
import type { ActionSpec, Context, Decision, Effect } from '../queue.ts';
import type { Request } from '../request.ts';
import { PLACES_LOOKED } from '../parts/places-looked.ts';
import { findBookFacts } from './advice.ts';
import type { CheckLine } from './advice.ts';
import { FACTS, findBookFields } from './fields.ts';
import type { AnswerFact } from './fields.ts';
import * as guard from './guards.ts';
import { roundDays, roundDueOn } from './rounds.ts';
import { refuseFindBook, remark } from './refusals.ts';
import type { FindBookRemark } from './refusals.ts';

type Input = Record<string, unknown>;

function placesOf(input: Input): string[] {
  const looked = input['looked'];
  return Array.isArray(looked) ? looked.filter((each) => typeof each === 'string') : [];
}

/** What the automatic check found is said at once to whoever enters the request. */
const SAID_AT_ONCE: Partial<Record<CheckLine['code'], FindBookRemark>> = {
  on_loan: 'check_on_loan',
  in_transit: 'check_in_transit',
  on_hold_shelf: 'check_on_hold_shelf',
  last_on_hold_shelf: 'check_last_on_hold_shelf',
  copy_status: 'check_copy_status',
};

function submit(request: Request, input: Input, context: Context): Decision | Refusal {
  const kept = context.copies.filter((each) => each.status !== 'withdrawn');
  const copy = context.copy ?? (kept.length === 1 ? (kept[0] ?? null) : null);
  const titleId = copy?.titleId ?? request.titleId;
  if (titleId === null) return refuseFindBook('missing_input', { field: 'titleId' });
  const refused = quotaCheck(request, context);
  if (refused) return refused;
  const likely = copy ?? nextCopies(request, context, [], request.campus)[0] ?? kept[0];
  if (!likely) return refuseFindBook('no_copy', requestFacts(request, context));
  const campus = campusOfCopy(context, likely) ?? request.campus;
  const asked = {
    ...request,
    titleId,
    copyId: copy?.id ?? null,
    campus,
    fields: {
      looked: placesOf(input),
      lookedOn: textOrNull(input, 'lookedOn'),
      askedOn: context.now,
    },
  };
  const lines = findBookFacts(asked, context);
  const { fields, copyId } = asked;
  return {
    ok: true,
    to: 'open',
    patch: { titleId, copyId, collection: likely.home, campus, targetCampus: campus, fields },
    effects: [
      ...guard.ownNotice('find_book.submitted', request, context),
      ...lines.flatMap(({ code, facts }) => {
        const said = SAID_AT_ONCE[code];
        return said ? [remark(said, facts)] : [];
      }),
    ],
    facts: { check: lines.map((line) => line.code) },
  };
}

function notThere(request: Request, _input: Input, context: Context): Decision | Refusal {
  const refused = guard.searcherCheck(request, context);
  if (refused) return refused;
  const { misses: before, searchers } = findBookFields(request);
  const misses = before + 1;
  const walked = { misses, searchers: [...searchers, context.actor.id] };
  if (misses >= roundDays(context.policies).length) {
    const alsoAsked = context.followers.flatMap(({ readerId }) => readerId ?? []);
    const patch = { fields: { ...walked, alsoAsked } };
    return { ok: true, to: 'not_found', patch, ...givenUp(request, misses, context) };
  }
  const { policies, calendars } = context;
  const dueOn = roundDueOn(request, misses + 1, policies, calendars);
  const day = dueOn === null ? null : calendars.dayOf(dueOn);
  return {
    ok: true,
    to: 'waiting',
    patch: { fields: walked },
    effects: [guard.notice('find_book.waiting', request, context, { round: misses, day })],
    facts: { round: misses, day },
  };
}

/** The last miss: the copy is missing, whoever holds the title is offered another, the askers are told. */
function givenUp(request: Request, round: number, context: Context) {
  const { copyId } = request;
  const missing: Effect[] =
    copyId === null ? [] : [{ do: 'copy', copyId, set: { status: 'missing' } }];
  const effects: Effect[] = [
    ...missing,
    guard.notice('find_book.not_found', request, context),
    { do: 'free_parent', reason: 'not_on_shelf' },
    ...guard.shareEnd(context),
  ];
  return { effects, facts: { round } };
}

const FREED_BY: Partial<Record<AnswerFact, string>> = {
  on_loan: 'on_loan',
  on_hold_shelf: 'held_for_other',
};

function isFact(text: string): text is AnswerFact {
  return FACTS.some((fact) => fact === text);
}

function explain(request: Request, input: Input, context: Context): Decision | Refusal {
  const fact = textOf(input, 'fact');
  if (!isFact(fact)) return refuseFindBook('missing_input', { field: 'fact' });
  return {
    ok: true,
    to: 'answered',
    patch: { fields: { fact } },
    effects: [
      guard.notice('find_book.answered', request, context, { fact }),
      { do: 'free_parent', reason: FREED_BY[fact] ?? 'not_on_shelf' },
      ...guard.shareEnd(context),
      ...offer(fact, request, input, context),
    ],
  };
}

/** A copy in the depot or another copy can come to the reader: by a reallocation or a delivery. */
function offer(fact: AnswerFact, request: Request, input: Input, context: Context): Effect[] {
  if (fact !== 'depot' && fact !== 'other_copy') return [];
  const named = textOrNull(input, 'copyId');
  const tried = fact === 'other_copy' && request.copyId !== null ? [request.copyId] : [];
  const copy =
    context.copies.find((each) => each.id === named && !tried.includes(each.id)) ??
    nextCopies(request, context, tried, request.targetCampus)[0];
  const facts = { ...requestFacts(request, context), barcode: copy?.barcode ?? null };
  return [remark('offer_reallocation', facts)];
}

/**
 * Where the copy is once its search has ended; null while nobody knows, and the oldest follower leads on. A search that passed
 * the copy on may have left its followers to a request of another queue, which has it now.
 */
function factOfEnd(leader: Request, context: Context): AnswerFact | null {
  if (context.loan !== null) return 'on_loan';
  if (context.holder !== null) {
    return context.holder.state === 'ready' ? 'on_hold_shelf' : 'in_transit';
  }
  if (leader.queue !== 'find_book') return null;
  const { fact, cause } = findBookFields(leader);
  if (leader.state === 'answered') return fact;
  if (cause === null) return null;
  return cause === 'in_place' ? 'misread' : 'just_returned';
}

function share(request: Request, _input: Input, context: Context): Decision | Refusal {
  const { leader } = context;
  if (leader === null) return refuseFindBook('no_follower', { code: request.code });
  if (leader.state === 'not_found') {
    return {
      ok: true,
      to: 'not_found',
      effects: [guard.notice('find_book.not_found', request, context)],
    };
  }
  const fact = factOfEnd(leader, context);
  if (fact === null) return refuseFindBook('nothing_to_share', { code: leader.code });
  return {
    ok: true,
    to: 'answered',
    patch: { fields: { fact } },
    effects: [guard.notice('find_book.answered', request, context, { fact })],
    facts: { fact },
  };
}

function insist(request: Request, _input: Input, context: Context): Decision | Refusal {
  if (findBookFields(request).insisted)
    return refuseFindBook('no_more_turns', { loop: 'insist', limit: 1 });
  const days = context.policies.number('find_book.insist_days');
  if (context.now > daysAfter(request.enteredOn, days)) {
    return refuseFindBook('insist_too_late', { days });
  }
  return {
    ok: true,
    to: 'open',
    patch: { fields: { insisted: true, fact: null, askedOn: context.now } },
  };
}

function cancel(request: Request, input: Input, context: Context): Decision {
  return {
    ok: true,
    to: 'cancelled',
    effects: guard.ownNotice('find_book.cancelled', request, context, {
      reason: textOf(input, 'reason'),
    }),
  };
}

const foundByReader = (input: Input) => textOf(input, 'reason') === 'reader_found';
const lookedEverywhere = (input: Input) =>
  PLACES_LOOKED.every((place) => placesOf(input).includes(place));

/** Actions while the copy is not yet in a hand. */
export const searchingActions = {
  submit: {
    from: 'new',
    to: ['open'],
    who: [{ role: 'reader', reach: 'any' }, { role: 'desk', reach: 'any' }, { role: 'system' }],
    input: {
      readerId: { kind: 'reader', optional: true },
      titleId: { kind: 'title', optional: (input) => textOf(input, 'copyId') !== '' },
      copyId: { kind: 'copy', optional: (input) => textOf(input, 'titleId') !== '' },
      looked: { kind: 'places_looked', options: PLACES_LOOKED, optional: true },
      lookedOn: { kind: 'day', optional: true },
    },
    decide: submit,
  },
  not_there: {
    from: ['open', 'waiting'],
    to: ['waiting', 'not_found'],
    who: [{ role: 'desk' }, { role: 'assistant' }, { role: 'supervisor' }],
    standing: 'campus',
    input: {
      looked: { kind: 'places_looked', options: PLACES_LOOKED },
      whyNotAll: {
        kind: 'text',
        when: (input) => !lookedEverywhere(input),
        optional: lookedEverywhere,
      },
    },
    key: 'w',
    decide: notThere,
  },
  explain: {
    from: ['open', 'waiting'],
    to: ['answered'],
    who: [{ role: 'desk' }, { role: 'system' }],
    input: {
      fact: { kind: 'choice', options: FACTS },
      copyId: {
        kind: 'copy',
        when: (input) => textOf(input, 'fact') === 'other_copy',
        optional: true,
      },
      readerText: {
        kind: 'reader_text',
        optional: (_input, request) => request?.readerId === null,
      },
    },
    key: 'e',
    decide: explain,
  },
  cancel: {
    from: ['open', 'waiting'],
    to: ['cancelled'],
    who: [{ role: 'reader' }, { role: 'desk', reach: 'any' }, { role: 'system' }],
    input: {
      reason: { kind: 'reason' },
      where: {
        kind: 'text',
        when: foundByReader,
        optional: (input) => !foundByReader(input),
      },
      readerText: { kind: 'reader_text', optional: true },
    },
    key: 'z',
    decide: cancel,
  },
  share: {
    from: ['open'],
    to: ['answered', 'not_found'],
    who: [{ role: 'system' }],
    undo: false,
    decide: share,
  },
  insist: {
    from: ['answered'],
    to: ['open'],
    who: [{ role: 'reader' }],
    key: 'i',
    decide: insist,
  },
} satisfies Record<string, ActionSpec>;
