// From request rows to the lines that lists show.

import { sql } from 'kysely';
import type { RequestLine } from '../../../shared/desk-contract.ts';
import type { Instant } from '../../../shared/lib/time.ts';
import { fromStored } from '../db/columns.ts';
import type { RequestComputed } from '../db/tables.ts';
import type { Reads } from '../db/transact.ts';

type StoredLine = Record<string, unknown> &
  Pick<RequestComputed, 'label' | 'dueAt' | 'pausedUntil' | 'claimUntil'> & {
    n: number;
    lineTitle: string | null;
    lineCallNumber: string | null;
    lineBarcode: string | null;
    lineReader: string | null;
    lineClaimer: string | null;
    lineCase: number;
  };

/** Whether a request is late, waits with a stopped clock, or is due. */
function clockWord(line: StoredLine, now: Instant): RequestLine['clock'] {
  if (line.pausedUntil !== null && line.pausedUntil > now) return 'paused';
  if (line.dueAt === null) return 'none';
  return line.dueAt < now ? 'late' : 'due';
}

function toLine(stored: StoredLine, now: Instant): RequestLine {
  const request = fromStored('request', stored);
  // A lease lapses by itself: a claim that has run out is nobody's.
  const claimed = stored.claimUntil !== null && stored.claimUntil > now;
  const ownTitle = request.fields['bookTitle'];
  return {
    request: claimed ? request : { ...request, claim: null },
    title: stored.lineTitle ?? (typeof ownTitle === 'string' ? ownTitle : ''),
    callNumber: stored.lineCallNumber ?? '',
    barcode: stored.lineBarcode,
    reader: stored.lineReader,
    label: stored.label,
    dueOn: stored.dueAt,
    clock: clockWord(stored, now),
    claimedByName: claimed ? stored.lineClaimer : null,
    hasCase: stored.lineCase === 1,
  };
}

async function select(db: Reads, where: ReturnType<typeof sql>): Promise<StoredLine[]> {
  const { rows } = await sql<StoredLine>`
    select request.*, title.title as "lineTitle",
      coalesce(copy."callNumber", title."callNumber") as "lineCallNumber",
      copy.barcode as "lineBarcode", reader."nameMasked" as "lineReader", staff.name as "lineClaimer",
      exists(
        select 1 from exception_case
        where exception_case."requestId" = request.id and exception_case."closedOn" is null
      ) as "lineCase"
    from request
      left join title on title.id = request."titleId"
      left join copy on copy.id = request."copyId"
      left join reader on reader.id = request."readerId"
      left join staff on staff.id = request."claimBy"
    where ${where}
  `.execute(db);
  return rows;
}

/** Lines of requests by their row numbers, in that order. */
export async function linesByNumber(
  db: Reads,
  numbers: number[],
  now: Instant,
): Promise<RequestLine[]> {
  if (numbers.length === 0) return [];
  const rows = await select(db, sql`request.n in (${sql.join(numbers)})`);
  const byNumber = new Map(rows.map((row) => [row.n, row]));
  return numbers.flatMap((n) => {
    const row = byNumber.get(n);
    return row ? [toLine(row, now)] : [];
  });
}

/** Lines of requests by their ids, in that order; an id without a request is left out. */
export async function linesById(db: Reads, ids: string[], now: Instant): Promise<RequestLine[]> {
  if (ids.length === 0) return [];
  const rows = await select(db, sql`request.id in (${sql.join(ids)})`);
  const byId = new Map(rows.map((row) => [String(row['id']), row]));
  return ids.flatMap((id) => {
    const row = byId.get(id);
    return row ? [toLine(row, now)] : [];
  });
}
