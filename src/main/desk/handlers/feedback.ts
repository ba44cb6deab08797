// What readers say, as the page asks for it.

import { derivedId } from '../../../shared/lib/ids.ts';
import { sha256 } from '../../../node/env.ts';
import { rowById } from '../db/statements.ts';
import { actorOf, asPerson } from '../desk-context.ts';
import type { DeskContext, DeskHandlers } from '../desk-context.ts';
import { reviewList, reviewsOfTitle, waitingReviews } from '../feedback/reviews.ts';
import { mustHave } from '../feedback/source.ts';
import type { VoiceSource } from '../feedback/source.ts';
import { suggestionCard, suggestionList, waitingSuggestions } from '../feedback/suggestions.ts';
import { ticketDetail, ticketList, waitingTickets } from '../feedback/tickets.ts';
import { maySee } from '../auth/visible.ts';

type Names =
  | 'feedback.counts'
  | 'feedback.tickets'
  | 'feedback.ticket'
  | 'feedback.suggestions'
  | 'feedback.suggestion'
  | 'feedback.reviews'
  | 'feedback.ofTitle'
  | 'feedback.ofRequest'
  | 'feedback.act';

type Act = Parameters<DeskHandlers<Names>['feedback.act']>[0];

function sourceOf(context: DeskContext): VoiceSource {
  const { store } = context;
  const { statements, reads } = store.replica();
  const actor = actorOf(context, context.session.must());
  return { statements, reads, settings: store.settings(), actor, now: store.clock.now() };
}

/** What waits for this person: nothing of what they have no right to. */
function counts(source: VoiceSource) {
  const { actor } = source;
  mustHave(actor, 'feedback.answer', 'suggestion.decide', 'review.moderate');
  const { total, late } = waitingTickets(source);
  return {
    tickets: total,
    late,
    suggestions: waitingSuggestions(source),
    reviews: waitingReviews(source),
  };
}

/** Runs it as a command; one that opens a request gets a code for it. */
async function act(context: DeskContext, { commandId, act: type, entity, input }: Act) {
  return asPerson(context, async ({ staff, point }) => {
    const id = entity ?? derivedId(commandId, 0, sha256);
    const opens = type === 'feedback.convert' && input['kind'] !== 'suggestion';
    const codePrefix = context.store.joined()?.deskCode ?? point.code;
    const outcome = await context.executor.run({
      id: commandId,
      actor: staff.id,
      point: point.id,
      type,
      entity: id,
      expectHead: null,
      input,
      ...(opens ? { codePrefix } : {}),
    });
    return outcome.ok ? { ok: true as const, entity: id, remarks: outcome.remarks } : outcome;
  });
}

/** Stars of a request, for whoever may see the request. */
function starsOf(source: VoiceSource, requestId: string) {
  const { statements, actor } = source;
  const request = rowById(statements, 'request', requestId);
  if (!request || !maySee(actor, request)) return null;
  const said = rowById(statements, 'feedback', requestId);
  if (said?.kind !== 'rating' || said.stars === null) return null;
  return { stars: said.stars, text: said.text, at: said.at };
}

/** Handlers of the Feedback page. */
export function feedbackHandlers(context: DeskContext): DeskHandlers<Names> {
  const looking = (...rights: Parameters<typeof mustHave>[1][]) => {
    const source = sourceOf(context);
    mustHave(source.actor, ...rights);
    return source;
  };
  return {
    'feedback.counts': async () => counts(sourceOf(context)),
    'feedback.tickets': async (asked) => ticketList(looking('feedback.answer'), asked),
    'feedback.ticket': async ({ id }) => ticketDetail(looking('feedback.answer'), id),
    'feedback.suggestions': async (asked) =>
      suggestionList(looking('suggestion.decide', 'feedback.answer'), asked),
    'feedback.suggestion': async ({ id }) =>
      suggestionCard(looking('suggestion.decide', 'feedback.answer'), id),
    'feedback.reviews': async (asked) => reviewList(looking('review.moderate'), asked),
    'feedback.ofTitle': async ({ titleId }) => reviewsOfTitle(sourceOf(context), titleId),
    'feedback.ofRequest': async ({ requestId }) => starsOf(sourceOf(context), requestId),
    'feedback.act': (asked) => act(context, asked),
  };
}
