// Words of people: what cannot be seen is nothing, what turns the text around is dropped, halves of characters are refused.

import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isWords, seenWords } from './words.ts';

describe('words', () => {
  it.each([
    ['\u200B\u200B', ''],
    [' \u3000\t\n', ''],
    ['\u2060\uFEFF\u00AD', ''],
    ['\u3164\u2800', ''],
    ['\u202E\u2066', ''],
    ['书\u202Etxt.exe', '书txt.exe'],
    ['  好书 ', '  好书 '],
    // Joiners and marks of writing are part of words.
    ['می\u200Cخواهم', 'می\u200Cخواهم'],
    ['👩\u200D🎓', '👩\u200D🎓'],
    ['葛\u{E0100}城', '葛\u{E0100}城'],
  ])('of %j are %j', (text, seen) => {
    expect(seenWords(text)).toBe(seen);
    expect(isWords(text)).toBe(true);
  });

  it.each(['\uD800', '好\uDC00', '\u0000', 'a\rb', '\u009B'])('are not in %j', (text) => {
    expect(isWords(text)).toBe(false);
  });

  it('come out the same when they are read again, and never longer', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const seen = seenWords(text);
        expect(seenWords(seen)).toBe(seen);
        expect(seen.length).toBeLessThanOrEqual(text.length);
        expect(isWords(text)).toBe(text.isWellFormed() && !/(?![\n\t])\p{Cc}/u.test(text));
      }),
    );
  });
});
