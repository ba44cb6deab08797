// The two languages of the product, side by side.

import type { CommonWords } from './common-words.ts';
import { en } from './en.ts';
import type { Language } from './fill.ts';
import { SHELVING_ACTIONS } from './shelving-words.ts';
import { STAFF_ACTIONS } from './staff-words.ts';
import { zh } from './zh.ts';

function withAreas(words: CommonWords, actions: Record<string, string>): CommonWords {
  return { ...words, actions: { ...words.actions, ...actions } };
}

/** Words that no single queue owns, by language. */
export const COMMON_WORDS: Record<Language, CommonWords> = {
  zh: withAreas(zh, { ...SHELVING_ACTIONS.zh, ...STAFF_ACTIONS.zh }),
  en: withAreas(en, { ...SHELVING_ACTIONS.en, ...STAFF_ACTIONS.en }),
};
