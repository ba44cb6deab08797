// The two languages of the product, side by side.

import type { CommonWords } from './common-words.ts';
import { en } from './en.ts';
import type { Language } from './fill.ts';
import { zh } from './zh.ts';

/** Words that no single queue owns, by language. */
export const COMMON_WORDS: Record<Language, CommonWords> = { zh, en };
