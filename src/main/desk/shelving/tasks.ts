// Open tasks to read a stretch of shelf: which, and why.

import type { ShelfTask } from '../../../shared/library/entities.ts';
import type { Position } from '../../../shared/rounds/position.ts';
import { rowById } from '../db/statements.ts';
import { fromStored } from '../db/columns.ts';
import { columnList } from '../db/statements.ts';
import type { DetailSource } from '../queues/detail.ts';
import { walkNow } from '../rounds/walk-now.ts';

/** A task to read a stretch of shelf. */
export interface TaskView {
  id: string;
  openedOn: string;
  collection: string;
  range: string | null;
  code: string;
  title: string;
  callNumber: string;
}

/** Where the shelf of a task is: the range in which the copy was found, where the find names none the one with the key. */
export function positionOfTask({ statements, env }: DetailSource, task: ShelfTask): Position {
  const shelf = walkNow(statements, env.settings).onShelf(task.collection, task.aroundKey);
  const named = rowById(statements, 'request', task.requestId)?.fields['place'];
  const found = typeof named === 'string' ? env.settings.place(named) : undefined;
  if (found?.kind !== 'range' || found.parentId !== task.collection) return shelf;
  const floor = found.floor ?? env.settings.place(task.collection)?.floor ?? null;
  return { ...shelf, floor, place: found.id, code: found.code };
}

/** Open tasks at the campus of the service point, oldest first. */
export function openTasks(source: DetailSource): TaskView[] {
  const { statements, env, looker } = source;
  const stored = statements.all(
    `SELECT ${columnList('shelf_task')} FROM shelf_task WHERE "closedOn" IS NULL ORDER BY "openedOn"`,
  );
  return stored.flatMap((each): TaskView[] => {
    const task = fromStored('shelf_task', each);
    const collection = env.settings.place(task.collection);
    if (collection?.campus !== looker.point?.campus) return [];
    const request = rowById(statements, 'request', task.requestId);
    const copy = request?.copyId ? rowById(statements, 'copy', request.copyId) : undefined;
    const title = request?.titleId ? rowById(statements, 'title', request.titleId) : undefined;
    return [
      {
        id: task.id,
        openedOn: task.openedOn,
        collection: task.collection,
        range: positionOfTask(source, task).place,
        code: request?.code ?? '',
        title: title?.title ?? '',
        callNumber: copy?.callNumber ?? title?.callNumber ?? '',
      },
    ];
  });
}
