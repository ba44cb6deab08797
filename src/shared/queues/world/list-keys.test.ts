import { describe, expect, it } from 'vitest';
import { modelLibrary } from '../../../../tests/support/model-library.ts';
import { randomWork } from '../../../../tests/support/model-run.ts';
import { keyOfAsk, listKeysOf } from './list-keys.ts';
import { LIST_RULES } from './row-lists.ts';
import type { ListRule } from './row-lists.ts';
import type { ListName, Lists } from './world.ts';

/** Every question that a row could answer, from the values that the row itself has. */
function argsFor(list: ListName, row: object): Lists[ListName]['args'][] {
  const values = Object.values({ ...row, ...('fields' in row ? (row.fields as object) : {}) });
  const texts = values.filter((value): value is string => typeof value === 'string');
  if (list === 'notFoundSince') return texts.map((text) => [text, '2000-01-01T00:00:00.000Z']);
  return list === 'activeFunds' ? [[]] : [...texts, '2999-12-31'].map((text) => [text]);
}

describe('list keys', () => {
  it('name every list that a row stands in, whatever happened to it', async () => {
    const world = modelLibrary();
    await randomWork(
      world,
      Array.from({ length: 400 }, (_, n) => ((n * 7919) % 1000) / 1000),
      120,
    );
    let held = 0;
    for (const [name, rule] of Object.entries(LIST_RULES) as [ListName, ListRule<ListName>][]) {
      for (const row of world.all(rule.kind)) {
        const keys = listKeysOf(rule.kind, row).filter((each) => each.list === name);
        for (const args of argsFor(name, row)) {
          if (!rule.holds(row as never, ...(args as [never]))) continue;
          held += 1;
          expect(keys, `${name} ${JSON.stringify(args)}`).toContainEqual({
            list: name,
            key: keyOfAsk(name, args),
          });
        }
      }
    }
    expect(held).toBeGreaterThan(100);
  });
});
