import { describe, expect, it } from 'vitest';
import { COMMON_POLICIES, policiesOf } from '../library/policies.ts';
import { scanReadings } from './scan-meaning.ts';

const policies = policiesOf(COMMON_POLICIES, []);
const kinds = (text: string) => scanReadings(text, policies).map((reading) => reading.kind);

describe('what a scan means', () => {
  it('knows copies, cards, crates and bags by the library’s patterns', () => {
    expect(kinds('N00012345')[0]).toBe('copy');
    expect(kinds('1806012345')[0]).toBe('card');
    expect(kinds('CR-001')[0]).toBe('crate');
    expect(kinds('BAG-0001')[0]).toBe('bag');
  });

  it('reads an ISBN with its check digit, and an ISBN-10 as thirteen digits', () => {
    expect(scanReadings('9787302511854', policies)).toContainEqual({
      kind: 'isbn',
      isbn: '9787302511854',
    });
    expect(scanReadings('7-302-51185-3', policies)).toContainEqual({
      kind: 'isbn',
      isbn: '9787302511854',
    });
    expect(kinds('9787302511855')).not.toContain('isbn');
  });

  it('keeps every reading of an ambiguous code', () => {
    const both = policiesOf(COMMON_POLICIES, [{ id: 'barcode.copy', ver: 1, value: '^\\d{10}$' }]);
    expect(scanReadings('1806012345', both).map((each) => each.kind)).toEqual([
      'copy',
      'card',
      'place',
    ]);
  });

  it('takes off an AIM identifier and full-width forms', () => {
    expect(scanReadings(']C0N00012345', policies)[0]).toEqual({
      kind: 'copy',
      barcode: 'N00012345',
    });
    expect(scanReadings('Ｎ０００１２３４５', policies)[0]).toEqual({
      kind: 'copy',
      barcode: 'N00012345',
    });
  });

  it('reads a code whose letters Caps Lock turned round', () => {
    expect(scanReadings('n00012345', policies)[0]).toEqual({ kind: 'copy', barcode: 'N00012345' });
  });

  it('says nothing of an empty scan', () => {
    expect(scanReadings(' \r\n', policies)).toEqual([]);
  });
});
