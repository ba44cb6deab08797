// How word parts are written down, and one list of classes made of them.

import { at } from '../dice.ts';
import { HUMANITIES } from './humanities.ts';
import { EPITHETS, LITERATURE_CLASSES, TAILS, THINGS } from './literature.ts';
import { SCIENCE } from './science.ts';

/** One main class: words separated by blanks (an empty one is "none"), classes a line each. */
export interface Subject {
  group: string;
  prefixes: string;
  aspects: string;
  forms: string;
  classes: string;
}

/** A class with the words of its titles; a title is one word of each list. */
export interface TitleClass {
  code: string;
  /** First letter: the main class. */
  group: string;
  /** How many of a thousand titles. */
  weight: number;
  parts: readonly (readonly string[])[];
  translated: boolean;
}

const words = (text: string) => text.split(' ');

function subjectClasses(subject: Subject): TitleClass[] {
  return subject.classes.split('\n').map((line) => {
    const [code = '', weight = '1', ...topics] = words(line);
    const parts = [
      ['', ...words(subject.prefixes)],
      topics,
      ['', ...words(subject.aspects)],
      words(subject.forms),
      [
        '',
        '',
        '',
        '（第二版）',
        '（第三版）',
        subject.group === 'T' ? '：从入门到精通' : '（修订版）',
      ],
    ];
    return { code, group: subject.group, weight: Number(weight), parts, translated: false };
  });
}

function literatureClasses(): TitleClass[] {
  return LITERATURE_CLASSES.split('\n').map((line) => {
    const [code = '', weight = '1', translated] = words(line);
    const parts = [words(EPITHETS), ['的', '', '的'], words(THINGS), words(TAILS)];
    return { code, group: 'I', weight: Number(weight), parts, translated: translated === '1' };
  });
}

/** Every class of the demo. */
export const CLASSES: readonly TitleClass[] = [
  ...[...HUMANITIES, ...SCIENCE].flatMap(subjectClasses),
  ...literatureClasses(),
];

/** The n-th title of a class: neighbours differ in every part, and titles repeat only when all parts are used up. */
export function wordsOf(titleClass: TitleClass, n: number): string {
  const total = titleClass.parts.reduce((product, part) => product * part.length, 1);
  let rest = (n * 7_919 + 11) % total;
  let text = '';
  for (const part of titleClass.parts) {
    text += at(part, rest % part.length);
    rest = Math.floor(rest / part.length);
  }
  return text;
}
