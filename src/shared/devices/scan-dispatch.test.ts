import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ECHO_MS, MOST_REMEMBERED, hearScan } from './scan-dispatch.ts';
import type { HeardScan, RecentScans } from './scan-dispatch.ts';

/** Which of the scans are new. */
function fresh(scans: readonly HeardScan[]): boolean[] {
  let recent: RecentScans = [];
  return scans.map((scan) => {
    const heard = hearScan(recent, scan);
    ({ recent } = heard);
    return heard.fresh;
  });
}
const scan = (text: string, source: string, at: number): HeardScan => ({ text, source, at });

describe('one scan from several sources', () => {
  it('takes the same text from two sources once, whichever comes first', () => {
    expect(fresh([scan('N1', 'hid', 0), scan('N1', 'wedge', 120)])).toEqual([true, false]);
    expect(fresh([scan('N1', 'wedge', 0), scan('N1', 'hid', 299)])).toEqual([true, false]);
    expect(fresh([scan('N1', 'wedge', 0), scan('N1', 'hid', ECHO_MS)])).toEqual([true, true]);
  });

  it('takes the same text from one source twice, and each has its echo', () => {
    const two = [scan('N1', 'hid', 0), scan('N1', 'hid', 50)];
    expect(fresh(two)).toEqual([true, true]);
    const echoed = [...two, scan('N1', 'wedge', 60), scan('N1', 'wedge', 110)];
    expect(fresh(echoed)).toEqual([true, true, false, false]);
    expect(fresh([...echoed, scan('N1', 'wedge', 120)]).at(-1)).toBe(true);
  });

  it('knows the same code with an AIM identifier or with Caps Lock on', () => {
    const heard = [scan(']C0N00012345', 'hid', 0), scan('n00012345\n', 'wedge', 90)];
    expect(fresh(heard)).toEqual([true, false]);
  });

  it('knows a scan that a busy page takes long after the keys of the same', () => {
    const keys = Array.from({ length: 5 }, (_, n) => scan(`N${n}`, 'wedge', n * 1000));
    const late = Array.from({ length: 5 }, (_, n) => scan(`N${n}`, 'hid', n * 1000 - 20));
    expect(fresh([...keys, ...late])).toEqual([...keys.map(() => true), ...late.map(() => false)]);
  });

  it('drops nothing because the clock was put back', () => {
    expect(fresh([scan('N1', 'hid', 3_600_000), scan('N1', 'wedge', 1000)])).toEqual([true, true]);
  });

  it('takes other texts as they come', () => {
    expect(fresh([scan('N1', 'a', 0), scan('N2', 'b', 1), scan('N3', 'a', 2)])).toEqual([
      true,
      true,
      true,
    ]);
  });

  it('drops nothing that one source alone has sent, and remembers so many only', () => {
    const source = fc.constantFrom('a', 'b', 'wedge');
    const heard = fc.record({
      text: fc.constantFrom('N1', 'N2'),
      source,
      gap: fc.integer({ min: -50, max: 400 }),
    });
    fc.assert(
      fc.property(fc.array(heard, { maxLength: 150 }), (scans) => {
        let at = 0;
        let recent: RecentScans = [];
        for (const { text, source: from, gap } of scans) {
          at += gap;
          const others = recent.some((each) => each.source !== from && each.text === text);
          const answer = hearScan(recent, { text, source: from, at });
          expect(answer.fresh || others).toBe(true);
          ({ recent } = answer);
          expect(recent.length).toBeLessThanOrEqual(MOST_REMEMBERED);
        }
      }),
    );
  });
});
