// A message to a reader that a command of circulation causes: it is about no request.

import type { Facts } from '../../lib/result.ts';
import type { Copy, Title } from '../../library/entities.ts';
import type { Run } from '../../queues/engine/run.ts';

/** Facts that every sentence about a copy may use. */
export async function copyFacts(run: Run, copy: Copy): Promise<Facts> {
  const title = await run.world.get('title', copy.titleId);
  return { title: title?.title ?? '', barcode: copy.barcode };
}

/** Facts of a sentence about a title. */
export function titleFacts(title: Title | undefined): Facts {
  return { title: title?.title ?? '' };
}

/** Writes the notice; `code` names its text (`notices.ts`). */
export function tellReader(run: Run, readerId: string, code: string, facts: Facts): void {
  const text = { text: null, at: run.at, corrects: null };
  run.world.put('notice', {
    id: run.nextId(),
    ver: 0,
    requestId: null,
    readerId,
    code,
    facts,
    ...text,
  });
}
