// Words of every queue of the registry: whole in both languages, with no fact that their codes do not give.

import { describe, expect, it } from 'vitest';
import { differences, placesIn, unknownFacts } from '../../../tests/support/queue-words.ts';
import { COMMON_WORDS } from '../words/index.ts';
import { DELIVERY_REFUSALS } from './delivery/refusals.ts';
import { FIND_BOOK_REFUSALS, FIND_BOOK_REMARKS } from './find-book/refusals.ts';
import { ofEveryQueue } from './modules.ts';
import { PURCHASE_REFUSALS } from './purchase/refusals.ts';
import { REALLOCATION_REFUSALS, REALLOCATION_REMARKS } from './reallocation/refusals.ts';
import { QUEUE_NAMES } from './request.ts';
import type { QueueName } from './request.ts';

/** Facts of each code that a queue has of its own. */
const FACTS: Record<QueueName, Record<string, readonly string[]>> = {
  reallocation: { ...REALLOCATION_REFUSALS, ...REALLOCATION_REMARKS },
  find_book: { ...FIND_BOOK_REFUSALS, ...FIND_BOOK_REMARKS },
  purchase: PURCHASE_REFUSALS,
  delivery: DELIVERY_REFUSALS,
};
const MODULES = ofEveryQueue((module) => module);

describe.each(QUEUE_NAMES)('words of %s', (name) => {
  const { definition, words, notices } = MODULES[name];

  it('say the same in both languages', () => {
    expect(differences(words)).toEqual([]);
  });

  it('name every state, action, input and option', () => {
    const { states, actions, happened, fields, values } = words.zh;
    expect(Object.keys(states).toSorted()).toEqual(Object.keys(definition.states).toSorted());
    const options = { ...COMMON_WORDS.zh.values, ...values };
    for (const [action, spec] of Object.entries(definition.actions)) {
      expect(actions, action).toHaveProperty(action);
      expect(happened, action).toHaveProperty(action);
      for (const [field, { kind, options: own }] of Object.entries(spec.input ?? {})) {
        expect(fields, `${action}.${field}`).toHaveProperty(field);
        if (kind === 'reason') continue;
        for (const option of own ?? []) expect(options, option).toHaveProperty(option);
      }
    }
  });

  it('fill refusals and remarks from facts that their codes give', () => {
    expect(unknownFacts(words.zh.refusals, FACTS[name])).toEqual([]);
  });

  it('have notices that name the request, with the same facts in both languages', () => {
    for (const [code, { zh, en }] of Object.entries(notices)) {
      expect(placesIn(zh), code).toEqual(placesIn(en));
      expect(placesIn(zh), code).toEqual(expect.arrayContaining(['code', 'title']));
    }
  });
});
