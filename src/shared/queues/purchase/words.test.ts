// Every code that read-first can show has a sentence in both languages, with places that its facts can fill.

import { describe, expect, it } from 'vitest';
import { COMMON_WORDS } from '../../words/index.ts';
import { purchase } from './definition.ts';
import { purchaseNotices } from './notices.ts';
import { PURCHASE_REFUSALS } from './refusals.ts';
import { purchaseWords } from './words.ts';

const LANGUAGES = ['zh', 'en'] as const;
const placesOf = (text: string) => [...text.matchAll(/\{(\w+)\}/gu)].map((match) => match[1]);

describe.each(LANGUAGES)('words of purchase in %s', (language) => {
  const words = purchaseWords[language];
  const common = COMMON_WORDS[language];

  it('name every state, action, input and option', () => {
    for (const state of Object.keys(purchase.states)) {
      expect(words.states[state as 'review'], state).toBeTruthy();
    }
    for (const [action, spec] of Object.entries(purchase.actions)) {
      expect(words.actions[action as 'approve'], action).toBeTruthy();
      expect(words.happened[action as 'approve'], action).toBeTruthy();
      for (const [name, field] of Object.entries(spec.input ?? {})) {
        expect(words.fields[name as 'isbn'], name).toBeTruthy();
        const options = field.kind === 'reason' ? [] : (field.options ?? []);
        for (const option of options) {
          expect(words.values[option as 'post'] ?? common.values[option], option).toBeTruthy();
        }
      }
    }
  });

  it('use only facts that a refusal has', () => {
    for (const [code, facts] of Object.entries(PURCHASE_REFUSALS)) {
      const sentence = words.refusals[code as 'quota_used'];
      expect(sentence, code).toBeTruthy();
      for (const place of placesOf(sentence)) expect(facts, code).toContain(place);
    }
  });

  it('have the same places in both languages', () => {
    const other = purchaseWords[language === 'zh' ? 'en' : 'zh'];
    for (const section of ['happened', 'advice', 'refusals'] as const) {
      for (const [code, text] of Object.entries(words[section])) {
        const twin = (other[section] as Record<string, string>)[code] ?? '';
        expect(placesOf(text).toSorted(), code).toEqual(placesOf(twin).toSorted());
      }
    }
  });

  it('have notices that name the book and the request', () => {
    for (const [code, text] of Object.entries(purchaseNotices)) {
      expect(placesOf(text[language]), code).toEqual(expect.arrayContaining(['code', 'title']));
    }
  });
});
