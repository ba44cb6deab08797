// The steps of a reallocation, each written as its definition would.

import { addDays } from '../../shared/library/zone.ts';
import { reallocation } from '../../shared/queues/reallocation/definition.ts';
import type { CopyPlan } from '../copies.ts';
import type { CampusLetter } from '../places.ts';
import type { Book } from './book.ts';
import { cardOf, lendRow, ontoHoldShelf, titleFacts } from './lending.ts';
import { SYSTEM, asReader, manager, otherCampus, someReader, someone } from './stage.ts';
import type { Actor, Stage } from './stage.ts';
import { tell } from './story.ts';
import { catalogued } from './story-parts.ts';
import type { Opening, Story } from './story-parts.ts';

/** A reallocation under way. */
export interface Move {
  stage: Stage;
  book: Book;
  story: Story;
  copy: CopyPlan;
  /** Campus that owns the copy, and the one it goes to. */
  from: CampusLetter;
  to: CampusLetter;
  readerIndex: number | null;
}

/** How a reallocation is asked for. */
export interface Asking {
  copy: CopyPlan;
  kind: 'for_loan' | 'temporary' | 'permanent';
  readerIndex?: number;
  /** Staff who enters it. */
  enteredBy?: Actor;
  /** The request that it serves, and whether it acts under that one's custody. */
  parent?: { id: string };
  returnDay?: string;
  neededBy?: string;
}

/** A reader of a campus other than the copy's. */
function farReader(stage: Stage, story: Pick<Story, 'dice'>, copy: CopyPlan, at: number) {
  for (let turn = 0; turn < 40; turn += 1) {
    const index = someReader(stage, story.dice, at);
    if (stage.readers.campus(index) !== copy.collection.campus) return index;
  }
  throw new Error('no reader of the other campus in forty');
}

/** Begins a reallocation with its submission. */
export function ask(stage: Stage, book: Book, opening: Opening, asking: Asking): Move {
  const { copy, kind } = asking;
  const story = tell(stage, book, reallocation, opening);
  const from = copy.collection.campus;
  const to = otherCampus(from);
  const { parent } = asking;
  const readerIndex =
    asking.readerIndex ?? (kind === 'for_loan' ? farReader(stage, story, copy, opening.at) : null);
  const by = asking.enteredBy ?? (parent ? SYSTEM : asReader(stage, readerIndex ?? 0));
  const target = stage.places.collection(stage.copies.openShelf(copy.titleIndex, to).letter).id;
  story.submit({
    by,
    first: 'submitted',
    readerIndex,
    titleId: stage.titles.id(copy.titleIndex),
    copy: catalogued(stage, book, copy),
    collection: stage.copies.home(copy).id,
    campus: stage.places.campus(from),
    targetCampus: stage.places.campus(to),
    ...(parent ? { parentId: parent.id, linked: true } : {}),
    notice: 'reallocation.submitted',
    noticeFacts: titleFacts(stage, copy),
    patch: {
      fields: {
        kind,
        target: kind === 'for_loan' ? null : target,
        neededBy: asking.neededBy ?? null,
        returnDay: asking.returnDay ?? null,
        copies: [stage.copies.id(copy.index)],
      },
    },
  });
  return { stage, book, story, copy, from, to, readerIndex };
}

/** The owner approves; `second` sends it to a second approval first. */
export function approve(
  move: Move,
  second = false,
  after: readonly [number, number] = [30, 700],
): void {
  const { stage, story, copy } = move;
  const by = manager(stage, story.dice, copy.collection.letter);
  const advice = second ? ['last_lendable'] : ['none_at_target'];
  story.act('approve', {
    by,
    to: second ? 'to_confirm' : 'approved',
    after,
    patch: {
      copyId: stage.copies.id(copy.index),
      collection: stage.copies.home(copy).id,
      campus: stage.places.campus(move.from),
      priority: story.dice.chance(0.08) ? 'urgent' : 'normal',
      fields: { copies: [stage.copies.id(copy.index)], approvedBy: by.id },
    },
    facts: { last: second, advice },
  });
}

/** The second approval, by a supervisor. */
export function confirm(move: Move): void {
  const { stage, story } = move;
  story.act('confirm', {
    by: someone(stage, story.dice, 'supervisor', move.from),
    to: 'approved',
    after: [60, 600],
    facts: { advice: ['last_lendable'] },
  });
}

/** Texts with which managers reject. */
const REJECT_TEXTS: Record<string, string> = {
  available_locally: '您所在校区有在架复本，请直接到书架借阅。',
  non_circulating: '该书为阅览本，只供馆内阅览。',
  held_for_other: '该书已有其他读者预约在先。',
  on_loan: '该书已借出，可在系统中预约。',
  policy: '该请求不符合调拨规定，详情请咨询服务台。',
  duplicate: '您已提交过同一本书的申请。',
  not_on_shelf: '该书暂时未在架上找到。',
};

/** The owner rejects. */
export function reject(
  move: Move,
  reason: string,
  after: readonly [number, number] = [20, 700],
): void {
  const { stage, story, copy } = move;
  story.act('reject', {
    by: manager(stage, story.dice, copy.collection.letter),
    to: 'rejected',
    after,
    reason,
    notice: 'reallocation.rejected',
    noticeFacts: {
      ...titleFacts(stage, copy),
      reason,
      alternatives: reason === 'available_locally' ? 1 : 0,
    },
    readerText: REJECT_TEXTS[reason] ?? '很抱歉，本次申请未能通过。',
    facts: {
      alternatives: reason === 'available_locally' ? 1 : 0,
      advice: reason === 'available_locally' ? ['available_at_target'] : [],
    },
  });
}

/** Taken from the shelf. */
export function pick(move: Move): void {
  const { stage, story } = move;
  const role = story.dice.chance(0.6) ? 'assistant' : 'desk';
  story.act('pick', {
    by: someone(stage, story.dice, role, move.from),
    to: 'picked',
    after: [30, 400],
    scan: true,
  });
}

/** Into a crate. */
export function send(
  move: Move,
  crate = `CR-${String(move.story.dice.between(1, 40)).padStart(3, '0')}`,
): void {
  const { stage, story } = move;
  const destination = stage.places.campus(move.to);
  story.act('send', {
    by: someone(stage, story.dice, 'desk', move.from),
    to: 'in_transit',
    after: [20, 300],
    scan: true,
    patch: { fields: { crate } },
    facts: { crate, destination, code: story.code },
  });
}

/** Out of the crate at the target. */
export function receive(move: Move): void {
  const { stage, story } = move;
  const condition = story.dice.chance(0.97) ? 'good' : 'worn';
  story.act('receive', {
    by: someone(stage, story.dice, 'desk', move.to),
    to: 'arrived',
    after: [120, 900],
    scan: true,
    patch: { campus: stage.places.campus(move.to), fields: { condition, crate: null } },
    facts: { condition },
  });
}

/** Onto the hold shelf, for three open days. */
export function holdForPickup(move: Move, slotCode?: string): void {
  const { stage, story, copy, to: campus } = move;
  const notice = 'reallocation.ready';
  ontoHoldShelf({ stage, story, copy, campus, after: [10, 90], notice }, slotCode);
}

/** The asker collects it. */
export function lend(move: Move, index: number): void {
  const { stage, story, readerIndex } = move;
  story.act('lend', {
    by: someone(stage, story.dice, 'desk', move.to),
    to: 'done',
    after: [60, 1100],
    scan: true,
    handover: cardOf(stage, readerIndex),
    facts: { day: addDays(stage.calendars.dayOf(story.now()), 31) },
  });
  const readerId = stage.readers.id(readerIndex ?? 0);
  lendRow(stage, move.book, story, stage.copies.id(move.copy.index), readerId, index, 'desk');
}

/** Nobody collected it: home again. */
export function expire(move: Move, until: string): void {
  const { story } = move;
  story.waitUntil(until);
  story.act('expire', {
    by: SYSTEM,
    to: 'returning',
    after: [1, 2],
    reason: 'not_collected',
    patch: { fields: { slot: null, readyUntil: null } },
  });
}

/** Back at its own campus. */
export function receiveHome(move: Move): void {
  const { stage, story } = move;
  story.act('receive_home', {
    by: someone(stage, story.dice, 'desk', move.from),
    to: 'cancelled',
    after: [300, 1400],
    scan: true,
  });
}

/** On the shelf of the collection it went to. */
export function shelve(
  move: Move,
  kind: 'temporary' | 'permanent',
  returnDay: string | null,
): void {
  const { stage, story, copy, to } = move;
  const { letter } = stage.copies.openShelf(copy.titleIndex, to);
  const shelf = stage.places.range(letter, stage.titles.key(copy.titleIndex));
  story.act('shelve', {
    by: someone(stage, story.dice, 'assistant', to),
    to: 'done',
    after: [60, 500],
    scan: true,
    place: shelf,
    facts: { shelf: shelf.code, kind, place: shelf.id, returnDay },
  });
}
