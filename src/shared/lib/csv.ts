// Writes tables that spreadsheets open: RFC 4180, and no cell that they would take for a formula.

/** Signs with which spreadsheets begin a formula, full-width ones too. */
const FORMULA = /^[=+\-@\t\r\n＝＋－＠]/u;

/** A text of a cell; what begins like a formula gets an apostrophe before it. */
export function defused(text: string): string {
  return FORMULA.test(text) ? `'${text}` : text;
}

/** A cell, quoted where it has to be. */
function cellText(cell: string | number | null): string {
  if (cell === null) return '';
  if (typeof cell === 'number') return String(cell);
  const plain = defused(cell);
  return /[",;\t\r\n]/u.test(plain) ? `"${plain.replaceAll('"', '""')}"` : plain;
}

/** A line with its end. */
export function csvLine(cells: readonly (string | number | null)[]): string {
  return `${cells.map(cellText).join(',')}\r\n`;
}
