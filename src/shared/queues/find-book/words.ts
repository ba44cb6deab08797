// Words of find-book in both languages.

import type { Language } from '../../words/fill.ts';
import { en } from './words-en.ts';
import type { FindBookWords } from './words-shape.ts';
import { zh } from './words-zh.ts';

/** The words of find-book, Chinese and English. */
export const findBookWords: Record<Language, FindBookWords> = { zh, en };
