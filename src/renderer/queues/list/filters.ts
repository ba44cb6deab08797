// Filters of a list as values: changed without leaving empty ones behind, and what each queue can be filtered by.

import type { RequestFilters } from '../../../shared/desk-contract.ts';
import { QUEUES } from '../../../shared/queues/index.ts';
import { LABELS } from '../../../shared/queues/request.ts';
import type { Label, QueueName } from '../../../shared/queues/request.ts';
import { labelOf } from '../../../shared/queues/states.ts';

const ENDED: readonly Label[] = ['done', 'cancelled', 'rejected'];

/** The filters with a change; empty texts, empty lists and `false` filter nothing and are left out. */
export function changed(filters: RequestFilters, change: Record<string, unknown>): RequestFilters {
  const next = Object.entries({ ...filters, ...change }).filter(
    ([, value]) =>
      value !== undefined &&
      value !== '' &&
      value !== false &&
      !(Array.isArray(value) && value.length === 0),
  );
  return Object.fromEntries(next);
}

/** Whether nothing is filtered. */
export function isEmpty(filters: RequestFilters): boolean {
  return Object.keys(changed(filters, {})).length === 0;
}

/** Fine states by public label, the ended ones or the open ones; `exception` is in progress. */
export function stateGroups(
  queue: QueueName,
  ended: boolean,
): { label: Label; states: string[] }[] {
  const definition = QUEUES[queue];
  const states = [...new Set([...Object.keys(definition.states), 'exception'])];
  return LABELS.filter((label) => ENDED.includes(label) === ended).map((label) => ({
    label,
    states: states.filter((state) => labelOf(definition, state) === label && state !== label),
  }));
}

/** Kinds that a submission may have, with those that only the system opens; none where the queue has no kinds. */
export function kindsOf(queue: QueueName): readonly string[] {
  const { kind } = QUEUES[queue].actions['submit']?.input ?? {};
  if (kind?.options === undefined) return [];
  return 'open_return' in QUEUES[queue].actions
    ? [...kind.options, 'return', 'for_hold']
    : kind.options;
}
