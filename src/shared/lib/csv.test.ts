import { describe, expect, it } from 'vitest';
import { csvLine } from './csv.ts';

describe('a line of a table', () => {
  it('quotes what has to be quoted', () => {
    expect(csvLine(['a', 'b,"c"', 'd\ne', 5, null])).toBe('a,"b,""c""","d\ne",5,\r\n');
  });

  it('holds no formula', () => {
    const cells = ['=1+1', '+86', '-x', '@a', '\tx', '\rx', '＝1', '＋1', '－1', '＠1', 'a=1', -5];
    expect(csvLine(cells)).toBe(`'=1+1,'+86,'-x,'@a,"'\tx","'\rx",'＝1,'＋1,'－1,'＠1,a=1,-5\r\n`);
  });

  it('holds no formula behind blanks, behind signs that nobody sees, or in small forms', () => {
    const cells = [' =1', '\u00a0=1', '\u3000＝1', '\ufeff@a', '\u200b+1', '\u202e-x', '\u3164=1'];
    for (const cell of [...cells, '\u0001=1', '﹦1', '﹢1', '﹣1', '﹫a']) {
      expect(csvLine([cell]).replace(/^"/u, '').startsWith("'")).toBe(true);
    }
    expect(csvLine([' a=1', '\u3000题名', '（=）'])).toBe(' a=1,\u3000题名,（=）\r\n');
  });

  it('holds no control sign, and no number that is none', () => {
    expect(csvLine(['a\u0000b\u001b[31m\u007f'])).toBe('a\ufffdb\ufffd[31m\ufffd\r\n');
    expect(csvLine([Number.NaN, Number.POSITIVE_INFINITY, 0])).toBe(',,0\r\n');
  });
});
