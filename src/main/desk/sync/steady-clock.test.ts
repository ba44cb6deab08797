import { describe, expect, it } from 'vitest';
import { instantOf } from '../../../shared/lib/time.ts';
import { steadyClock } from './steady-clock.ts';

describe('a steady clock', () => {
  it('follows the machine forward and stands still while that is set back', () => {
    let at = 1_000_000;
    const now = steadyClock({ now: () => instantOf(at) });
    const begin = now();
    at += 500;
    expect(now() - begin).toBe(500);
    at -= 86_400_000;
    expect(now() - begin).toBe(500);
    at += 250;
    expect(now() - begin).toBe(750);
    at += 86_400_000;
    expect(now() - begin).toBe(86_400_750);
  });
});
