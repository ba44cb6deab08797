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
});
