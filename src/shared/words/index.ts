// The two languages of the product, side by side.

import { CIRCULATION_ACTIONS, CIRCULATION_REMARK_WORDS } from './circulation-words.ts';
import type { CommonWords } from './common-words.ts';
import { en } from './en.ts';
import type { Language } from './fill.ts';
import { SHELVING_ACTIONS } from './shelving-words.ts';
import { STAFF_ACTIONS } from './staff-words.ts';
import { TRANSFER_ACTIONS, TRANSFER_REMARK_WORDS } from './transfer-words.ts';
import { VOICE_ACTIONS, VOICE_FIELDS, VOICE_REMARK_WORDS } from './voice-words.ts';
import { zh } from './zh.ts';

function withAreas(
  words: CommonWords,
  actions: Record<string, string>,
  language: Language,
): CommonWords {
  return {
    ...words,
    actions: {
      ...words.actions,
      ...actions,
      ...CIRCULATION_ACTIONS[language],
      ...TRANSFER_ACTIONS[language],
      ...VOICE_ACTIONS[language],
    },
    fields: { ...words.fields, ...VOICE_FIELDS[language] },
    remarks: {
      ...words.remarks,
      ...CIRCULATION_REMARK_WORDS[language],
      ...TRANSFER_REMARK_WORDS[language],
      ...VOICE_REMARK_WORDS[language],
    },
  };
}

/** Words that no single queue owns, by language. */
export const COMMON_WORDS: Record<Language, CommonWords> = {
  zh: withAreas(zh, { ...SHELVING_ACTIONS.zh, ...STAFF_ACTIONS.zh }, 'zh'),
  en: withAreas(en, { ...SHELVING_ACTIONS.en, ...STAFF_ACTIONS.en }, 'en'),
};
