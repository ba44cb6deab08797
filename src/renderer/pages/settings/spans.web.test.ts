import { describe, expect, it } from 'vitest';
import { parseSpans, spansText } from './spans.ts';

describe('opening hours as typed', () => {
  it('reads what it writes', () => {
    const spans = parseSpans('8:00-12:00, 14:00-22:00');
    expect(spans).toEqual([
      ['08:00', '12:00'],
      ['14:00', '22:00'],
    ]);
    expect(spansText(spans ?? [])).toBe('08:00-12:00, 14:00-22:00');
  });

  it('takes full-width signs, and nothing for a closed day', () => {
    expect(parseSpans('０８：００－１２：００、14:00~22:00')).toHaveLength(2);
    expect(parseSpans('  ')).toEqual([]);
  });

  it('gives nothing for what it cannot read', () => {
    expect(parseSpans('08:00 to 12:00')).toBeUndefined();
  });
});
