// Reads the sheets that a question is about, one after the other, and of each only the columns that its figure looks at.

import { setImmediate } from 'node:timers/promises';
import type { FigureDefinition } from '../../../shared/figures/gathering.ts';
import type { Sheet } from '../../../shared/figures/sheet-columns.ts';
import { openSheet } from '../../../shared/figures/sheet-columns.ts';
import type { QueueName } from '../../../shared/queues/request.ts';
import { readColumn, sheetMonths } from '../db/figure-tables.ts';
import type { Statements } from '../db/statements.ts';

/** Which sheets; days by number, months in UTC. */
export interface Reach {
  queue: QueueName;
  fromMonth: string;
  toMonth: string;
  from: number;
}

/** Sheets between which others have their turn. */
const AT_ONCE = 24;

/** Calls with each sheet, oldest first. @throws SheetFault */
export async function eachSheet(
  statements: Statements,
  { reach }: FigureDefinition,
  { queue, fromMonth, toMonth, from }: Reach,
  visit: (sheet: Sheet) => void,
): Promise<void> {
  const since = reach === 'active' ? from : 0;
  const first = reach === 'submitted' ? fromMonth : '';
  const months = sheetMonths(statements, { queue, fromMonth: first, toMonth, since });
  for (const [index, month] of months.entries()) {
    visit(openSheet((column) => readColumn(statements, { queue, month }, column)));
    if (index % AT_ONCE === AT_ONCE - 1) await setImmediate();
  }
}
