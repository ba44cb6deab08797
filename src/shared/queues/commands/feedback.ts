// What a reader says about the library's work: stars for a request that has ended, or words of any kind (a ticket).

import { answerDue } from '../../circulation/voices/tickets.ts';
import { isRefusal } from '../../circulation/input.ts';
import { wordsIn } from '../../circulation/voices/voice-parts.ts';
import { refuse } from '../../lib/result.ts';
import type { Refusal } from '../../lib/result.ts';
import { FEEDBACK_CATEGORIES } from '../../library/feedback.ts';
import type { Feedback } from '../../library/feedback.ts';
import { definitionOf } from '../engine/run.ts';
import type { Run } from '../engine/run.ts';
import { hasEnded } from '../states.ts';

const LONGEST = 2000;

function starsOf(run: Run): number | Refusal {
  const { stars } = run.command.input;
  const fits = typeof stars === 'number' && Number.isInteger(stars) && stars >= 1 && stars <= 5;
  return fits ? stars : refuse('bad_input', { field: 'stars', problem: 'range' });
}

type Said = Pick<Feedback, 'kind' | 'requestId' | 'stars' | 'text' | 'category' | 'dueAt'>;

function put(run: Run, said: Said): null {
  const { entity: id } = run.command;
  const by = { readerId: run.actor.id, at: run.at, state: 'new' as const };
  run.world.put('feedback', { id, ver: 0, ...said, ...by });
  return null;
}

/** A request is rated once it has ended; rating it again replaces the stars. */
async function rate(run: Run, text: string | null): Promise<Refusal | null> {
  const { entity } = run.command;
  const request = await run.world.get('request', entity);
  if (request?.readerId !== run.actor.id) return refuse('not_found', { kind: 'request' });
  const { code, state } = request;
  if (!hasEnded(definitionOf(run, request.queue), request)) {
    return refuse('illegal', { action: 'rate', state, code });
  }
  const stars = starsOf(run);
  if (typeof stars !== 'number') return stars;
  return put(run, { kind: 'rating', requestId: entity, stars, text });
}

function categoryOf({ command }: Run): string | Refusal {
  const { category = 'other' } = command.input;
  const known: readonly unknown[] = FEEDBACK_CATEGORIES;
  if (typeof category === 'string' && known.includes(category)) return category;
  return refuse('bad_input', { field: 'category', problem: 'options' });
}

async function limitProblem(run: Run): Promise<Refusal | null> {
  const { calendars, policies } = run.env.settings;
  const limit = policies.number('feedback.per_day');
  const said = await run.world.list('feedbackOfReader', run.actor.id);
  const today = said.filter(
    ({ kind, at }) => kind === 'feedback' && calendars.dayOf(at) === run.today,
  );
  return today.length < limit ? null : refuse('too_many_today', { limit });
}

async function say(run: Run, text: string | null): Promise<Refusal | null> {
  if (text === null) return refuse('missing_input', { field: 'text' });
  const { entity, input } = run.command;
  // An id that is taken, by a rating too, is not said over.
  if ((await run.world.get('feedback', entity)) || (await run.world.get('request', entity))) {
    return refuse('bad_command', { problem: 'entity' });
  }
  const requestId = typeof input['requestId'] === 'string' ? input['requestId'] : null;
  if (requestId !== null) {
    const request = await run.world.get('request', requestId);
    if (request?.readerId !== run.actor.id) return refuse('not_found', { kind: 'request' });
  }
  const category = categoryOf(run);
  if (isRefusal(category)) return category;
  const limited = await limitProblem(run);
  if (limited) return limited;
  const campus = (await run.world.get('reader', run.actor.id))?.campus ?? '';
  const dueAt = answerDue(run.env.settings, campus, run.at);
  return put(run, { kind: 'feedback', requestId, stars: null, text, category, dueAt });
}

/**
 * Carries out `feedback.send` of a reader: input `kind`; for a `rating` the entity is the request and `stars` counts, for
 * a `feedback` the entity is new, `text` is wanted, `category` is its subject and `requestId` may say what it is about.
 */
export async function sendFeedback(run: Run): Promise<Refusal | null> {
  if (run.actor.readerId !== run.actor.id) {
    return refuse('forbidden', { action: 'feedback', roles: 'reader', reach: null });
  }
  const text = wordsIn(run, 'text', LONGEST);
  if (isRefusal(text)) return text;
  return run.command.input['kind'] === 'rating' ? rate(run, text) : say(run, text);
}
