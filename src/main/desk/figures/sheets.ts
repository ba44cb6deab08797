// Reads the sheets that a question is about, one after the other, and of each only the columns that its figure looks at.

import { setImmediate } from 'node:timers/promises';
import type { FigureDefinition } from '../../../shared/figures/gathering.ts';
import type { Sheet } from '../../../shared/figures/sheet.ts';
import { unpackPart } from '../../../shared/figures/sheet-columns.ts';
import type { PartName } from '../../../shared/figures/sheet-columns.ts';
import type { QueueName } from '../../../shared/queues/request.ts';
import { readPart, sheetMonths } from '../db/figure-tables.ts';
import type { SheetName } from '../db/figure-tables.ts';
import type { Statements } from '../db/statements.ts';

/** A sheet that is not there whole, or not as it was written. */
export class DamagedSheet extends Error {
  constructor({ queue, month }: SheetName) {
    super(`sheet ${queue} ${month}`);
    this.name = 'DamagedSheet';
  }
}

/** Which sheets; days by number, months in UTC. */
export interface Reach {
  queue: QueueName;
  fromMonth: string;
  toMonth: string;
  from: number;
}

/** Sheets between which others have their turn. */
const AT_ONCE = 24;

function sheetWith(statements: Statements, name: SheetName, reads: readonly PartName[]): Sheet {
  const parts = (['who', ...reads] as const).map((part) => {
    const bytes = readPart(statements, name, part);
    const columns = bytes && unpackPart(part, bytes);
    if (!columns) throw new DamagedSheet(name);
    return [part, columns] as const;
  });
  return Object.fromEntries(parts) as unknown as Sheet;
}

/** Calls with each sheet, oldest first. @throws DamagedSheet */
export async function eachSheet(
  statements: Statements,
  { reads, reach }: FigureDefinition,
  { queue, fromMonth, toMonth, from }: Reach,
  visit: (sheet: Sheet) => void,
): Promise<void> {
  const since = reach === 'active' ? from : 0;
  const first = reach === 'submitted' ? fromMonth : '';
  const months = sheetMonths(statements, { queue, fromMonth: first, toMonth, since });
  for (const [index, month] of months.entries()) {
    visit(sheetWith(statements, { queue, month }, reads));
    if (index % AT_ONCE === AT_ONCE - 1) await setImmediate();
  }
}
