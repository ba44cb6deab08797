// Leaves out rows that are not newer than the authoritative ones: a page that comes twice does no harm.

import { rowMap } from '../db/row-map.ts';
import type { MaybeRow, RowMap } from '../db/row-map.ts';
import type { Statements } from '../db/statements.ts';
import { authoritativeRow } from './rebase.ts';

/** The rows whose `ver` is greater than that of what lies there, pending commands left out of account. */
export function newerOnly(statements: Statements, rows: RowMap<MaybeRow>): RowMap<MaybeRow> {
  const newer = rowMap<MaybeRow>();
  for (const { kind, id, value } of rows.entries()) {
    const there = authoritativeRow(statements, { kind, id });
    if (value !== null && value.ver > (there?.ver ?? 0)) newer.set(kind, id, value);
  }
  return newer;
}
