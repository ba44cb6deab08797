// The steps of a search, each written as its definition would.

import { findBook } from '../../shared/queues/find-book/definition.ts';
import type { CAUSES, FACTS } from '../../shared/queues/find-book/fields.ts';
import { PLACES_LOOKED } from '../../shared/queues/parts/places-looked.ts';
import { idOf, shuffled } from '../dice.ts';
import type { CopyPlan } from '../copies.ts';
import type { CampusLetter } from '../places.ts';
import type { Book } from './book.ts';
import { setCopy } from './book.ts';
import { cardOf, lendRow, ontoHoldShelf, titleFacts } from './lending.ts';
import { SYSTEM, asReader, someReader, someone } from './stage.ts';
import type { Actor, Stage } from './stage.ts';
import { tell } from './story.ts';
import { catalogued } from './story-parts.ts';
import type { Opening, Story } from './story-parts.ts';

/** Cause of a find. */
export type Cause = (typeof CAUSES)[number];
/** Fact of an answer. */
export type Fact = (typeof FACTS)[number];

/** A search under way. */
export interface Search {
  stage: Stage;
  book: Book;
  story: Story;
  copy: CopyPlan;
  campus: CampusLetter;
  readerIndex: number | null;
  /** People in the order in which they walk the rounds. */
  walkers: Actor[];
  misses: number;
  askedOn: string;
}

/** Begins a search for a copy; `linked` is the parent's id where a blocked request asks. */
export function ask(
  stage: Stage,
  book: Book,
  opening: Opening,
  copy: CopyPlan,
  more: { readerIndex?: number; parentId?: string } = {},
): Search {
  const story = tell(stage, book, findBook, opening);
  const { dice } = story;
  const campus = copy.collection.campus;
  const readerIndex = more.readerIndex ?? someReader(stage, dice, opening.at);
  const placeId = stage.places.campus(campus);
  const askedOn = story.now();
  const byReader = more.parentId === undefined;
  story.submit({
    by: byReader ? asReader(stage, readerIndex) : SYSTEM,
    first: 'open',
    readerIndex,
    titleId: stage.titles.id(copy.titleIndex),
    copy: catalogued(stage, book, copy),
    collection: stage.copies.home(copy).id,
    campus: placeId,
    targetCampus: placeId,
    ...(more.parentId === undefined ? {} : { parentId: more.parentId, linked: true }),
    patch: {
      fields: {
        looked: byReader
          ? ['own_shelf', 'shelves_around'].slice(0, dice.between(1, 2))
          : ['own_shelf'],
        lookedOn: byReader ? stage.calendars.dayOf(askedOn) : null,
        askedOn,
      },
    },
    facts: { check: [] },
    notice: 'find_book.submitted',
    noticeFacts: titleFacts(stage, copy),
  });
  const people = [...stage.staff.who('assistant', campus), ...stage.staff.who('desk', campus)];
  const walkers = shuffled([...new Set(people)], dice).map((id): Actor => ({
    id,
    role: stage.staff.who('assistant', campus).includes(id) ? 'assistant' : 'desk',
    point: stage.places.byCode(campus + dice.pick(['1', '2'])),
  }));
  return { stage, book, story, copy, campus, readerIndex, walkers, misses: 0, askedOn };
}

/** Day by which the next round is due: three and seven open days after the asking. */
function nextRoundDay(search: Search): string {
  const { calendars, places } = search.stage;
  const calendar = calendars.ofCampus(places.campus(search.campus));
  return calendars.dayOf(
    calendars.addOpenDays(calendar, search.askedOn, search.misses === 1 ? 3 : 7),
  );
}

/** One round in vain; the third ends the search and sets the copy missing. */
export function miss(search: Search, after?: readonly [number, number]): void {
  const { story, walkers, copy, book, stage } = search;
  const by = walkers[search.misses];
  if (!by) throw new Error('too few people for the rounds');
  search.misses += 1;
  const last = search.misses === 3;
  const day = last ? null : nextRoundDay(search);
  const usual: readonly [number, number] =
    search.misses === 1 ? [60, 800] : search.misses === 2 ? [900, 1600] : [2200, 3200];
  const looked = last ? [...PLACES_LOOKED] : PLACES_LOOKED.slice(0, story.dice.between(3, 7));
  story.act('not_there', {
    by,
    to: last ? 'not_found' : 'waiting',
    after: after ?? usual,
    patch: {
      fields: {
        misses: search.misses,
        searchers: walkers.slice(0, search.misses).map((each) => each.id),
      },
    },
    facts: {
      looked,
      ...(last ? {} : { whyNotAll: '其余位置当班时间内未能查找' }),
      round: search.misses,
      ...(day === null ? {} : { day }),
    },
    notice: last ? 'find_book.not_found' : 'find_book.waiting',
    noticeFacts: { ...titleFacts(stage, copy), round: search.misses, day },
  });
  if (last) setCopy(book, copy.index, { status: 'missing' });
  else stage.used.add(copy.index);
}

/** Where a copy turns up by its cause. */
function placeOf(search: Search, cause: Cause) {
  const { stage, copy, campus, story } = search;
  if (cause === 'trolley')
    return stage.places.byCode(`${campus}T-${story.dice.pick(['1', '2', '3'])}`);
  const home = stage.copies.shelf(copy);
  if (cause !== 'misshelved') return home;
  const siblings = stage.places.rows.filter((each) => each.parentId === home.parentId);
  return story.dice.pick(siblings);
}

/** Found by whoever walks the next round. */
export function find(search: Search, cause: Cause): void {
  const { story, walkers, misses, stage, book, copy } = search;
  const by = walkers[misses];
  if (!by) throw new Error('too few people for the rounds');
  const place = placeOf(search, cause);
  story.act('found', {
    by,
    to: 'found',
    after: misses === 0 ? [30, 800] : misses === 1 ? [800, 1600] : [2000, 3200],
    scan: true,
    place,
    patch: { campus: place.campus, fields: { cause, place: place.id } },
    facts: { place: place.id, cause, round: misses + 1 },
  });
  if (cause !== 'misshelved' || story.now() < '2018-05-16T00:00:00.000Z') return;
  book.shelfTasks.push({
    id: idOf(stage.seed, 'shelf_task', book.shelfTasks.length),
    ver: 1,
    collection: place.parentId ?? stage.copies.home(copy).id,
    aroundKey:
      place.fromKey === null || place.fromKey === ''
        ? stage.titles.key(copy.titleIndex)
        : place.fromKey,
    requestId: story.id,
    openedOn: story.now(),
    closedOn: null,
  });
}

/** Back into its place; `cancelled` where the asker gave it up. */
export function reshelve(search: Search, cancelled = false): void {
  const { stage, story, campus, copy } = search;
  story.act('reshelve', {
    by: someone(stage, story.dice, 'assistant', campus),
    to: cancelled ? 'cancelled' : 'done',
    after: [20, 300],
    scan: true,
    place: stage.copies.shelf(copy),
  });
}

/** Onto the hold shelf for the asker. */
export function holdForPickup(search: Search, slotCode?: string): void {
  ontoHoldShelf({ ...search, after: [10, 120], notice: 'find_book.ready' }, slotCode);
}

/** The asker collects it. */
export function lend(search: Search, index: number): void {
  const { stage, book, story, campus, copy, readerIndex } = search;
  story.act('lend', {
    by: someone(stage, story.dice, 'desk', campus),
    to: 'done',
    after: [60, 900],
    scan: true,
    handover: cardOf(stage, readerIndex),
    facts: { day: stage.calendars.dayOf(story.now()) },
  });
  const readerId = stage.readers.id(readerIndex ?? 0);
  lendRow(stage, book, story, stage.copies.id(copy.index), readerId, index, 'desk');
}

const ANSWERS: Partial<Record<Fact, string>> = {
  on_loan: '该书已被借出，您可以预约。',
  just_returned: '该书刚刚归还，正在上架，请稍后再查。',
  in_use: '该书正在馆内使用，稍后会归架。',
  depot: '该书收藏于密集书库，可申请调拨。',
  on_hold_shelf: '该书在预约架上等待其他读者领取。',
  in_transit: '该书正在校区之间调拨途中。',
  misread: '该书就在原架位，请核对索书号与楼层。',
};

/** Answered with a fact. */
export function explain(search: Search, fact: Fact): void {
  const { stage, story, campus } = search;
  story.act('explain', {
    by: someone(stage, story.dice, 'desk', campus),
    to: 'answered',
    after: [15, 500],
    notice: 'find_book.answered',
    noticeFacts: { ...titleFacts(stage, search.copy), fact },
    readerText: ANSWERS[fact] ?? '查找结果见说明。',
    patch: { fields: { fact } },
    facts: { fact },
  });
}

/** The asker gives up, or has found it. */
export function cancel(search: Search, foundIt: boolean): void {
  const { stage, story, readerIndex } = search;
  story.act('cancel', {
    by: asReader(stage, readerIndex ?? 0),
    to: 'cancelled',
    after: [30, 600],
    reason: foundIt ? 'reader_found' : 'reader_cancel',
    facts: foundIt ? { where: '旁边一列书架' } : {},
  });
}
