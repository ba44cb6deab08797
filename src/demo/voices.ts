// What the demonstration's readers have said: tickets in every state, suggestions in every state, reviews, stars of requests.

import { FEEDBACK_CATEGORIES } from '../shared/library/feedback.ts';
import type { Feedback } from '../shared/library/feedback.ts';
import type { Review, Suggestion } from '../shared/library/circulation-rows.ts';
import type { Request } from '../shared/queues/request.ts';
import { instantOf, millis } from '../shared/lib/time.ts';
import type { Instant } from '../shared/lib/time.ts';
import { at, diceOf, idOf } from './dice.ts';
import type { Dice, DiceKind } from './dice.ts';
import { LAST_MOMENT } from './queues/stage.ts';
import type { Stage } from './queues/stage.ts';
import { newBookOf } from './queues/wanted-books.ts';
import { ANSWERED, DECLINED, REOPENED, REVIEWED, SAID, UNFIT, WISHED } from './words/voices.ts';

const HOUR_MS = 3_600_000;
const END = millis(LAST_MOMENT);
/** Books of suggestions are other ones than those of the read-first lines. */
const FIRST_BOOK = 5000;
const MINUTES_TO_ANSWER = 1680;
const REVIEWS = 420;
/** Titles that are spoken of most. */
const TALKED_OF = 60;

/** How many hours before the end each state's tickets were written, and how many there are. */
const TICKETS: readonly (readonly [Feedback['state'], number, [number, number]])[] = [
  ['new', 9, [2, 52]],
  ['taken', 5, [6, 64]],
  ['reopened', 3, [90, 150]],
  ['answered', 7, [60, 130]],
  ['closed', 32, [300, 4000]],
];
const SUGGESTIONS: readonly (readonly [Suggestion['state'], number, [number, number]])[] = [
  ['sent', 9, [3, 160]],
  ['accepted', 6, [120, 400]],
  ['ordered', 6, [300, 800]],
  ['declined', 7, [200, 2000]],
  ['withdrawn', 3, [200, 1500]],
  ['arrived', 8, [900, 4000]],
];

/** A reader who could have said something: active, and registered long before. */
function someReader({ readers }: Stage, dice: Dice): number {
  for (let turn = 0; turn < 50; turn += 1) {
    const index = Math.floor(dice.unit() * readers.count * 0.8);
    if (readers.active(index)) return index;
  }
  return 0;
}

function before(dice: Dice, [low, high]: [number, number]): number {
  return END - Math.round(dice.between(low * 60, high * 60)) * 60_000;
}

/** Every state as often as its table says, with its number in all. */
function* each<S>(table: readonly (readonly [S, number, [number, number]])[]) {
  let index = 0;
  for (const [state, count, span] of table) {
    for (let n = 0; n < count; n += 1) yield { state, span, index: index++ };
  }
}

/** What an answered ticket has besides. */
function answerOf(
  stage: Stage,
  dice: Dice,
  base: Pick<Feedback, 'at' | 'state'> & { asked: Instant },
  category: (typeof FEEDBACK_CATEGORIES)[number],
): Partial<Feedback> {
  const owner = dice.pick(stage.staff.who('desk', 'N'));
  if (base.state === 'new') return {};
  if (base.state === 'taken') return { owner };
  const { asked } = base;
  const later = millis(base.at) + dice.between(4, 30) * HOUR_MS;
  // Whoever asked again had the answer before them.
  const last = base.state === 'reopened' ? millis(asked) - HOUR_MS : END;
  const answeredOn = instantOf(Math.min(later, last));
  const answer = { by: owner, at: answeredOn, text: dice.pick(ANSWERED[category]) };
  const had = { owner, answeredBy: owner, answeredOn, said: [answer] };
  if (base.state !== 'reopened') return had;
  const again = { by: null, at: asked, text: dice.pick(REOPENED) };
  return { ...had, said: [answer, again], reopened: 1 };
}

/** Tickets, the oldest last within their state. */
export function* ticketsOf(stage: Stage): Iterable<Feedback> {
  const { calendars, places, readers, seed } = stage;
  for (const { state, span, index } of each(TICKETS)) {
    const dice = diceOf(seed, 'feedback', index);
    const reader = someReader(stage, dice);
    const category = at(FEEDBACK_CATEGORIES, index % FEEDBACK_CATEGORIES.length);
    const written = instantOf(before(dice, span));
    const campus = calendars.ofCampus(places.campus(readers.campus(reader)));
    // What was reopened is to be answered from then on.
    const asked = state === 'reopened' ? instantOf(before(dice, [4, 40])) : written;
    yield {
      id: idOf(seed, 'feedback', index),
      ver: 1,
      readerId: readers.id(reader),
      requestId: null,
      kind: 'feedback',
      stars: null,
      text: dice.pick(SAID[category]),
      at: written,
      state,
      category,
      dueAt: calendars.addOpenMinutes(campus, asked, MINUTES_TO_ANSWER),
      ...answerOf(stage, dice, { at: written, state, asked }, category),
    };
  }
}

/** Stars that readers gave requests that have ended, some of them in words. */
export function* ratingsOf({ seed }: Stage, requests: readonly Request[]): Iterable<Feedback> {
  for (const [index, request] of requests.entries()) {
    const { endedOn, readerId, state } = request;
    const dice = diceOf(seed, 'rating', index);
    if (endedOn === null || readerId === null || !dice.chance(0.08)) continue;
    const stars = state === 'done' ? dice.pick([5, 5, 5, 4, 4, 3]) : dice.pick([4, 3, 3, 2, 1]);
    yield {
      id: request.id,
      ver: 1,
      readerId,
      requestId: request.id,
      kind: 'rating',
      stars,
      text: null,
      at: instantOf(Math.min(millis(endedOn) + dice.between(1, 40) * HOUR_MS, END)),
      state: 'new',
    };
  }
}

type Course = Omit<
  Suggestion,
  keyof Wish | 'id' | 'ver' | 'readerId' | 'joined' | 'campus' | 'state' | 'note' | 'at'
>;
type Wish = Pick<Suggestion, 'isbn' | 'bookTitle' | 'author' | 'publisher' | 'price'>;

const NOT_DECIDED: Course = {
  decidedBy: null,
  decidedOn: null,
  reason: null,
  answer: null,
  orderedOn: null,
  arrivedOn: null,
  titleId: null,
  copyId: null,
};

/** When it was decided, ordered and here, as far as it has come. */
function courseOf(stage: Stage, dice: Dice, state: Suggestion['state'], asked: number): Course {
  if (state === 'sent' || state === 'withdrawn') return NOT_DECIDED;
  const decided = Math.min(asked + dice.between(20, 90) * HOUR_MS, END);
  const decidedBy = dice.pick(stage.staff.who('acquisitions', 'N'));
  const course = { ...NOT_DECIDED, decidedBy, decidedOn: instantOf(decided) };
  if (state === 'declined') {
    const [reason, answer] = dice.pick(DECLINED);
    return { ...course, reason, answer };
  }
  const after = (hours: number) => instantOf(Math.min(decided + hours * HOUR_MS, END));
  if (state === 'accepted') return course;
  const ordered = { ...course, orderedOn: after(dice.between(20, 60)) };
  return state === 'ordered' ? ordered : { ...ordered, arrivedOn: after(dice.between(300, 700)) };
}

/** The book of a suggestion: one that the library lacks, or, where it has come, one that it has. */
function bookOf(
  stage: Stage,
  dice: Dice,
  state: Suggestion['state'],
  index: number,
): Wish & Partial<Course> {
  if (state !== 'arrived') {
    const { isbn, title, author, publisher, price } = newBookOf(stage.seed, FIRST_BOOK + index);
    return { isbn, bookTitle: title, author, publisher, price };
  }
  const copy = stage.copies.plan(dice.between(0, stage.copies.count - 1));
  const { id, isbn, title, author, publisher, price } = stage.titles.row(copy.titleIndex);
  const came = { titleId: id, copyId: stage.copies.id(copy.index) };
  return { isbn, bookTitle: title, author, publisher, price, ...came };
}

/** Suggestions in every state; some are joined by others. */
export function* suggestionsOf(stage: Stage): Iterable<Suggestion> {
  const { seed, readers, places } = stage;
  for (const { state, span, index } of each(SUGGESTIONS)) {
    const dice = diceOf(seed, 'suggestion', index);
    const reader = someReader(stage, dice);
    // Where others want it too, one of them leads on instead.
    const alone = state === 'withdrawn' || !dice.chance(0.35);
    const others = alone ? 0 : dice.between(1, 4);
    const joined = Array.from({ length: others }, () => readers.id(someReader(stage, dice)));
    const asked = before(dice, span);
    const note = dice.pick(WISHED);
    yield {
      id: idOf(seed, 'suggestion', index),
      ver: 1,
      readerId: readers.id(reader),
      joined: [...new Set(joined)].filter((id) => id !== readers.id(reader)),
      campus: places.campus(readers.campus(reader)),
      state,
      note: note === '' ? null : note,
      at: instantOf(asked),
      ...courseOf(stage, dice, state, asked),
      ...bookOf(stage, dice, state, index),
    };
  }
}

function stateOf(index: number, unfit: boolean): Review['state'] {
  if (unfit) return index % 2 === 0 ? 'pending' : 'hidden';
  if (index % 29 === 0) return 'pending';
  return index % 97 === 0 ? 'removed' : 'shown';
}

/** Reviews of titles, most of them of those that many speak of; one a reader and title. */
export function* reviewsOf(stage: Stage): Iterable<Review> {
  const { seed, readers, titles } = stage;
  const kind: DiceKind = 'review';
  const known = new Set<string>();
  for (let index = 0; index < REVIEWS; index += 1) {
    const dice = diceOf(seed, kind, index);
    const readerId = readers.id(someReader(stage, dice));
    const often = dice.chance(0.6);
    const title = often ? dice.between(0, TALKED_OF) * 97 : dice.between(0, titles.count - 1);
    const titleId = titles.row(title % titles.count).id;
    const name = `${readerId}/${titleId}`;
    if (known.has(name)) continue;
    known.add(name);
    const stars = dice.pick([5, 5, 5, 4, 4, 4, 3, 3, 2, 1]);
    const unfit = index % 60 < UNFIT.length ? UNFIT[index % 60] : undefined;
    const state = stateOf(index, unfit !== undefined);
    const words = unfit?.[0] ?? (dice.chance(0.8) ? dice.pick(REVIEWED[stars] ?? []) : null);
    const hours: [number, number] = state === 'pending' ? [2, 60] : [100, 9000];
    const written = before(dice, hours);
    const looked = state === 'shown' || state === 'hidden';
    const lookedOn = Math.min(written + dice.between(2, 30) * HOUR_MS, END);
    yield {
      id: idOf(seed, kind, index),
      ver: 1,
      titleId,
      readerId,
      stars,
      text: state === 'removed' ? null : words,
      at: instantOf(written),
      state,
      moderatedBy: looked ? dice.pick(stage.staff.who('desk', 'N')) : null,
      moderatedOn: looked ? instantOf(lookedOn) : null,
      reason: state === 'hidden' ? (unfit?.[1] ?? null) : null,
    };
  }
}
