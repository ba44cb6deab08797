// A suggestion is made, or joins one that somebody has made.

import { refuse } from '../../lib/result.ts';
import type { Refusal } from '../../lib/result.ts';
import type { Suggestion } from '../../library/circulation-rows.ts';
import type { Copy, Reader } from '../../library/entities.ts';
import { toIsbn13 } from '../../library/isbn.ts';
import { isOpenSuggestion } from '../../library/voices.ts';
import { remark } from '../../queues/engine/run.ts';
import type { Run } from '../../queues/engine/run.ts';
import { MOST_JOINED, joinSheet, leadOf, standsBehind, wantedCount } from './suggestion-sheets.ts';
import { isRefusal } from '../input.ts';
import { neededWords, priceIn, readerFor, wordsIn } from './voice-parts.ts';

/** The book as it was wished for. */
type Wish = Pick<Suggestion, 'isbn' | 'bookTitle' | 'author' | 'publisher' | 'price' | 'note'>;

const GONE: ReadonlySet<Copy['status']> = new Set(['withdrawn', 'lost']);

function isbnOf(run: Run): string | null | Refusal {
  const words = wordsIn(run, 'isbn', 40);
  if (words === null || isRefusal(words)) return words;
  return toIsbn13(words) ?? refuse('bad_input', { field: 'isbn', problem: 'format' });
}

function wishOf(run: Run): Wish | Refusal {
  const isbn = isbnOf(run);
  if (isRefusal(isbn)) return isbn;
  const bookTitle = neededWords(run, 'bookTitle', 200);
  if (isRefusal(bookTitle)) return bookTitle;
  const author = wordsIn(run, 'author', 200);
  if (isRefusal(author)) return author;
  const publisher = wordsIn(run, 'publisher', 200);
  if (isRefusal(publisher)) return publisher;
  const note = wordsIn(run, 'note', 500);
  if (isRefusal(note)) return note;
  const price = priceIn(run);
  if (isRefusal(price)) return price;
  return { isbn, bookTitle, author: author ?? '', publisher: publisher ?? '', price, note };
}

/** Refused where the library has a copy that can still be had. */
async function heldProblem(run: Run, isbn: string | null): Promise<Refusal | null> {
  if (isbn === null) return null;
  for (const title of await run.world.list('titlesByIsbn', isbn)) {
    const copies = await run.world.list('copiesOfTitle', title.id);
    const held = copies.filter(({ status }) => !GONE.has(status)).length;
    if (held > 0) {
      return refuse('already_held', { title: title.title, titleId: title.id, copies: held });
    }
  }
  return null;
}

/** Where the reader would collect it: as it is said, else the reader's own campus. */
function campusFor(run: Run, reader: Reader): string | Refusal {
  const { campus } = run.command.input;
  if (campus === undefined || campus === null || campus === '') return reader.campus;
  const place = typeof campus === 'string' ? run.env.settings.place(campus) : undefined;
  if (place?.kind === 'campus' && place.active) return place.id;
  return refuse('bad_input', { field: 'campus', problem: 'unknown' });
}

/** On the suggestion's own sheet while it has room, in front where nobody leads it. */
async function withReader(run: Run, row: Suggestion, readerId: string): Promise<Suggestion> {
  if (row.readerId !== null && row.joined.length >= MOST_JOINED) {
    return joinSheet(run, row, readerId);
  }
  const leads = row.readerId === null;
  const joined = leads ? row.joined : [...row.joined, readerId];
  const after = { ...row, joined, readerId: row.readerId ?? readerId };
  run.world.put('suggestion', after);
  return after;
}

/** Puts a reader behind a suggestion. */
async function joinRow(run: Run, named: Suggestion, reader: Reader): Promise<Suggestion | Refusal> {
  const row = await leadOf(run.world, named);
  if (!isOpenSuggestion(row)) return refuse('suggestion_moved', { title: row.bookTitle });
  if (await standsBehind(run.world, row, reader.id)) {
    return refuse('suggested_before', { title: row.bookTitle });
  }
  const after = await withReader(run, row, reader.id);
  const others = wantedCount(after) - 1;
  remark(run, 'suggestion_joined', { title: row.bookTitle, others });
  return after;
}

async function quotaProblem(run: Run, reader: Reader): Promise<Refusal | null> {
  const mine = await run.world.list('suggestionsOfReader', reader.id);
  const used = mine.filter((row) => row.readerId === reader.id && isOpenSuggestion(row)).length;
  const quota = run.env.settings.policies.number('suggestion.quota');
  return used < quota ? null : refuse('quota_used', { used, quota });
}

/** Makes the input's suggestion for a reader under that id, or joins the open one of the same ISBN. */
export async function suggestFor(
  run: Run,
  reader: Reader,
  id: string,
): Promise<Suggestion | Refusal> {
  const wish = wishOf(run);
  if (isRefusal(wish)) return wish;
  const campus = campusFor(run, reader);
  if (isRefusal(campus)) return campus;
  const held = await heldProblem(run, wish.isbn);
  if (held) return held;
  const known = wish.isbn === null ? [] : await run.world.list('openSuggestionsOfIsbn', wish.isbn);
  const [first] = known;
  if (first) return joinRow(run, first, reader);
  const used = await quotaProblem(run, reader);
  if (used) return used;
  const row: Suggestion = {
    id,
    ver: 0,
    readerId: reader.id,
    joined: [],
    ...wish,
    campus,
    state: 'sent',
    at: run.at,
    decidedBy: null,
    decidedOn: null,
    reason: null,
    answer: null,
    orderedOn: null,
    arrivedOn: null,
    titleId: null,
    copyId: null,
  };
  run.world.put('suggestion', row);
  return row;
}

/**
 * Carries out `suggestion.send`: the entity is new; `bookTitle`, and `isbn`, `author`, `publisher`, `price`, `campus`,
 * `note`, `readerId` or `card` where staff enter it. What somebody has suggested is joined.
 */
export async function sendSuggestion(run: Run): Promise<Refusal | null> {
  const reader = await readerFor(run, 'feedback.answer', 'suggest');
  if (isRefusal(reader)) return reader;
  const { entity } = run.command;
  if (await run.world.get('suggestion', entity)) {
    return refuse('bad_command', { problem: 'entity' });
  }
  const made = await suggestFor(run, reader, entity);
  return isRefusal(made) ? made : null;
}

/** Carries out `suggestion.join` by a reader, or by staff for one. */
export async function joinSuggestion(run: Run): Promise<Refusal | null> {
  const reader = await readerFor(run, 'feedback.answer', 'suggest');
  if (isRefusal(reader)) return reader;
  const row = await run.world.get('suggestion', run.command.entity);
  if (!row) return refuse('not_found', { kind: 'suggestion' });
  const done = await joinRow(run, row, reader);
  return isRefusal(done) ? done : null;
}
