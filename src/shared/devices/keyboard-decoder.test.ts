import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { codesOf, feed, textsOf } from '../../../tests/support/reports.ts';
import { KeyboardDecoder } from './keyboard-decoder.ts';
import { characterOf } from './wedge.ts';

const keyboard = () => new KeyboardDecoder(null);
const report = (modifiers: number, ...keys: number[]) =>
  Uint8Array.from([modifiers, 0, ...keys, 0, 0, 0, 0, 0, 0].slice(0, 8));
const RELEASE = report(0);
/** Every key pressed and released. */
const typed = (...keys: number[]) => keys.flatMap((key) => [report(0, key), RELEASE]);

/** Key and shift of every sign of the US layout, by the table of the decoder's own sister, the wedge. */
const KEYS = new Map<string, [number, boolean]>();
const NAMES: [number, string][] = [
  ...Array.from({ length: 26 }, (_, n): [number, string] => [
    4 + n,
    `Key${String.fromCharCode(65 + n)}`,
  ]),
  ...Array.from({ length: 10 }, (_, n): [number, string] => [0x1e + n, `Digit${(n + 1) % 10}`]),
  [0x2c, 'Space'],
  [0x2d, 'Minus'],
  [0x2e, 'Equal'],
  [0x2f, 'BracketLeft'],
  [0x30, 'BracketRight'],
  [0x31, 'Backslash'],
  [0x33, 'Semicolon'],
  [0x34, 'Quote'],
  [0x35, 'Backquote'],
  [0x36, 'Comma'],
  [0x37, 'Period'],
  [0x38, 'Slash'],
];
for (const [key, name] of NAMES) {
  for (const shift of [false, true]) KEYS.set(characterOf(name, shift) ?? '', [key, shift]);
}

describe('reports of a scanner in keyboard mode', () => {
  it('reads capitals whose shift comes in reports of its own', () => {
    const reports = [
      ...typed(0x1f),
      report(2),
      report(2, 0x10),
      report(2),
      ...typed(0x1e, 0x1f, 0x1f, 0x23, 0x21, 0x1e, 0x25, 0x22, 0x28),
    ];
    expect(codesOf(feed(keyboard(), reports))).toMatchObject([{ text: '2M12264185', aim: null }]);
  });

  it('reads digits with Enter, and equal ones with a release between them', () => {
    expect(textsOf(feed(keyboard(), typed(0x1e, 0x22, 0x27, 0x22, 0x27, 0x1e, 0x28)))).toEqual([
      '150501',
    ]);
    expect(textsOf(feed(keyboard(), typed(0x1e, 0x1e, 0x1e, 0x1e, 0x2b)))).toEqual(['1111']);
  });

  it('takes keys that are pressed before others are let go, each once', () => {
    const reports = [
      report(0, 0x1e),
      report(0, 0x1e, 0x1f),
      report(0, 0x1f, 0x20),
      report(0, 0x20, 0x21),
    ];
    expect(textsOf(feed(keyboard(), [...reports, RELEASE, report(0, 0x58)]))).toEqual(['1234']);
  });

  it('ends a code without Enter by silence', () => {
    const decoder = keyboard();
    feed(decoder, typed(0x1e, 0x1f, 0x20, 0x21));
    expect(decoder.waits).toBe(100);
    expect(decoder.silence(50)).toEqual([]);
    expect(textsOf(decoder.silence(106))).toEqual(['1234']);
    expect(decoder.waits).toBeNull();
  });

  it('takes three keys and slow ones for typing', () => {
    expect(feed(keyboard(), typed(0x1e, 0x1f, 0x20, 0x28))).toContainEqual({
      is: 'status',
      code: 'typing',
    });
    const decoder = keyboard();
    const slow = [0x1e, 0x1f, 0x20, 0x21, 0x22].flatMap((key, index) =>
      decoder.push(report(0, key), index * 150),
    );
    expect(textsOf([...slow, ...decoder.silence(2000)])).toEqual([]);
  });

  it('takes keys that come slower than a scanner types for typing, however steadily', () => {
    const typedEvery = (ms: number) => {
      const decoder = keyboard();
      const decoded = [0x1e, 0x1f, 0x20, 0x21, 0x22].flatMap((key, index) => [
        ...decoder.push(report(0, key), index * ms),
        ...decoder.push(RELEASE, index * ms + 2),
      ]);
      return [...decoded, ...decoder.push(report(0, 0x28), 5 * ms)];
    };
    expect(typedEvery(90).at(-1)).toEqual({ is: 'status', code: 'typing' });
    expect(typedEvery(36).at(-1)).toEqual({ is: 'status', code: 'typing' });
    expect(textsOf(typedEvery(35))).toEqual(['12345']);
  });

  it('goes on over a report that says that too many keys are down', () => {
    const tooMany = report(0, 1, 1, 1, 1, 1, 1);
    const reports = [
      report(0, 0x1e),
      tooMany,
      report(0, 0x1e),
      report(0, 0x1e, 0x1f),
      RELEASE,
      ...typed(0x20, 0x21, 0x28),
    ];
    const decoded = feed(keyboard(), reports);
    expect(textsOf(decoded)).toEqual(['1234']);
    expect(decoded[1]).toEqual({ is: 'status', code: 'status' });
  });

  it('does not give a code from which a key is missing', () => {
    const reports = [...typed(0x1e, 0x1f, 0x20, 0x21), report(1, 0x04), ...typed(0x28)];
    expect(feed(keyboard(), reports)).toContainEqual({ is: 'bad', code: 'unknown_key' });
    expect(textsOf(feed(keyboard(), reports))).toEqual([]);
  });

  it('says that half a code was lost when the device goes', () => {
    const decoder = keyboard();
    feed(decoder, typed(0x1e, 0x1f, 0x20, 0x21));
    expect(decoder.reset()).toBe(true);
    expect(decoder.reset()).toBe(false);
  });

  it('reads keyboards that number their reports, and leaves their other reports alone', () => {
    const decoder = new KeyboardDecoder(1);
    const numbered = typed(0x1e, 0x1f, 0x20, 0x21, 0x28).map((each) =>
      Uint8Array.from([1, ...each]),
    );
    expect(textsOf(feed(decoder, [Uint8Array.of(3, 0, 0), ...numbered]))).toEqual(['1234']);
    expect(keyboard().push(Uint8Array.of(0, 0), 0)).toEqual([{ is: 'bad', code: 'too_short' }]);
    expect(keyboard().push(new Uint8Array(20), 0)).toEqual([{ is: 'bad', code: 'wrong_layout' }]);
  });

  it('reads every sign of the US layout back', () => {
    const sign = fc.constantFrom(...KEYS.keys());
    fc.assert(
      fc.property(fc.array(sign, { minLength: 4, maxLength: 40 }), (signs) => {
        const reports = signs.flatMap((each) => {
          const [key, shift] = KEYS.get(each) ?? [0, false];
          return [report(shift ? 0x20 : 0, key), RELEASE];
        });
        expect(textsOf(feed(keyboard(), [...reports, report(0, 0x28)]))).toEqual([signs.join('')]);
      }),
    );
  });

  it('never throws', () => {
    fc.assert(
      fc.property(fc.array(fc.uint8Array({ maxLength: 12 }), { maxLength: 60 }), (reports) => {
        feed(keyboard(), reports);
      }),
    );
  });
});
