import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { modelDesk, askBook } from '../../../tests/support/model-desk.ts';
import { canonicalJson, imageOf } from './image.ts';

/** The same value with every object's keys in another order. */
function turned(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(turned);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).map(([key, inner]) => [key, turned(inner)] as const);
  return Object.fromEntries(entries.toReversed());
}

describe('image', () => {
  it('is the same text whatever the order in which keys were set', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        expect(canonicalJson(turned(value))).toBe(canonicalJson(value));
        expect(JSON.parse(canonicalJson(value))).toEqual(JSON.parse(JSON.stringify(value)));
      }),
    );
  });

  it('leaves undefined out and keeps the order of a list', () => {
    expect(canonicalJson({ b: undefined, c: [2, 1], a: null })).toBe('{"a":null,"c":[2,1]}');
  });

  it('holds no private text', async () => {
    const desk = modelDesk();
    await askBook(desk, 'book', '9780262033848', 'reader-2');
    await desk.do('buyer-a', 'purchase.ask', 'book', { question: 'why so dear?' });
    const texts = desk.world.all('event').map((row) => imageOf('event', row));
    expect(texts.join()).not.toContain('why so dear');
  });
});
