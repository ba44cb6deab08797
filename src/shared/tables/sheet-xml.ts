// A table as the parts of an Excel file (ECMA-376, SpreadsheetML), in pieces, so that no table lies in memory whole.

import type { Cell, Column, ColumnKind } from './table.ts';

const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';
const TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml';

/** Signs of one cell; Excel refuses a file with more. */
const MOST_SIGNS = 32_767;
/** What XML 1.0 cannot hold: control signs, halves of pairs, two non-characters. */
// oxlint-disable-next-line no-control-regex -- these are the very signs that are looked for
const NOT_IN_XML = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|\p{Surrogate}/gu;
/** Most texts have nothing that must be written otherwise. */
// oxlint-disable-next-line no-control-regex -- as above
const SPECIAL = /[&<>_\u0000-\u0008\u000b-\u001f\ufffe\uffff]|\p{Surrogate}/u;
/** Excel reads `_x0041_` as a sign by its number; a text that has it keeps it by an escape of its own. */
const ESCAPED_SIGN = /_(?=x[0-9A-Fa-f]{4}_)/gu;

/** Stands at the end of a text of which the rest has no room. */
const CUT = '…[+]';

/** As much of a text as a cell can hold; one that is cut says so, and no sign of two halves is torn. */
function fitting(text: string): string {
  if (text.length <= MOST_SIGNS) return text;
  return text.slice(0, MOST_SIGNS - CUT.length).replace(/[\ud800-\udbff]$/u, '') + CUT;
}

/** A text between tags. */
function xmlText(text: string): string {
  const cut = fitting(text);
  if (!SPECIAL.test(cut)) return cut;
  return cut
    .replaceAll(NOT_IN_XML, '\ufffd')
    .replaceAll(ESCAPED_SIGN, '_x005F_')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('\r', '&#13;');
}

/** Number of a style of `STYLES`: a text is a text whatever it begins with, also when it is edited. */
const STYLE: Record<ColumnKind, number> = { text: 1, number: 0, money: 2, time: 3, day: 4 };
const HEADING_STYLE = 5;

const STYLES =
  `${HEAD}<styleSheet xmlns="${MAIN}"><numFmts count="2">` +
  '<numFmt numFmtId="164" formatCode="yyyy\\-mm\\-dd\\ hh:mm"/><numFmt numFmtId="165" formatCode="yyyy\\-mm\\-dd"/>' +
  '</numFmts><fonts count="2"><font><sz val="11"/><name val="Calibri"/></font>' +
  '<font><b/><sz val="11"/><name val="Calibri"/></font></fonts>' +
  '<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills>' +
  '<borders count="1"><border/></borders>' +
  '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="6">' +
  [0, 49, 2, 164, 165]
    .map(
      (format) =>
        `<xf numFmtId="${format}" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>`,
    )
    .join('') +
  '<xf numFmtId="49" fontId="1" fillId="0" borderId="0" xfId="0" applyNumberFormat="1" applyFont="1"/>' +
  '</cellXfs><cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>';

/** What a sheet may be called: up to 31 signs, none that Excel uses in addresses. */
function sheetName(name: string): string {
  const plain = name.replaceAll(/[[\]:*?/\\]/gu, ' ').trim();
  return xmlText([...plain].slice(0, 31).join('') || 'Sheet').replaceAll('"', '&quot;');
}

/** The parts besides the sheet, by their path in the file. */
export function workbookParts(name: string): { path: string; text: string }[] {
  const part = (path: string, kind: string) =>
    `<Override PartName="/${path}" ContentType="${TYPE}.${kind}+xml"/>`;
  const relation = (id: number, kind: string, target: string) =>
    `<Relationship Id="rId${id}" Type="${OFFICE}/${kind}" Target="${target}"/>`;
  const relations = (inner: string) =>
    `${HEAD}<Relationships xmlns="${PACKAGE}/relationships">${inner}</Relationships>`;
  return [
    {
      path: '[Content_Types].xml',
      text: `${HEAD}<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>${part('xl/workbook.xml', 'sheet.main')}${part('xl/worksheets/sheet1.xml', 'worksheet')}${part('xl/styles.xml', 'styles')}</Types>`,
    },
    { path: '_rels/.rels', text: relations(relation(1, 'officeDocument', 'xl/workbook.xml')) },
    {
      path: 'xl/workbook.xml',
      text: `${HEAD}<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}"><sheets><sheet name="${sheetName(name)}" sheetId="1" r:id="rId1"/></sheets></workbook>`,
    },
    {
      path: 'xl/_rels/workbook.xml.rels',
      text: relations(
        relation(1, 'worksheet', 'worksheets/sheet1.xml') + relation(2, 'styles', 'styles.xml'),
      ),
    },
    { path: 'xl/styles.xml', text: STYLES },
  ];
}

/** Path of the one sheet. */
export const SHEET_PATH = 'xl/worksheets/sheet1.xml';

/** Letters of a column, 0 → `A`, 26 → `AA`. */
function letters(index: number): string {
  const before = index >= 26 ? letters(Math.floor(index / 26) - 1) : '';
  return before + String.fromCodePoint(65 + (index % 26));
}

function textCell(address: string, style: number, text: string): string {
  return `<c r="${address}" s="${style}" t="inlineStr"><is><t xml:space="preserve">${xmlText(text)}</t></is></c>`;
}

/** The beginning of a sheet: a heading that stays in sight. */
export function sheetHead(columns: readonly Column[]): string {
  const widths = columns.map(
    ({ width }, at) => `<col min="${at + 1}" max="${at + 1}" width="${width}" customWidth="1"/>`,
  );
  const cells = columns.map(({ heading }, at) =>
    textCell(`${letters(at)}1`, HEADING_STYLE, heading),
  );
  return (
    `${HEAD}<worksheet xmlns="${MAIN}"><sheetViews><sheetView workbookViewId="0">` +
    '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>' +
    `<cols>${widths.join('')}</cols><sheetData><row r="1">${cells.join('')}</row>`
  );
}

/** One row; `number` counts from 2, after the heading. An empty text, or what is no number, leaves its cell empty. */
export function sheetRow(
  columns: readonly Column[],
  number: number,
  cells: readonly Cell[],
): string {
  let row = `<row r="${number}">`;
  for (const [at, { kind }] of columns.entries()) {
    const cell = cells[at] ?? null;
    if (cell === null || cell === '' || (typeof cell === 'number' && !Number.isFinite(cell)))
      continue;
    const address = `${letters(at)}${number}`;
    row +=
      typeof cell === 'string'
        ? textCell(address, STYLE.text, cell)
        : `<c r="${address}" s="${STYLE[kind]}"><v>${cell}</v></c>`;
  }
  return `${row}</row>`;
}

/** The end of a sheet with so many rows, the heading counted; it can be filtered by its heading. */
export function sheetTail(columns: readonly Column[], rows: number): string {
  const last = `${letters(Math.max(columns.length - 1, 0))}${rows}`;
  return `</sheetData><autoFilter ref="A1:${last}"/></worksheet>`;
}
