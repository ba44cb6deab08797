// The language of the page, and texts that come in both.

import { computed } from 'vue';
import type { WritableComputedRef } from 'vue';
import type { Bilingual } from '../../shared/library/entities.ts';
import type { Language } from '../../shared/words/fill.ts';
import { i18n } from './index.ts';

export interface LanguageChoice {
  language: WritableComputedRef<Language>;
  /** A bilingual text in the page's language; empty for null. */
  pick(text: Bilingual | null | undefined): string;
}

/** The page's language; setting it changes every word at once. */
export function useLanguage(): LanguageChoice {
  const language = computed<Language>({
    get: () => (i18n.global.locale.value === 'en' ? 'en' : 'zh'),
    set: (wanted) => void (i18n.global.locale.value = wanted),
  });
  return {
    language,
    pick: (text) => text?.[language.value] || text?.zh || '',
  };
}
