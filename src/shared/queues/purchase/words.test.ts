// Every code that read-first can show has a sentence in both languages, with places that its facts can fill.

import { describe, expect, it } from 'vitest';
import { differences, placesIn, unknownFacts } from '../../../../tests/support/queue-words.ts';
import { COMMON_WORDS } from '../../words/index.ts';
import { purchase } from './definition.ts';
import { purchaseNotices } from './notices.ts';
import { PURCHASE_REFUSALS } from './refusals.ts';
import { purchaseWords } from './words.ts';

const LANGUAGES = ['zh', 'en'] as const;

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
});

describe('words of purchase', () => {
  it('say the same in both languages, with facts that their codes give', () => {
    expect(differences(purchaseWords)).toEqual([]);
    expect(unknownFacts(purchaseWords.zh.refusals, PURCHASE_REFUSALS)).toEqual([]);
  });

  it('have notices that name the book and the request', () => {
    for (const [code, text] of Object.entries(purchaseNotices)) {
      expect(placesIn(text.zh), code).toEqual(expect.arrayContaining(['code', 'title']));
      expect(placesIn(text.zh), code).toEqual(placesIn(text.en));
    }
  });
});
