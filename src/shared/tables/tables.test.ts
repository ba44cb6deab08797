// Tables as text: whatever a reader typed stays a text, is whole XML, and comes back as it was.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sheetHead, sheetRow, sheetTail } from './sheet-xml.ts';
import { csvHead, csvRow } from './table-csv.ts';
import { dayNumber, wallText } from './table.ts';
import type { Column } from './table.ts';

const column = (kind: Column['kind']): Column => ({ heading: '题名', kind, width: 10 });
const TEXT = [column('text')];

describe('a sheet', () => {
  it('holds formulas as texts, and no sign that XML cannot', () => {
    const row = sheetRow(TEXT, 2, ['=HYPERLINK("x")&<\u0001\ud800_x0041_']);
    expect(row).toContain('t="inlineStr"');
    expect(row).not.toContain('<f');
    expect(row).toContain('=HYPERLINK("x")&amp;&lt;\ufffd\ufffd_x005F_x0041_');
  });

  it('names columns beyond Z and filters as far as it goes', () => {
    const columns = Array.from({ length: 28 }, () => column('number'));
    const cells = Array.from({ length: 28 }, (_, at) => at);
    expect(sheetRow(columns, 7, cells)).toContain('<c r="AB7" s="0"><v>27</v></c>');
    expect(sheetTail(columns, 7)).toContain('ref="A1:AB7"');
    expect(sheetHead(columns)).toContain('<c r="AA1"');
  });

  it('says where it had to cut a text, and tears no sign', () => {
    const cut = (text: string) =>
      /<t xml:space="preserve">([^<]*)<\/t>/u.exec(sheetRow(TEXT, 2, [text]))?.[1] ?? '';
    expect(cut('x'.repeat(32_767))).toHaveLength(32_767);
    expect(cut('x'.repeat(32_768))).toMatch(/^x{32763}…\[\+\]$/u);
    expect(cut('x'.repeat(32_762) + '𠮷'.repeat(9))).toMatch(/^x{32762}…\[\+\]$/u);
  });

  it('leaves the cell of what is no number empty', () => {
    const columns = [column('number'), column('money'), column('time'), column('day')];
    const cells = [Number.NaN, Number.POSITIVE_INFINITY, Number.NaN, Number.NEGATIVE_INFINITY];
    expect(sheetRow(columns, 2, cells)).toBe('<row r="2"></row>');
    expect(csvRow(columns, cells)).toBe('"","","",""\r\n');
  });

  it('gives every text back', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        const xml = /<t xml:space="preserve">([^<]*)<\/t>/u.exec(sheetRow(TEXT, 2, [`${text}.`]));
        const back = (xml?.[1] ?? '')
          .replaceAll('&#13;', '\r')
          .replaceAll('&lt;', '<')
          .replaceAll('&gt;', '>')
          .replaceAll('&amp;', '&')
          .replaceAll('_x005F_', '_');
        // oxlint-disable-next-line no-control-regex -- signs that XML cannot hold are told apart
        return /[\u0000-\u001f\ufffe\uffff]/u.test(text) || back === `${text}.`;
      }),
    );
  });
});

describe('a table as CSV', () => {
  it('quotes every field and takes what begins like a formula for a text', () => {
    const columns = [column('text'), column('number'), column('money'), column('day')];
    expect(csvHead(columns)).toBe('"题名","题名","题名","题名"\r\n');
    const day = dayNumber(Date.parse('2018-06-05T00:00:00Z'));
    expect(csvRow(columns, ['＝1+1 "x"', -5, 12.5, day])).toBe(
      `"'＝1+1 ""x""","-5","12.50","2018-06-05"\r\n`,
    );
    expect(csvRow(columns, [null, null, null, null])).toBe('"","","",""\r\n');
  });
});

it('counts days as a spreadsheet does', () => {
  expect(dayNumber(Date.parse('2018-06-05T12:00:00Z'))).toBe(43_256.5);
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 4_000_000_000 }), (seconds) => {
      const text = new Date(seconds * 1000).toISOString().slice(0, 19);
      return wallText(dayNumber(seconds * 1000)) === text;
    }),
  );
});
