// Every row number of a list in its order, however many: closed requests month by month, so that others get their turn.

import { sql } from 'kysely';
import type { RequestSort } from '../../../shared/desk-contract.ts';
import type { Reads } from '../db/transact.ts';
import { listRequests } from './list.ts';
import { keysOfMonth, monthsOf } from './list-months.ts';
import { typedText } from './list-text.ts';
import { allOf, plainConditions } from './list-where.ts';
import type { ListScope } from './list-where.ts';

const ALL = -1;

async function byTime(db: Reads, scope: ListScope, month: string): Promise<number[]> {
  const { rows } = await sql<{ n: number }>`
    select n from request indexed by request_filter
    where ${allOf(plainConditions(scope))}
      and "submittedOn" >= ${month} and "submittedOn" < ${`${month}-99`}
    order by "submittedOn", n
  `.execute(db);
  return rows.map((row) => row.n);
}

async function closedByTime(
  db: Reads,
  scope: ListScope,
  isOldestFirst: boolean,
  pause: () => Promise<void>,
): Promise<number[]> {
  const found: number[] = [];
  for (const month of await monthsOf(db, scope)) {
    for (const n of await byTime(db, scope, month)) found.push(n);
    await pause();
  }
  return isOldestFirst ? found : found.toReversed();
}

async function closedByKey(
  db: Reads,
  scope: ListScope,
  by: 'shelf' | 'code',
  pause: () => Promise<void>,
): Promise<number[]> {
  const found: { n: number; key: string }[] = [];
  for (const month of await monthsOf(db, scope)) {
    for (const row of await keysOfMonth(db, scope, { sort: by, month, limit: ALL }))
      found.push(row);
    await pause();
  }
  return found
    .toSorted((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : a.n - b.n))
    .map((row) => row.n);
}

/** Row numbers of the whole list, as the page would show them one page after the other. */
export async function allNumbers(
  db: Reads,
  scope: ListScope,
  sort: RequestSort,
  pause: () => Promise<void>,
): Promise<number[]> {
  if (scope.tab !== 'closed' || typedText(scope.filters) !== null) {
    return (await listRequests(db, scope, { sort, offset: 0, limit: ALL })).numbers;
  }
  if (sort === 'shelf' || sort === 'code') return closedByKey(db, scope, sort, pause);
  return closedByTime(db, scope, sort === 'oldest', pause);
}
