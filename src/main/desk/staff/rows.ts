// Which rows a figure of a staff page counts.

import type { StaffFigure } from '../../../shared/desk-contract/staff.ts';
import type { Which } from '../db/staff-sums.ts';

/** The rows of a figure: all that stand in its denominator; `compared` names the kinds of work that are compared. */
export function rowsOfFigure(
  figure: StaffFigure,
  task: string | null,
  compared: () => readonly string[],
): Which {
  switch (figure) {
    case 'ratio':
      return { timed: true, tasks: compared() };
    case 'effort':
      return { timed: true, ...(task === null ? {} : { tasks: [task] }) };
    case 'scans':
      return { scan: 'any' };
    case 'typed':
      return { scan: 'typed' };
    case 'first':
      return { results: ['found', 'overlooked'], firstOnly: true };
    case 'found':
      return { results: ['found', 'overlooked'] };
    case 'hits':
      return { results: ['found'] };
    default:
      return { results: [figure] };
  }
}
