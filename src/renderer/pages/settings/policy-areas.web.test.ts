import { expect, it } from 'vitest';
import { POLICY_DEFAULTS } from '../../../shared/queues/policies.ts';
import { POLICY_AREAS, areaOf } from './policy-areas.ts';

it('finds a rule where its work is, and no area is empty or as long as all of them were', () => {
  expect(areaOf('loan.fine_per_day')).toBe('circulation');
  expect(areaOf('purchase.price_cap')).toBe('purchase');
  expect(areaOf('rfid.afi_in')).toBe('devices');
  expect(areaOf('library.zone')).toBe('common');
  const keys = Object.keys(POLICY_DEFAULTS);
  for (const area of POLICY_AREAS) {
    const { length } = keys.filter((key) => areaOf(key) === area);
    expect(length, area).toBeGreaterThan(0);
    expect(length, area).toBeLessThan(40);
  }
});
