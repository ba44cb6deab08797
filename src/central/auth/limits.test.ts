import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { instantOf, millis } from '../../shared/lib/time.ts';
import { RATES, addressKey, createLimits } from './limits.ts';

function clockAt(start: string) {
  let now = start;
  return {
    now: () => now,
    wait: (ms: number) => {
      now = instantOf(millis(now) + ms);
    },
  };
}

const START = '2026-01-05T09:00:00.000Z';
const rates = { ...RATES, reader: { burst: 3, perSecond: 0.5 } };

describe('limits', () => {
  it('let a burst pass, then as many as the rate says, each caller apart', () => {
    const clock = clockAt(START);
    const limits = createLimits(clock, rates);
    const take = () => limits.take('reader', 'one');
    expect([take(), take(), take(), take()]).toEqual([0, 0, 0, 2]);
    expect(limits.take('reader', 'two')).toBe(0);
    clock.wait(2000);
    expect([take(), take()]).toEqual([0, 2]);
    clock.wait(3_600_000);
    expect([take(), take(), take(), take()]).toEqual([0, 0, 0, 2]);
  });

  it('never let pass more than burst and rate allow, whatever the clock does', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: -5000, max: 5000 }), { maxLength: 60 }), (steps) => {
        const clock = clockAt(START);
        const limits = createLimits(clock, rates);
        let forward = 0;
        let passed = 0;
        for (const step of steps) {
          clock.wait(step);
          forward += Math.max(0, step);
          if (limits.take('reader', 'one') === 0) passed += 1;
        }
        return passed <= 3 + (forward / 1000) * 0.5;
      }),
    );
  });

  it('remember no more callers than they were told', () => {
    const limits = createLimits(clockAt(START), rates, 100);
    for (let count = 0; count < 1000; count += 1) limits.take('address', `a${count}`);
    expect(limits.size()).toBe(100);
    for (let count = 0; count < 3; count += 1) limits.take('reader', 'one');
    // Whoever keeps calling is not forgotten for others.
    for (let count = 0; count < 150; count += 1) {
      limits.take('reader', `r${count}`);
      expect(limits.take('reader', 'one')).toBeGreaterThan(0);
    }
  });

  it('count a household of IPv6 as one address', () => {
    expect(addressKey('::ffff:10.0.0.9')).toBe('10.0.0.9');
    expect(addressKey('2001:DB8:0:1::5')).toBe('2001:db8:0:1');
    expect(addressKey('2001:db8::1:2:3:4:5')).toBe('2001:db8:0:1');
    expect(addressKey('2001:0db8:0000:0001:aaaa:bbbb:cccc:dddd')).toBe('2001:db8:0:1');
    expect(addressKey('::1')).toBe('0:0:0:0');
    expect(addressKey('fe80::1%eth0')).toBe('fe80:0:0:0');
  });
});
