// Words of read-first in both languages.

import type { Language } from '../../words/fill.ts';
import { en } from './words-en.ts';
import type { PurchaseWords } from './words-shape.ts';
import { zh } from './words-zh.ts';

/** The words of purchase, Chinese and English. */
export const purchaseWords: Record<Language, PurchaseWords> = { zh, en };
