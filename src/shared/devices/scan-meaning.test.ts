import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { COMMON_POLICIES, policiesOf } from '../library/policies.ts';
import { symbologyOf } from './aim.ts';
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
      addOn: null,
    });
    expect(scanReadings('7-302-51185-3', policies)).toContainEqual({
      kind: 'isbn',
      isbn: '9787302511854',
      addOn: null,
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

  it('takes off the add-on of an ISBN and of an ISSN, and keeps its digits', () => {
    const isbn = { kind: 'isbn', isbn: '9787302511854' };
    expect(scanReadings('978730251185412', policies)).toContainEqual({ ...isbn, addOn: '12' });
    expect(scanReadings('9787302511854 05999', policies)).toContainEqual({
      ...isbn,
      addOn: '05999',
    });
    expect(scanReadings(']E39787302511854+12', policies)).toContainEqual({ ...isbn, addOn: '12' });
    expect(scanReadings('977100206800802', policies)).toContainEqual({
      kind: 'issn',
      issn: '1002-0683',
      addOn: '02',
    });
    expect(kinds('978730251185512')).not.toContain('isbn');
    expect(scanReadings('02', policies, 'E1')).toContainEqual({ kind: 'add_on', digits: '02' });
    expect(kinds('02')).not.toContain('add_on');
  });

  it('reads ISBN-10 with X, and printed ISSN with a right check digit', () => {
    for (const text of ['0-8044-2957-X', '080442957x', 'ISBN 0-8044-2957-X'])
      expect(scanReadings(text, policies)).toContainEqual({
        kind: 'isbn',
        isbn: '9780804429573',
        addOn: null,
      });
    expect(kinds('0378-5955')).toContain('issn');
    expect(kinds('2434-561X')).toContain('issn');
    expect(kinds('0378-5956')).not.toContain('issn');
  });

  it('finds the ISBN in a GS1 code', () => {
    const isbn = { kind: 'isbn', isbn: '9787302511854', addOn: null };
    expect(scanReadings('0109787302511854', policies, 'e0')).toContainEqual(isbn);
    expect(scanReadings('010978730251185410AB12', policies, 'd2')).toContainEqual(isbn);
    expect(kinds('0109787302511854')).not.toContain('isbn');
  });

  it('reads an old library card whose Codabar signs came with it', () => {
    for (const text of ['A1806012345B', 'a1806012345b', ']F0D1806012345D', '*1806012345*'])
      expect(scanReadings(text, policies)[0]).toEqual({ kind: 'card', card: '1806012345' });
    expect(kinds('A1806012345')).not.toContain('card');
    expect(scanReadings('A20001234B', policies)).toContainEqual({
      kind: 'copy',
      barcode: '20001234',
    });
  });

  it.each([
    '*N10000123*',
    '* N10000123 *',
    'N 1000 0123',
    ' n1000\u00a00123 ',
    '*n 1000 0123*',
    '＊Ｎ１０００　０１２３＊',
    ']A0*N10000123*',
  ])('reads the copy in %j, without the signs and blanks around its code', (text) => {
    const [likeliest] = scanReadings(text, policies).filter(({ kind }) => kind === 'copy');
    expect(likeliest).toEqual({ kind: 'copy', barcode: 'N10000123' });
  });

  it('keeps signs and blanks where a library writes its codes with them', () => {
    const value = '^\\*?[NS] \\d{4} \\d{4}\\*?$';
    const own = policiesOf(COMMON_POLICIES, [{ id: 'barcode.copy', ver: 1, value }]);
    for (const barcode of ['N 1000 0123', '*N 1000 0123*'])
      expect(scanReadings(barcode, own)[0]).toEqual({ kind: 'copy', barcode });
  });

  it('takes an ISBN printed with blanks for one before a card of as many digits', () => {
    expect(kinds('7 302 51185 3').slice(0, 2)).toEqual(['isbn', 'card']);
  });

  it('finds a place by its code in stars', () => {
    expect(scanReadings('*n-a-01*', policies)).toContainEqual({ kind: 'place', code: 'N-A-01' });
  });

  it('knows the number of an RFID tag from what is written on it', () => {
    expect(kinds('e004015012345678')).toContain('tag');
    expect(kinds('04A2B3C4D5E6F7')).toContain('tag');
    expect(kinds('04A2B3C4')).toContain('tag');
    expect(kinds('20001234')).not.toContain('tag');
    expect(kinds('1806012345')).not.toContain('tag');
  });

  it('gives no reading twice and never throws, whatever is scanned', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme' }),
        fc.constantFrom(null, 'E0', 'F0', 'C1', 'Xg'),
        (text, aim) => {
          const readings = scanReadings(text, policies, aim).map((each) => JSON.stringify(each));
          expect(new Set(readings).size).toBe(readings.length);
        },
      ),
    );
  });
});

describe('AIM identifiers', () => {
  it.each([
    ['A3', 'code39'],
    ['C0', 'code128'],
    ['C1', 'gs1_128'],
    ['E0', 'ean'],
    ['E3', 'ean'],
    ['E4', 'ean_8'],
    ['E1', 'ean_add_on'],
    ['F0', 'codabar'],
    ['Q1', 'qr'],
    ['d1', 'data_matrix'],
    ['Xg', 'upc'],
    ['XC', 'ean_8'],
    ['X0', null],
  ])('%s says %s', (aim, symbology) => {
    expect(symbologyOf(aim)).toBe(symbology);
  });
});
