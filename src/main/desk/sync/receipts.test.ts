import { describe, expect, it } from 'vitest';
import { memoryKept } from '../../../../tests/support/memory-kept.ts';
import { keepReceipt, receiptsOf } from './receipts.ts';

const receipt = (staffId: string, set: { at?: string; desk?: string } = {}) => {
  const base = { desk: 'd1', staffId, at: '2026-01-05T09:00:00.000Z', mac: 'A'.repeat(43) };
  return { ...base, ...set };
};

describe('receipts at a desk', () => {
  it('are the newest of each person asked for, given under the present id', () => {
    const kept = memoryKept();
    keepReceipt(kept, receipt('a'));
    const newer = receipt('a', { at: '2026-01-06T09:00:00.000Z' });
    keepReceipt(kept, newer);
    keepReceipt(kept, receipt('b', { desk: 'd0' }));
    keepReceipt(kept, receipt('c'));
    expect(receiptsOf(kept, 'd1', ['a', 'b', 'a', 'system'])).toEqual([newer]);
  });

  it('are not kept on a full disk, and the sign-in goes on', () => {
    const kept = memoryKept();
    const set = () => {
      throw Object.assign(new Error('full'), { code: 'SQLITE_FULL' });
    };
    expect(() => keepReceipt({ ...kept, set }, receipt('a'))).not.toThrow();
    expect(receiptsOf(kept, 'd1', ['a'])).toEqual([]);
  });
});
