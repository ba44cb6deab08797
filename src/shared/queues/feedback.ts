// What a reader says about the library's work: stars for a request that has ended, or words of any kind.

import { refuse } from '../lib/result.ts';
import type { Refusal } from '../lib/result.ts';
import { definitionOf } from './run.ts';
import type { Run } from './run.ts';
import { hasEnded } from './states.ts';

const LONGEST = 2000;

/** The words of the input; null where there are none. */
function wordsOf(run: Run): string | null | Refusal {
  const { text } = run.command.input;
  if (text === undefined || text === null) return null;
  if (typeof text !== 'string') return refuse('bad_input', { field: 'text', problem: 'type' });
  const words = text.trim();
  if (words.length > LONGEST) return refuse('bad_input', { field: 'text', problem: 'too_long' });
  return words === '' ? null : words;
}

function starsOf(run: Run): number | Refusal {
  const { stars } = run.command.input;
  const fits = typeof stars === 'number' && Number.isInteger(stars) && stars >= 1 && stars <= 5;
  return fits ? stars : refuse('bad_input', { field: 'stars', problem: 'range' });
}

function put(run: Run, row: { kind: 'rating' | 'feedback'; requestId: string | null }) {
  return (stars: number | null, text: string | null): null => {
    const { entity: id } = run.command;
    const said = { readerId: run.actor.id, stars, text, at: run.at, state: 'new' as const };
    run.world.put('feedback', { id, ver: 0, ...row, ...said });
    return null;
  };
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
  return put(run, { kind: 'rating', requestId: entity })(stars, text);
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
  return put(run, { kind: 'feedback', requestId })(null, text);
}

/**
 * Carries out `feedback.send` of a reader: input `kind`; for a `rating` the entity is the request and `stars` counts, for
 * a `feedback` the entity is new, `text` is wanted and `requestId` may say what it is about.
 */
export async function sendFeedback(run: Run): Promise<Refusal | null> {
  if (run.actor.readerId !== run.actor.id) {
    return refuse('forbidden', { action: 'feedback', roles: 'reader', reach: null });
  }
  const text = wordsOf(run);
  if (typeof text === 'object' && text !== null) return text;
  return run.command.input['kind'] === 'rating' ? rate(run, text) : say(run, text);
}
