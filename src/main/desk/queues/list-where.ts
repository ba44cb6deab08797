// Which requests a list shows: tab and filters as SQL conditions over the request table alone.

import { sql } from 'kysely';
import type { RawBuilder } from 'kysely';
import type { QueueTab, RequestFilters } from '../../../shared/desk-contract.ts';
import { daysAfter } from '../../../shared/lib/time.ts';
import type { Instant } from '../../../shared/lib/time.ts';
import type { QueueName } from '../../../shared/queues/request.ts';

/** A list as asked for, with what only the desk knows. */
export interface ListScope {
  queue: QueueName;
  tab: QueueTab;
  filters: RequestFilters;
  /** Staff id of whoever looks. */
  me: string;
  now: Instant;
  /** Somebody who works for booksellers alone sees their orders only. */
  vendors: string[] | null;
  /** Bounds of a local day. */
  startOf: (day: string) => Instant;
  endOf: (day: string) => Instant;
}

/** A condition. */
export type Condition = RawBuilder<unknown>;

const YEAR_DAYS = 366;

function tabConditions({ tab, me, now }: ListScope): Condition[] {
  if (tab === 'closed') return [sql`"isOpen" = 0`];
  const open = sql`"isOpen" = 1`;
  if (tab === 'mine') return [open, sql`"claimBy" = ${me}`, sql`"claimUntil" > ${now}`];
  if (tab === 'unclaimed') return [open, sql`("claimBy" is null or "claimUntil" <= ${now})`];
  return [open];
}

/** From and until when the submissions of a list lie; closed requests of the last 12 months unless a period is chosen. */
export function periodOf(scope: ListScope): { from: Instant | null; until: Instant | null } {
  const { from, to } = scope.filters;
  if (scope.tab === 'closed' && from === undefined && to === undefined) {
    return { from: daysAfter(scope.now, -YEAR_DAYS), until: null };
  }
  return {
    from: from === undefined ? null : scope.startOf(from),
    until: to === undefined ? null : scope.endOf(to),
  };
}

function periodConditions(scope: ListScope): Condition[] {
  const { from, until } = periodOf(scope);
  const conditions: Condition[] = [];
  if (from !== null) conditions.push(sql`"submittedOn" >= ${from}`);
  if (until !== null) conditions.push(sql`"submittedOn" < ${until}`);
  return conditions;
}

function vendorConditions({ vendors }: ListScope): Condition[] {
  return vendors === null ? [] : [sql`"vendorId" in (${sql.join([...vendors, ''])})`];
}

const PLAIN = ['label', 'campus', 'targetCampus', 'collection', 'kind', 'priority'] as const;

function filterConditions({ filters, now }: ListScope): Condition[] {
  const conditions: Condition[] = [];
  for (const name of PLAIN) {
    const value = filters[name];
    if (value !== undefined) conditions.push(sql`${sql.ref(name)} = ${value}`);
  }
  if (filters.states !== undefined && filters.states.length > 0) {
    conditions.push(sql`state in (${sql.join(filters.states)})`);
  }
  if (filters.claimedBy !== undefined) {
    conditions.push(sql`"claimBy" = ${filters.claimedBy}`, sql`"claimUntil" > ${now}`);
  }
  if (filters.late === true) conditions.push(sql`"isOpen" = 1`, sql`"dueAt" < ${now}`);
  return conditions;
}

/** Whether nothing but queue and tab says which rows a list has. */
export function isUnfiltered({ filters, vendors }: ListScope): boolean {
  return vendors === null && Object.values(filters).every((value) => value === undefined);
}

/** Conditions that the covering index `request_filter` answers by itself. */
export function plainConditions(scope: ListScope): Condition[] {
  return [
    sql`queue = ${scope.queue}`,
    ...vendorConditions(scope),
    ...tabConditions(scope),
    ...periodConditions(scope),
    ...filterConditions(scope),
  ];
}

/** The conditions as one. */
export function allOf(conditions: Condition[]): Condition {
  return sql.join(conditions, sql` and `);
}
