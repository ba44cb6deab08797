// Find-book's words are complete in both languages and use only facts that are given.

import { describe, expect, it } from 'vitest';
import { differences, placesIn, unknownFacts } from '../../../../tests/support/queue-words.ts';
import { findBook } from './definition.ts';
import { findBookNotices } from './notices.ts';
import { FIND_BOOK_REFUSALS, FIND_BOOK_REMARKS } from './refusals.ts';
import { findBookWords } from './words.ts';

describe('words of find-book', () => {
  it('say the same in both languages', () => {
    expect(differences(findBookWords)).toEqual([]);
  });

  it('name every state, action, input and option', () => {
    const { states, actions, happened, fields, values } = findBookWords.zh;
    expect(Object.keys(states)).toEqual(Object.keys(findBook.states));
    for (const [action, spec] of Object.entries(findBook.actions)) {
      expect(actions, action).toHaveProperty(action);
      expect(happened, action).toHaveProperty(action);
      for (const [field, { kind, options }] of Object.entries(spec.input ?? {})) {
        expect(fields, `${action}.${field}`).toHaveProperty(field);
        if (kind === 'reason') continue;
        for (const option of options ?? []) expect(values, option).toHaveProperty(option);
      }
    }
  });

  it('fill refusals and remarks from facts that their codes give', () => {
    const { refusals } = findBookWords.en;
    expect(unknownFacts(refusals, { ...FIND_BOOK_REFUSALS, ...FIND_BOOK_REMARKS })).toEqual([]);
  });

  it('have notices with the same facts in both languages', () => {
    for (const [code, { zh, en }] of Object.entries(findBookNotices)) {
      expect(placesIn(zh), code).toEqual(placesIn(en));
    }
  });
});
