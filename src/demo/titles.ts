// Titles by index: class, call number, words, author, imprint, price, each from (seed, index) alone.

import { callKey } from '../shared/library/call-number.ts';
import type { Title } from '../shared/library/entities.ts';
import { at, diceOf, idOf, mix, shuffled } from './dice.ts';
import { authorOf } from './words/names.ts';
import { imprintOf } from './words/publishers.ts';
import { CLASSES, wordsOf } from './words/subject.ts';
import type { TitleClass } from './words/subject.ts';

/** A title's class and its running number there (种次号). */
export interface Shelved {
  titleClass: TitleClass;
  number: number;
  callNumber: string;
}

/** Titles of one seed. */
export interface Titles {
  count: number;
  id(index: number): string;
  shelved(index: number): Shelved;
  /** Sort key of the call number. */
  key(index: number): string;
  /** Year of publication. */
  year(index: number): number;
  /** The row, without what loans, holds and orders add to it. */
  row(index: number): Title;
  /** Greatest running number that a class has come to. */
  lastNumber(titleClass: TitleClass): number;
}

/** One turn of the wheel gives every class as many titles as its weight. */
function wheelOf(seed: number): { titleClass: TitleClass; rank: number }[] {
  const slots = CLASSES.flatMap((titleClass) =>
    Array.from({ length: titleClass.weight }, (_, rank) => ({ titleClass, rank })),
  );
  return shuffled(slots, diceOf(seed, 'title', -1));
}

function yearOf(seed: number, index: number): number {
  const unit = mix(seed ^ 0x7ea2, index) / 4_294_967_296;
  return unit < 0.02 ? 1978 + Math.floor(unit * 450) : 2018 - Math.floor(30 * unit ** 1.7);
}

/** Price in fen: newer and technical books are dearer; always so many yuan, or so many and a half or 80 fen. */
function priceOf(year: number, group: string, unit: number): number {
  const base = year < 1992 ? 300 : year < 2002 ? 1_500 : year < 2011 ? 2_800 : 4_200;
  const factor = 'RTOQ'.includes(group) ? 1.4 : 1;
  const yuan = Math.round((base * factor * (0.7 + unit * 1.1)) / 100);
  return yuan * 100 + (unit < 0.15 ? 50 : unit < 0.4 ? 80 : 0);
}

/** Titles of a seed; `count` is how many there are. */
export function titlesOf(seed: number, count: number): Titles {
  const wheel = wheelOf(seed);
  const turns = Math.ceil(count / wheel.length);
  const shelved = (index: number): Shelved => {
    const { titleClass, rank } = at(wheel, index % wheel.length);
    const number = Math.floor(index / wheel.length) * titleClass.weight + rank + 1;
    return { titleClass, number, callNumber: `${titleClass.code}/${number}` };
  };
  return {
    count,
    id: (index) => idOf(seed, 'title', index),
    shelved,
    key: (index) => callKey(shelved(index).callNumber),
    year: (index) => yearOf(seed, index),
    lastNumber: (titleClass) => turns * titleClass.weight,
    row: (index) => {
      const { titleClass, number, callNumber } = shelved(index);
      const dice = diceOf(seed, 'title', index);
      const year = yearOf(seed, index);
      const { publisher, isbn } = imprintOf(titleClass.group, index, dice.between(0, 999));
      return {
        id: idOf(seed, 'title', index),
        ver: 1,
        isbn: year < 1987 ? null : isbn,
        title: wordsOf(titleClass, number),
        author: authorOf(dice, titleClass.translated || dice.chance(0.06)),
        publisher,
        year,
        price: priceOf(year, titleClass.group, dice.unit()),
        classCode: titleClass.code,
        callNumber,
        loans12: {},
        holdsWaiting: 0,
        onOrder: 0,
      };
    },
  };
}
