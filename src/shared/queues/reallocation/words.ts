// Words of reallocation in both languages.

import type { Language } from '../../words/fill.ts';
import { en } from './words-en.ts';
import type { ReallocationWords } from './words-shape.ts';
import { zh } from './words-zh.ts';

/** The words of reallocation, Chinese and English. */
export const reallocationWords: Record<Language, ReallocationWords> = { zh, en };
