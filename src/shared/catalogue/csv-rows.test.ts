// Tables: RFC 4180 with what programs make of it, in any pieces.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MOST_ROW, csvReader, delimiterOf } from './csv-rows.ts';

function rows(text: string, delimiter = ',', ends: readonly number[] = []) {
  const reader = csvReader(delimiter);
  const places = ends.map((each) => each % (text.length + 1)).toSorted((a, b) => a - b);
  const found = [];
  let from = 0;
  for (const end of [...places, text.length]) {
    found.push(...reader.push(text.slice(from, end)));
    from = end;
  }
  return [...found, ...reader.end()];
}
const cells = (text: string, delimiter?: string) =>
  rows(text, delimiter).map((row) => ('cells' in row ? row.cells : 'open quote'));

describe('rows of a table', () => {
  it('have quotes, delimiters and line ends inside cells', () => {
    expect(cells('a,"b,""c""\r\nd",e\r\n"",x')).toEqual([
      ['a', 'b,"c"\r\nd', 'e'],
      ['', 'x'],
    ]);
    expect(cells('a;b\nc;d\n', ';')).toEqual([
      ['a', 'b'],
      ['c', 'd'],
    ]);
    expect(cells('a\tb "c"\rd', '\t')).toEqual([['a', 'b "c"'], ['d']]);
  });

  it('are counted with those that are empty', () => {
    expect(rows('a\n\n , \nb')).toEqual([
      { number: 1, cells: ['a'] },
      { number: 4, cells: ['b'] },
    ]);
  });

  it('go on after a quotation mark that is never closed', () => {
    expect(cells('a\n"b,c\nd,e\nf')).toEqual([['a'], 'open quote', ['d', 'e'], ['f']]);
    const long = `x\n"y${'z'.repeat(MOST_ROW)}\nnext,row\n`;
    expect(cells(long)).toEqual([['x'], 'open quote', ['next', 'row']]);
  });

  it('are not swallowed by a quotation mark that the next one seems to close', () => {
    expect(cells('题名,条码\n"甲,1\n乙,2\n"丙,3\n丁,4\n')).toEqual([
      ['题名', '条码'],
      'open quote',
      ['乙', '2'],
      'open quote',
      ['丁', '4'],
    ]);
    expect(cells('"《史记》" 修订,1\n"a\nb" ,2\n')).toEqual([
      ['《史记》 修订', '1'],
      ['a\nb ', '2'],
    ]);
  });

  it('are the same in any pieces', () => {
    const cell = fc.oneof(
      fc.constantFrom('', '题名', 'a"b', '"', '"x', 'a,b', '\r\n', '\n', '\r', '""'),
      fc.string({ maxLength: 5 }),
    );
    const text = fc.array(cell, { maxLength: 14 }).map((all) => all.join(','));
    fc.assert(
      fc.property(text, fc.array(fc.nat(200), { maxLength: 12 }), (whole, ends) => {
        expect(rows(whole, ',', ends)).toEqual(rows(whole));
      }),
    );
  });

  it('come back as they were written', () => {
    const cell = fc.string({ maxLength: 12 });
    const table = fc.array(fc.array(cell, { minLength: 1, maxLength: 4 }), { maxLength: 6 });
    const quoted = (text: string) => `"${text.replaceAll('"', '""')}"`;
    fc.assert(
      fc.property(table, (all) => {
        const text = all.map((row) => `${row.map(quoted).join(';')}\r\n`).join('');
        const said = all.filter((row) => row.some((each) => each.trim() !== ''));
        expect(cells(text, ';')).toEqual(said);
      }),
    );
  });

  it('name their delimiter in the first line', () => {
    expect(delimiterOf('题名,作者,ISBN\nx;y;z;;;')).toBe(',');
    expect(delimiterOf('题名;"a,b,c,d";作者')).toBe(';');
    expect(delimiterOf('题名\t作者')).toBe('\t');
    expect(delimiterOf('题名')).toBe(',');
  });
});
