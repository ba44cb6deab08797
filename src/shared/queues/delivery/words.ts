// Words of delivery in both languages.

import type { Language } from '../../words/fill.ts';
import { en } from './words-en.ts';
import type { DeliveryWords } from './words-shape.ts';
import { zh } from './words-zh.ts';

/** The words of delivery, Chinese and English. */
export const deliveryWords: Record<Language, DeliveryWords> = { zh, en };
