// Which rows a figure of a staff page counts.

import type { StaffFigure } from '../../../shared/desk-contract/staff.ts';
import type { Which } from '../db/staff-sums.ts';

/** The rows of a figure: all that stand in its denominator. */
export function rowsOfFigure(figure: StaffFigure, task: string | null): Which {
  switch (figure) {
    case 'effort':
      return { timed: true, ...(task === null ? {} : { task }) };
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
