// Ids for what a decision creates, fixed before its event is written, so that the request's patch can name them.

import { CREATED } from '../queue.ts';
import type { Effect } from '../queue.ts';
import type { RequestPatch } from '../request.ts';
import type { Run } from './run.ts';

/** Ids of the title and the copy that a decision creates. */
export interface Created {
  titleId: string | null;
  copyId: string | null;
}

/** Reserves ids for created rows and says what of them the request's patch takes over. */
export function reserveIds(
  run: Run,
  effects: readonly Effect[],
): { created: Created; patch: RequestPatch } {
  const title = effects.some((effect) => effect.do === 'create_title');
  const copy = effects.find((effect) => effect.do === 'create_copy');
  const created = {
    titleId: title ? run.nextId() : null,
    copyId: copy ? run.nextId() : null,
  };
  return {
    created,
    patch: {
      ...(created.titleId === null ? {} : { titleId: created.titleId }),
      ...(created.copyId !== null && copy?.do === 'create_copy' && copy.asRequestCopy
        ? { copyId: created.copyId }
        : {}),
    },
  };
}

/** The id that an effect means. */
export function madeCopy(copyId: string, created: Created): string {
  return copyId === CREATED ? (created.copyId ?? '') : copyId;
}

/** The title id that an effect means. */
export function madeTitle(titleId: string, created: Created): string {
  return titleId === CREATED ? (created.titleId ?? '') : titleId;
}
