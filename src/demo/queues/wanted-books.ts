// Books that readers want the library to buy: mostly not in the catalogue, some that it has, some that it never buys.

import type { Copy, Title } from '../../shared/library/entities.ts';
import { callKey } from '../../shared/library/call-number.ts';
import { at, diceOf, idOf } from '../dice.ts';
import type { Dice } from '../dice.ts';
import { authorOf } from '../words/names.ts';
import { newImprint } from '../words/publishers.ts';
import { CLASSES, wordsOf } from '../words/subject.ts';
import type { Book } from './book.ts';
import { setCopy } from './book.ts';
import { someCopy, storySeed } from './stage.ts';
import type { Stage } from './stage.ts';
import type { StoryCopy } from './story-parts.ts';

/** A book as an application names it. */
export interface Wanted {
  isbn: string;
  title: string;
  author: string;
  publisher: string;
  /** Fen. */
  price: number;
  classCode: string;
  /** The title in the catalogue, if it has one. */
  titleId: string | null;
}

/** The n-th book that the catalogue lacks. */
export function newBookOf(seed: number, n: number): Wanted {
  const dice = diceOf(storySeed(seed, 'wanted', n), 'provisional', n);
  const titleClass = at(CLASSES, dice.between(0, CLASSES.length - 1));
  return {
    ...newImprint(n),
    title: wordsOf(titleClass, 90_000 + n),
    author: authorOf(dice, titleClass.translated),
    price: dice.between(28, 96) * 100 + dice.pick([0, 0, 50, 80]),
    classCode: titleClass.code,
    titleId: null,
  };
}

/** A book that the library has and that stands in its place. */
export function heldBook(stage: Stage, dice: Dice): Wanted {
  for (let turn = 0; turn < 50; turn += 1) {
    const plan = someCopy(stage, dice, { keep: false });
    const row = stage.titles.row(plan.titleIndex);
    if (row.isbn === null) continue;
    const { isbn, title, author, publisher, classCode, id } = row;
    return { isbn, title, author, publisher, price: row.price ?? 0, classCode, titleId: id };
  }
  throw new Error('no title with an ISBN in fifty');
}

/** A book that is against the rules: a test guide, a textbook, a comic. */
export function excludedBook(seed: number, n: number): Wanted {
  const book = newBookOf(seed, n);
  const kinds = [
    '考研英语真题详解',
    '高等数学习题全解',
    '计算机等级考试题库',
    '热血漫画（第 3 册）',
  ];
  return {
    ...book,
    title: at(kinds, n % kinds.length),
    classCode: at(['H310.4', 'O13', 'TP3', 'J218.2'], n % 4),
  };
}

/** Rows of a provisional copy, and of its brief title, as they are made when the book goes out. */
export function provisional(
  stage: Stage,
  book: Book,
  wanted: Wanted,
  line: { index: number; code: string; home: string },
): { copy: StoryCopy; row: Copy; titleId: string } {
  const { seed } = stage;
  const titleId = wanted.titleId ?? idOf(seed, 'provisional', line.index * 2);
  if (wanted.titleId === null) book.titles.push(briefTitle(titleId, wanted));
  const row: Copy = {
    id: idOf(seed, 'provisional', line.index * 2 + 1),
    ver: 1,
    barcode: `P-${line.code}`,
    titleId,
    home: line.home,
    holding: line.home,
    callNumber: '',
    callKey: callKey(''),
    volume: null,
    status: 'provisional',
    lendable: true,
    courseReserve: false,
    seenAt: null,
    seenOn: null,
    lastReturnedOn: null,
    lastUsedInHouseOn: null,
    lastMovedOn: null,
    returnDay: null,
  };
  book.copies.push(row);
  const copy: StoryCopy = {
    id: row.id,
    barcode: row.barcode,
    set: (values) => {
      Object.assign(row, values);
      if (values.barcode !== undefined) copy.barcode = values.barcode;
    },
  };
  return { copy, row, titleId };
}

function briefTitle(id: string, wanted: Wanted): Title {
  const { isbn, title, author, publisher, price } = wanted;
  return {
    id,
    ver: 1,
    isbn,
    title,
    author,
    publisher,
    year: null,
    price,
    classCode: '',
    callNumber: '',
    loans12: {},
    holdsWaiting: 0,
    onOrder: 0,
  };
}

/** A copy that came from the trial of 2016 and has long stood in the catalogue: title and copy are as of today. */
export function boughtThen(
  stage: Stage,
  book: Book,
  dice: Dice,
  price: number,
): { wanted: Wanted; copy: StoryCopy; home: string; callNumber: string } {
  for (let turn = 0; turn < 200; turn += 1) {
    const plan = someCopy(stage, dice, { keep: false });
    const row = stage.titles.row(plan.titleIndex);
    if (row.isbn === null || (row.year ?? 0) < 2013 || (row.year ?? 0) > 2016) continue;
    if (stage.used.has(plan.index)) continue;
    stage.used.add(plan.index);
    book.titleSets.set(plan.titleIndex, { price });
    const { isbn, title, author, publisher, classCode, callNumber } = row;
    return {
      wanted: { isbn, title, author, publisher, price, classCode, titleId: row.id },
      copy: {
        id: stage.copies.id(plan.index),
        barcode: stage.copies.barcode(plan),
        set: (values) => {
          if ((values.seenOn ?? '') > '2018') setCopy(book, plan.index, values);
        },
      },
      home: stage.copies.home(plan).id,
      callNumber,
    };
  }
  throw new Error('no title of those years in two hundred');
}
