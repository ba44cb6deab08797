// Reallocation's words are complete in both languages and use only facts that are given.

import { describe, expect, it } from 'vitest';
import { differences, placesIn, unknownFacts } from '../../../../tests/support/queue-words.ts';
import { reallocation } from './definition.ts';
import { reallocationNotices } from './notices.ts';
import { REALLOCATION_REFUSALS, REALLOCATION_REMARKS } from './refusals.ts';
import { reallocationWords } from './words.ts';

describe('words of reallocation', () => {
  it('say the same in both languages', () => {
    expect(differences(reallocationWords)).toEqual([]);
  });

  it('name every state, action, input and option', () => {
    const { states, actions, happened, fields, values } = reallocationWords.zh;
    expect(Object.keys(states)).toEqual(Object.keys(reallocation.states));
    for (const [action, spec] of Object.entries(reallocation.actions)) {
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
    const { refusals } = reallocationWords.en;
    expect(unknownFacts(refusals, { ...REALLOCATION_REFUSALS, ...REALLOCATION_REMARKS })).toEqual(
      [],
    );
  });

  it('have notices with the same facts in both languages', () => {
    for (const [code, { zh, en }] of Object.entries(reallocationNotices)) {
      expect(placesIn(zh), code).toEqual(placesIn(en));
    }
  });
});
