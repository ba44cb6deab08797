// What commands about suggestions, reviews and tickets have in common: who speaks for whom, words, notices.

import type { Fen } from '../../lib/money.ts';
import { isWords, seenWords } from '../../lib/words.ts';
import { refuse } from '../../lib/result.ts';
import type { Facts, Refusal } from '../../lib/result.ts';
import type { Reader } from '../../library/entities.ts';
import { rightRefusal } from '../../queues/rights.ts';
import type { OTHER_RIGHTS } from '../../queues/rights.ts';
import type { Run } from '../../queues/engine/run.ts';
import { mergedReader, readerOfCard, standingRefusal } from '../readers/reader-standing.ts';

type Right = keyof typeof OTHER_RIGHTS;

/** Whether the actor is a reader, acting for themselves. */
export function isReader(run: Run): boolean {
  return run.actor.readerId === run.actor.id;
}

/** Refused where the actor decides on something of their own. */
export function ownProblem(run: Run, readerIds: readonly (string | null)[]): Refusal | null {
  const { readerId } = run.actor;
  return readerId !== null && readerIds.includes(readerId) ? refuse('own_voice') : null;
}

/** The reader whom staff enter something for: by row, or by the card in their hand. */
async function namedReader(run: Run): Promise<Reader | undefined> {
  const { readerId, card } = run.command.input;
  if (typeof readerId === 'string') return run.world.get('reader', readerId);
  if (typeof card !== 'string') return undefined;
  return readerOfCard(run.world, run.env.cardHash(card.trim()));
}

/** The reader that this is for: who acts, or whom staff with the right name. Their card has to be good today. */
export async function readerFor(run: Run, right: Right, action: string): Promise<Reader | Refusal> {
  const own = isReader(run);
  const denied = own ? null : rightRefusal(run, right, action);
  if (denied) return denied;
  const named = own ? await run.world.get('reader', run.actor.id) : await namedReader(run);
  if (!named) return refuse('not_found', { kind: 'reader' });
  const reader = await mergedReader(run.world, named);
  return standingRefusal(reader, run.today) ?? reader;
}

/** Refused unless a reader acts. */
export function readersOnly(run: Run, action: string): Refusal | null {
  if (isReader(run)) return null;
  return refuse('forbidden', { action, roles: 'reader', reach: null });
}

/** Words of an input, trimmed; null where there are none, refused where they are too long or no words. */
export function wordsIn(run: Run, field: string, most: number): string | null | Refusal {
  const value = run.command.input[field];
  if (value === undefined || value === null) return null;
  if (typeof value !== 'string') return refuse('bad_input', { field, problem: 'type' });
  const words = seenWords(value).trim();
  if (words.length > most) return refuse('bad_input', { field, problem: 'too_long' });
  if (!isWords(words)) return refuse('bad_input', { field, problem: 'format' });
  return words === '' ? null : words;
}

const MOST_PRICE = 10_000_000;

/** `price` of an input, in fen; null where there is none. */
export function priceIn(run: Run): Fen | null | Refusal {
  const { price } = run.command.input;
  if (price === undefined || price === null) return null;
  const fits = typeof price === 'number' && Number.isInteger(price) && price >= 0;
  if (fits && price <= MOST_PRICE) return price;
  return refuse('bad_input', { field: 'price', problem: 'range' });
}

/** Words that have to be there. */
export function neededWords(run: Run, field: string, most: number): string | Refusal {
  return wordsIn(run, field, most) ?? refuse('missing_input', { field });
}

/** Tells a reader. */
export function tell(run: Run, readerId: string, code: string, facts: Facts): void {
  const about = { requestId: null, readerId, code, facts, text: null };
  run.world.put('notice', { id: run.nextId(), ver: 0, ...about, at: run.at, corrects: null });
}

/** Tells a reader, with words of staff where there are any: what they are about stays said, and they are private text. */
export function tellWith(
  run: Run,
  readerId: string,
  code: string,
  facts: Facts,
  words: string | null,
): void {
  if (words === null) tell(run, readerId, code, facts);
  else tell(run, readerId, `${code}_with`, { ...facts, answer: words });
}
