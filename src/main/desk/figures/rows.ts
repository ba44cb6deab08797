// The requests behind a bar or point, a page of them.

import type { figurePoint, figureRows } from '../../../shared/figures/names.ts';
import type { Part } from '../../../shared/figures/sinks.ts';
import type { QueueName } from '../../../shared/queues/request.ts';
import type * as z from 'zod';
import type { Statements } from '../db/statements.ts';
import { isCounted, stepsFor } from './answer.ts';
import type { Source } from './ask.ts';
import { partsBehind } from './count.ts';

type Rows = z.output<typeof figureRows>;
/** A point that was asked for. */
export type FigurePoint = z.output<typeof figurePoint>;

const ROW = `SELECT request.id, request.queue, request.code, request.state, request."submittedOn",
  coalesce(title.title, request.fields ->> '$.bookTitle', '') AS title
  FROM request LEFT JOIN title ON title.id = request."titleId" WHERE request.n = ?`;

const NONE: Rows = { countable: false, total: 0, rows: [], next: null };

function rowOf(statements: Statements, { n, value, times }: Part, isPlain: boolean): Rows['rows'] {
  const stored = statements.one(ROW, n);
  if (!stored) return [];
  return [
    {
      requestId: String(stored['id']),
      queue: stored['queue'] as QueueName,
      code: String(stored['code']),
      title: String(stored['title']),
      state: String(stored['state']),
      submittedOn: String(stored['submittedOn']),
      value: isPlain ? null : value,
      times,
    },
  ];
}

/** Rows behind a point; not countable where a figure is kept as sums. @throws SheetFault */
export async function rowsBehind(source: Source, point: FigurePoint): Promise<Rows> {
  if (!isCounted(point)) return NONE;
  const behind = await partsBehind(source, point, stepsFor(point), point);
  if (!behind) return NONE;
  const { parts, isPlain } = behind;
  const start = Math.max(0, Number(point.after ?? 0) || 0);
  const end = start + point.limit;
  const page = parts.slice(start, end);
  return {
    countable: true,
    total: parts.length,
    rows: page.flatMap((part) => rowOf(source.statements, part, isPlain)),
    next: end < parts.length ? String(end) : null,
  };
}
