// Stretches of shelf to be read, as stops of a walk.

import type { CheckStop } from '../../../shared/desk-contract/rounds.ts';
import { fromStored } from '../db/columns.ts';
import { columnList, rowById } from '../db/statements.ts';
import type { DetailSource } from '../queues/detail.ts';
import { positionOfTask } from '../shelving/tasks.ts';
import { walkNow } from './walk-now.ts';

function checkOf(source: DetailSource, stored: Record<string, unknown>): CheckStop {
  const task = fromStored('shelf_task', stored);
  return { taskId: task.id, position: positionOfTask(source, task), openedOn: task.openedOn };
}

/** Open tasks at a campus, in walking order. */
export function openChecksAt(source: DetailSource, campus: string): CheckStop[] {
  const { statements, env } = source;
  const walk = walkNow(statements, env.settings);
  return statements
    .all(`SELECT ${columnList('shelf_task')} FROM shelf_task WHERE "closedOn" IS NULL`)
    .map((stored) => checkOf(source, stored))
    .filter(({ position }) => position.campus === campus)
    .toSorted((a, b) => walk.compare(a.position, b.position));
}

/** These tasks, open or closed by now, in walking order. */
export function checksById(
  source: DetailSource,
  taskIds: readonly string[],
): (CheckStop & { open: boolean })[] {
  const walk = walkNow(source.statements, source.env.settings);
  return taskIds
    .flatMap((id) => {
      const task = rowById(source.statements, 'shelf_task', id);
      if (!task) return [];
      const position = positionOfTask(source, task);
      const { openedOn, closedOn } = task;
      return [{ taskId: id, position, openedOn, open: closedOn === null }];
    })
    .toSorted((a, b) => walk.compare(a.position, b.position));
}
