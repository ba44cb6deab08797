import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { WEDGE_LIMITS, WedgeJudge, characterOf } from './wedge.ts';
import type { WedgeVerdict } from './wedge.ts';

/** Types a text key by key, `gap` ms apart, and gives every verdict. */
function type(judge: WedgeJudge, codes: string[], gap: number, start = 0): WedgeVerdict[] {
  return codes.map((code, index) => judge.key({ code, shift: false, at: start + index * gap }));
}
const codesOf = (text: string) =>
  [...text].map((c) => (/\d/u.test(c) ? `Digit${c}` : `Key${c.toUpperCase()}`));

describe('keyboard wedge', () => {
  it('takes fast keys with Enter for a scan', () => {
    const verdicts = type(new WedgeJudge(), [...codesOf('20001234'), 'Enter'], 8);
    expect(verdicts.at(-1)).toEqual({ is: 'scan', text: '20001234' });
    expect(verdicts.slice(0, -1).every((verdict) => verdict.is === 'waiting')).toBe(true);
  });

  it('takes fast keys followed by silence for a scan', () => {
    const judge = new WedgeJudge();
    type(judge, codesOf('n00012345'), 10);
    expect(judge.silence(120)).toEqual({ is: 'waiting' });
    expect(judge.silence(300)).toEqual({ is: 'scan', text: 'n00012345' });
  });

  it('gives slow keys back as typing, in order, none lost', () => {
    const judge = new WedgeJudge();
    const verdicts = type(judge, [...codesOf('abcde'), 'Enter'], 120);
    const back = verdicts.flatMap((verdict) => (verdict.is === 'typing' ? verdict.keys : []));
    expect(back.map((key) => key.code)).toEqual([...codesOf('abcde'), 'Enter']);
    expect(judge.pending).toBe(false);
  });

  it('does not take three fast keys for a scan', () => {
    const judge = new WedgeJudge();
    expect(type(judge, [...codesOf('abc'), 'Enter'], 5).at(-1)?.is).toBe('typing');
  });

  it('reads places of keys, so that an input method cannot change a code', () => {
    expect(characterOf('KeyN', true)).toBe('N');
    expect(characterOf('Minus', false)).toBe('-');
    expect(characterOf('Digit2', true)).toBe('@');
    expect(characterOf('ArrowDown', false)).toBeNull();
  });

  it('takes off a prefix that the scanner was set to', () => {
    const judge = new WedgeJudge({ ...WEDGE_LIMITS, prefixes: ['~'] });
    judge.key({ code: 'Backquote', shift: true, at: 0 });
    expect(type(judge, [...codesOf('12345'), 'Enter'], 5, 5).at(-1)).toEqual({
      is: 'scan',
      text: '12345',
    });
  });

  it('loses and doubles no key, whatever the timing', () => {
    const key = fc.record({
      code: fc.constantFrom(...codesOf('abc123'), 'Enter', 'ArrowUp'),
      gap: fc.integer({ min: 1, max: 150 }),
    });
    fc.assert(
      fc.property(fc.array(key, { maxLength: 60 }), (keys) => {
        const judge = new WedgeJudge();
        let at = 0;
        let seen = 0;
        const count = (verdict: WedgeVerdict, suffix: boolean) => {
          if (verdict.is === 'typing') seen += verdict.keys.length;
          if (verdict.is === 'scan') seen += verdict.text.length + (suffix ? 1 : 0);
        };
        for (const { code, gap } of keys) {
          at += gap;
          count(judge.key({ code, shift: false, at }), true);
        }
        count(judge.silence(at + 1000), false);
        expect(seen).toBe(keys.length);
      }),
    );
  });
});
