// Writes tables that spreadsheets open: RFC 4180, and no cell that they would take for a formula.

/** Signs with which spreadsheets begin a formula, full-width ones too. */
const FORMULA = /^[=+\-@\t\r\n＝＋－＠]/u;

/** A cell; what begins like a formula gets an apostrophe before it. */
function cellText(cell: string | number | null): string {
  if (cell === null) return '';
  if (typeof cell === 'number') return String(cell);
  const plain = FORMULA.test(cell) ? `'${cell}` : cell;
  return /[",;\t\r\n]/u.test(plain) ? `"${plain.replaceAll('"', '""')}"` : plain;
}

/** A line with its end. */
export function csvLine(cells: readonly (string | number | null)[]): string {
  return `${cells.map(cellText).join(',')}\r\n`;
}
