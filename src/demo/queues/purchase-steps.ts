// The steps of a purchase line, each written as its definition would, with its money.

import { callKey } from '../../shared/library/call-number.ts';
import { lastInstantOf } from '../../shared/library/calendar.ts';
import { addDays } from '../../shared/library/zone.ts';
import { purchase } from '../../shared/queues/purchase/definition.ts';
import { holdsMoney } from '../../shared/queues/states.ts';
import type { Instant } from '../../shared/lib/time.ts';
import type { Request } from '../../shared/queues/request.ts';
import { idOf } from '../dice.ts';
import type { CampusLetter } from '../places.ts';
import type { Book } from './book.ts';
import { addMoney, countReader } from './book.ts';
import { lentAfterwards } from './lent-afterwards.ts';
import { acquisitions, asReader, bookseller, someone } from './stage.ts';
import type { Stage } from './stage.ts';
import { tell } from './story.ts';
import type { Opening, Story, StoryCopy } from './story-parts.ts';
import { provisional } from './wanted-books.ts';
import type { Wanted } from './wanted-books.ts';

/** A line under way. */
export interface Line {
  stage: Stage;
  book: Book;
  story: Story;
  opening: Opening;
  wanted: Wanted;
  campus: CampusLetter;
  readerIndex: number;
  vendor: number;
  way: 'post' | 'at_desk' | 'shelf';
  fundId: string;
  /** Collection that will own the book. */
  home: string;
  price: number;
  copy: StoryCopy | null;
  /** When it was shipped to its reader. */
  lentOn: Instant | null;
}

/** What a line is asked for with. */
export interface LineAsking {
  wanted: Wanted;
  readerIndex: number;
  bundleId: string;
  fundId: string;
  home?: string;
  way?: Line['way'];
}

/** Begins a line with its submission. */
export function ask(stage: Stage, book: Book, opening: Opening, asking: LineAsking): Line {
  const { wanted, readerIndex } = asking;
  const story = tell(stage, book, purchase, opening);
  const campus = stage.readers.campus(readerIndex);
  const vendor = opening.index % 2;
  const way = asking.way ?? (story.dice.chance(0.7) ? 'post' : 'at_desk');
  const campusId = stage.places.campus(campus);
  const { isbn, title, author, publisher, price } = wanted;
  story.submit({
    by: asReader(stage, readerIndex),
    first: 'review',
    readerIndex,
    titleId: wanted.titleId,
    copy: null,
    collection: null,
    campus: campusId,
    targetCampus: campusId,
    bundleId: asking.bundleId,
    patch: {
      encumbered: price,
      fields: {
        isbn,
        bookTitle: title,
        author,
        publisher,
        price,
        vendorId: stage.vendorIds[vendor],
        way,
      },
    },
    notice: 'purchase.submitted',
    noticeFacts: { title },
  });
  const home = asking.home ?? stage.places.collection(campus === 'N' ? 'A' : 'M').id;
  const { fundId } = asking;
  return {
    stage,
    book,
    story,
    opening,
    wanted,
    campus,
    readerIndex,
    vendor,
    way,
    fundId,
    home,
    price,
    copy: null,
    lentOn: null,
  };
}

/** Acquisitions approves; the price is encumbered. */
export function approve(line: Line, after: readonly [number, number] = [30, 420]): void {
  const { stage, story, fundId, price, home, vendor, wanted } = line;
  story.act('approve', {
    by: acquisitions(stage, story.dice),
    to: 'approved',
    after,
    patch: {
      fundId,
      encumbered: price,
      collection: home,
      fields: { price, vendorId: stage.vendorIds[vendor] },
    },
    facts: { fundId, price, above: false, limit: 10_000, advice: [] },
    notice: 'purchase.approved',
    noticeFacts: { title: wanted.title },
  });
}

/** Acquisitions rejects. */
export function reject(line: Line, reason: string, readerText: string): void {
  const { stage, story, wanted } = line;
  story.act('reject', {
    by: acquisitions(stage, story.dice),
    to: 'rejected',
    after: [30, 500],
    reason,
    readerText,
    facts: { copies: wanted.titleId === null ? 0 : 1, advice: [] },
    notice: 'purchase.rejected',
    noticeFacts: { title: wanted.title, reason, copies: wanted.titleId === null ? 0 : 1 },
  });
}

/** Ordered with the bookseller. */
export function order(line: Line, days = 6): void {
  const { stage, story, price, vendor } = line;
  const day = addDays(stage.calendars.dayOf(story.now()), days);
  story.act('order', {
    by: bookseller(stage, vendor),
    to: 'ordered',
    after: [20, 240],
    patch: { encumbered: price, fields: { price, expectedOn: day } },
    facts: { price, expectedOn: day, above: false, limit: Math.floor(price * 1.1) },
  });
}

/** Out to the reader: a provisional copy (or the one given) and a loan. */
export function ship(line: Line, known?: StoryCopy): void {
  const { stage, book, story, opening, wanted, home, way, readerIndex, vendor } = line;
  const atDesk = way === 'at_desk';
  const by = atDesk ? someone(stage, story.dice, 'desk', line.campus) : bookseller(stage, vendor);
  story.pass(by, [120, 700]);
  const today = stage.calendars.dayOf(story.now());
  const dueOn = lastInstantOf(addDays(today, 30), stage.calendars);
  const made = known
    ? null
    : provisional(stage, book, wanted, { index: opening.index, code: story.code, home });
  const copy = known ?? made?.copy;
  if (!copy) throw new Error('a line is shipped with a copy');
  line.copy = copy;
  story.turnTo(copy);
  const tracking = atDesk ? null : `YD${String(opening.index * 137 + 40_001).padStart(9, '0')}`;
  const titleId = made?.titleId ?? wanted.titleId;
  story.act('ship', {
    by,
    to: 'with_reader',
    after: [0, 0],
    ...(atDesk ? { handover: stage.cardHash(stage.readers.card(readerIndex)) } : {}),
    patch: { titleId, copyId: copy.id, fields: { dueOn, tracking } },
    facts: atDesk ? { isbn: wanted.isbn, dueOn } : { tracking, dueOn },
    notice: 'purchase.shipped',
    noticeFacts: { title: wanted.title, day: addDays(today, 30), tracking },
  });
  line.lentOn = story.now();
}

/** The loan of a first read: open as long as the book is with its reader. */
function firstLoan(line: Line, closedOn: Instant | null): void {
  const { stage, book, story, readerIndex, copy, lentOn, opening } = line;
  if (copy === null || lentOn === null) throw new Error('a first read begins with its shipping');
  book.loans.push({
    id: idOf(stage.seed, 'loan', 0x0c00_0000 + opening.index),
    ver: 1,
    copyId: copy.id,
    readerId: stage.readers.id(readerIndex),
    lentOn,
    dueOn: lastInstantOf(addDays(stage.calendars.dayOf(lentOn), 30), stage.calendars),
    channel: 'vendor',
    requestId: story.id,
    closedOn,
    charge: null,
  });
}

/** It is still there. */
export function openLoan(line: Line): void {
  firstLoan(line, null);
}

/** Brought back to a desk. */
export function takeBack(line: Line, after: readonly [number, number]): void {
  const { stage, story, wanted } = line;
  story.act('take_back', {
    by: someone(stage, story.dice, 'desk', line.campus),
    to: 'returned',
    after,
    scan: true,
    patch: { fields: { condition: 'good', replaced: false } },
    facts: { condition: 'good', inTime: true },
    notice: 'purchase.returned',
    noticeFacts: { title: wanted.title },
  });
  line.copy?.set({ lastReturnedOn: story.now() });
  firstLoan(line, story.now());
}

/** Accepted with its invoice: the encumbrance turns into expenditure, the copy gets its real barcode. */
export function accept(
  line: Line,
  barcode: string,
  after: readonly [number, number] = [30, 300],
): void {
  const { stage, story, home, price, copy } = line;
  const before = copy?.barcode ?? null;
  story.act('accept', {
    by: acquisitions(stage, story.dice),
    to: 'accepted',
    after,
    scan: true,
    patch: { collection: home, fields: { invoice: price } },
    facts: { invoice: price, barcode, collection: home, provisional: before },
  });
  copy?.set({ barcode, status: 'available', home, holding: home });
}

/** Catalogued and on the shelf. */
export function shelve(line: Line, callNumber: string): void {
  const { stage, story, copy, wanted } = line;
  story.act('shelve', {
    by: acquisitions(stage, story.dice),
    to: 'done',
    after: [30, 300],
    scan: true,
    facts: { callNumber },
    notice: 'purchase.shelved',
    noticeFacts: { title: wanted.title },
  });
  const at = story.now();
  copy?.set({ callNumber, callKey: callKey(callNumber), lastMovedOn: at, seenOn: at });
  if (copy) line.book.loans.push(...lentAfterwards(stage, copy.id, at, line.opening.index));
}

/** Ends a line and books its money and the reader's count. */
export function endLine(line: Line, more?: Partial<Pick<Request, 'leaderId'>>): Request {
  const { book, story, stage } = line;
  const request = story.end(more);
  const invoice = request.fields['invoice'];
  if (request.fundId !== null) {
    const encumbered = holdsMoney(purchase, request) ? request.encumbered : 0;
    addMoney(book, request.fundId, encumbered, typeof invoice === 'number' ? invoice : 0);
  }
  if (request.readyOn !== null) {
    const returned = request.fields['condition'] === 'good';
    countReader(book, stage.readers.id(line.readerIndex), returned);
  }
  return request;
}
