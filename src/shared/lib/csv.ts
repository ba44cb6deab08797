// Writes tables that spreadsheets open: RFC 4180, and no cell that they would take for a formula.

/**
 * Signs with which spreadsheets begin a formula, their full-width and small forms too, also behind blanks and signs
 * that nobody sees, which some programs pass over.
 */
const FORMULA =
  /^(?:[\t\r\n]|[\s\p{Cc}\p{Cf}\p{Default_Ignorable_Code_Point}]*[=+\-@＝＋－＠﹦﹢﹣﹫])/u;
/** Control signs except tabs and ends of lines: a NUL ends a text, or a file, for some programs. */
// oxlint-disable-next-line no-control-regex -- these are the very signs that are looked for
const CONTROL = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/gu;

/** A text of a cell, control signs replaced as in an Excel file; what begins like a formula gets an apostrophe. */
export function defused(text: string): string {
  const plain = text.replaceAll(CONTROL, '\ufffd');
  return FORMULA.test(text) ? `'${plain}` : plain;
}

/** A cell, quoted where it has to be. */
function cellText(cell: string | number | null): string {
  if (cell === null) return '';
  if (typeof cell === 'number') return Number.isFinite(cell) ? String(cell) : '';
  const plain = defused(cell);
  return /[",;\t\r\n]/u.test(plain) ? `"${plain.replaceAll('"', '""')}"` : plain;
}

/** A line with its end. */
export function csvLine(cells: readonly (string | number | null)[]): string {
  return `${cells.map(cellText).join(',')}\r\n`;
}
