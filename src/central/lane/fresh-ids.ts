// Ids that the commands of a group have just given: what is called by one of them is in no store yet.

import type { Kind } from '../../shared/queues/world/world.ts';

/** Kinds whose rows are named by commands only, never by whoever sends one. */
const NAMED_BY_COMMANDS: ReadonlySet<Kind> = new Set<Kind>([
  'event',
  'notice',
  'custody',
  'loan',
  'hold',
  'exception_case',
  'shelf_task',
  'circulation_case',
]);

/** The ids given so far. */
export interface FreshIds {
  given(id: string): string;
  isNew(kind: Kind, id: string): boolean;
}

/** Makes the memory of a group; a command is decided once, so that its ids have never been given before. */
export function freshIds(): FreshIds {
  const ids = new Set<string>();
  return {
    given(id) {
      ids.add(id);
      return id;
    },
    isNew: (kind, id) => NAMED_BY_COMMANDS.has(kind) && ids.has(id),
  };
}
