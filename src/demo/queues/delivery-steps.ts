// The steps of a delivery, each written as its definition would.

import { delivery } from '../../shared/queues/delivery/definition.ts';
import { addDays } from '../../shared/library/zone.ts';
import { addMinutes } from '../../shared/lib/time.ts';
import type { CopyPlan } from '../copies.ts';
import type { CampusLetter } from '../places.ts';
import type { Book } from './book.ts';
import { cardOf, lendRow, titleFacts } from './lending.ts';
import { SYSTEM, asReader, someReader, someone } from './stage.ts';
import type { Stage } from './stage.ts';
import { tell } from './story.ts';
import { NOW, catalogued } from './story-parts.ts';
import type { Opening, Story } from './story-parts.ts';

/** Windows of a day in which couriers go; minutes after 08:00 when each begins. */
const WINDOWS = [
  ['10:00-12:00', 120],
  ['15:00-17:00', 420],
  ['18:00-20:00', 600],
] as const;

/** A delivery under way. */
export interface Errand {
  stage: Stage;
  book: Book;
  story: Story;
  copy: CopyPlan;
  campus: CampusLetter;
  readerIndex: number;
  slot: string;
  bag: string;
  ways: number;
}

/** The day so many days ahead, or the first open one after it. */
export function openDay(stage: Stage, campusId: string, today: string, ahead: number): string {
  const calendar = stage.calendars.ofCampus(campusId);
  let day = addDays(today, ahead);
  while (!stage.calendars.isOpen(calendar, addMinutes(stage.calendars.startOf(day), 600))) {
    day = addDays(day, 1);
  }
  return day;
}

/** Begins a delivery; the slot is some days after the asking unless it is given. */
export function ask(
  stage: Stage,
  book: Book,
  opening: Opening,
  copy: CopyPlan,
  more: { slot?: string; campus?: CampusLetter } = {},
): Errand {
  const story = tell(stage, book, delivery, opening);
  const { dice } = story;
  const campus = more.campus ?? copy.collection.campus;
  const readerIndex = someReader(stage, dice, opening.at);
  const today = stage.calendars.dayOf(story.now());
  const window = dice.pick(WINDOWS)[0];
  const campusId = stage.places.campus(campus);
  const slot = more.slot ?? `${openDay(stage, campusId, today, dice.between(2, 3))} ${window}`;
  const address = stage.places.byCode(`${campus}A-${dice.between(1, 6)}`);
  story.submit({
    by: asReader(stage, readerIndex),
    first: 'submitted',
    readerIndex,
    titleId: stage.titles.id(copy.titleIndex),
    copy: catalogued(stage, book, copy),
    collection: stage.copies.home(copy).id,
    campus: campusId,
    targetCampus: campusId,
    patch: {
      fields: {
        address: address.id,
        slot,
        proxyAllowed: dice.chance(0.3),
        copies: [stage.copies.id(copy.index)],
      },
    },
    notice: 'delivery.submitted',
    noticeFacts: { ...titleFacts(stage, copy), slot, address: address.id },
  });
  const bag = `BAG-${String((opening.index % 9_000) + 1).padStart(4, '0')}`;
  return { stage, book, story, copy, campus, readerIndex, slot, bag, ways: 0 };
}

/** The desk accepts. */
export function accept(errand: Errand): void {
  const { stage, story, copy, slot, campus } = errand;
  story.act('accept', {
    by: someone(stage, story.dice, 'desk', campus),
    to: 'accepted',
    after: [15, 240],
    patch: {
      copyId: stage.copies.id(copy.index),
      collection: stage.copies.home(copy).id,
      fields: { copies: [stage.copies.id(copy.index)], slot },
    },
    facts: { barcode: stage.copies.barcode(copy), slot },
    notice: 'delivery.accepted',
    noticeFacts: { ...titleFacts(stage, copy), slot },
  });
}

/** The desk rejects. */
export function reject(errand: Errand, reason: string, readerText: string): void {
  const { stage, story, campus } = errand;
  const by = someone(stage, story.dice, 'desk', campus);
  story.act('reject', {
    by,
    to: 'rejected',
    after: [15, 400],
    reason,
    readerText,
    notice: 'delivery.rejected',
    noticeFacts: { ...titleFacts(stage, errand.copy), reason },
  });
}

/** Taken from the shelf. */
export function pick(errand: Errand): void {
  const { stage, story, campus } = errand;
  const by = someone(stage, story.dice, 'assistant', campus);
  story.act('pick', { by, to: 'picked', after: [30, 200], scan: true });
}

/** Into a bag; with the reader's code where the delivery is still under way. */
export function pack(errand: Errand, open = false): void {
  const { stage, story, campus, bag, copy } = errand;
  // As the definition makes it: the code follows from the head that the packer saw.
  const head = story.head();
  const number = Number.parseInt(
    open ? stage.sha256(`hand-over:${story.id}:${head}`).slice(0, 12) : '0',
    16,
  );
  const handoverCode = String(number % 1_000_000).padStart(6, '0');
  const codeHash = open ? stage.sha256(`${story.id}:${handoverCode}`) : null;
  story.act('pack', {
    by: someone(stage, story.dice, 'desk', campus),
    to: 'packed',
    after: [15, 120],
    scan: true,
    patch: { fields: { bag, codeHash } },
    facts: { bag },
    notice: 'delivery.packed',
    noticeFacts: { ...titleFacts(stage, copy), handoverCode },
  });
}

/** The courier sets out when the slot begins. */
export function depart(errand: Errand): void {
  const { stage, story, campus, bag, slot } = errand;
  const [day = '', window = ''] = slot.split(' ');
  const start = WINDOWS.find(([name]) => name === window)?.[1] ?? 120;
  const by = someone(stage, story.dice, 'courier', campus);
  const opening = addMinutes(stage.calendars.startOf(day), 480 + start);
  story.waitUntil(opening);
  errand.ways += 1;
  story.act('depart', {
    by,
    to: 'out',
    after: [1, 20],
    patch: {
      fields: {
        slot,
        slotAfterFailures: errand.ways - 1,
        courier: by.id,
        onRound: true,
        ways: errand.ways,
      },
    },
    facts: { bag, way: errand.ways },
    notice: 'delivery.out',
    noticeFacts: { ...titleFacts(stage, errand.copy), slot },
  });
}

/** At the door, with a proof. */
export function handOver(errand: Errand, index: number): void {
  const { stage, book, story, campus, bag, copy, readerIndex } = errand;
  const proof = story.dice.pick(['card', 'code', 'code', 'locker'] as const);
  const locker = `${campus}L-${String(story.dice.between(1, 12)).padStart(2, '0')}`;
  story.act('hand_over', {
    by: someone(stage, story.dice, 'courier', campus),
    to: 'done',
    after: [10, 90],
    handover: proof === 'locker' ? locker : cardOf(stage, readerIndex),
    patch: { fields: { onRound: false, codeHash: null } },
    facts: { bag, proof, day: addDays(stage.calendars.dayOf(story.now()), 30) },
  });
  const readerId = stage.readers.id(readerIndex);
  lendRow(stage, book, story, stage.copies.id(copy.index), readerId, index, 'delivery');
}

/** Nobody there. */
export function fail(errand: Errand, failures: number): void {
  const { stage, story, campus } = errand;
  const day = addDays(stage.calendars.dayOf(story.now()), 2);
  story.act('fail', {
    by: someone(stage, story.dice, 'courier', campus),
    to: 'attempt_failed',
    after: [10, 80],
    reason: 'recipient_absent',
    patch: { fields: { failures, onRound: false } },
    facts: { way: errand.ways, day },
    notice: 'delivery.failed',
    noticeFacts: { ...titleFacts(stage, errand.copy), reason: 'recipient_absent', day },
  });
}

/** The reader chooses another slot. */
export function changeSlot(errand: Errand, slot: string, failures: number): void {
  const { stage, story, readerIndex } = errand;
  errand.slot = slot;
  story.act('change_slot', {
    by: asReader(stage, readerIndex),
    after: [20, 300],
    patch: { fields: { slot, slotChanges: 1, slotKeptUntil: null, slotAfterFailures: failures } },
    facts: { slot },
  });
}

/** Onto the hold shelf after the ways to the door. */
export function holdForPickup(errand: Errand, slotCode?: string): void {
  const { stage, story, campus } = errand;
  const by = someone(stage, story.dice, 'desk', campus);
  const code = slotCode ?? `${campus}H1-${String(story.dice.between(1, 24)).padStart(2, '0')}`;
  const shelf = stage.places.byCode(code);
  story.pass(by, [30, 200]);
  const calendar = stage.calendars.ofCampus(stage.places.campus(campus));
  const readyUntil = stage.calendars.addOpenDays(calendar, story.now(), 3);
  story.act('hold_for_pickup', {
    by,
    to: 'ready',
    after: NOW,
    scan: true,
    place: shelf,
    patch: { fields: { holdSlot: shelf.id, readyUntil, codeHash: null } },
    facts: { holdSlot: code, place: shelf.id, day: stage.calendars.dayOf(readyUntil) },
  });
}

/** Not collected. */
export function expire(errand: Errand): void {
  const { stage, story, campus } = errand;
  const calendar = stage.calendars.ofCampus(stage.places.campus(campus));
  story.waitUntil(stage.calendars.addOpenDays(calendar, story.now(), 3));
  story.act('expire', {
    by: SYSTEM,
    to: 'returning',
    after: [1, 2],
    reason: 'not_collected',
    patch: { fields: { holdSlot: null, readyUntil: null } },
  });
}

/** Back into its place. */
export function reshelve(errand: Errand): void {
  const { stage, story, campus, copy } = errand;
  story.act('reshelve', {
    by: someone(stage, story.dice, 'assistant', campus),
    to: 'cancelled',
    after: [30, 400],
    scan: true,
    place: stage.copies.shelf(copy),
  });
}

/** Two days without an answer from the reader. */
export function waitForNoAnswer(errand: Errand): void {
  const { stage, story } = errand;
  const failed = stage.calendars.dayOf(story.now());
  story.waitUntil(stage.calendars.endOf(addDays(failed, 2)));
}

/** Collected at the hold shelf. */
export function lendAtShelf(errand: Errand, index: number): void {
  const { stage, book, story, campus, copy, readerIndex } = errand;
  story.act('lend', {
    by: someone(stage, story.dice, 'desk', campus),
    to: 'done',
    after: [60, 900],
    scan: true,
    handover: cardOf(stage, readerIndex),
    facts: { day: addDays(stage.calendars.dayOf(story.now()), 30) },
  });
  const readerId = stage.readers.id(readerIndex);
  lendRow(stage, book, story, stage.copies.id(copy.index), readerId, index, 'desk');
}
