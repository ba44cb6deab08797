// What somebody may do with a copy besides lending it, and what was done with it before.

import type { CopyUse } from '../../../shared/desk-contract/copy-uses.ts';
import { deedsFor } from '../../../shared/circulation/copies/copy-deeds.ts';
import type { CopyDeed } from '../../../shared/circulation/copies/copy-deeds.ts';
import type { Copy } from '../../../shared/library/entities.ts';
import { fromStored } from '../db/columns.ts';
import { columnList } from '../db/statements.ts';
import type { Statements } from '../db/statements.ts';
import type { DetailSource } from '../queues/detail.ts';

/** How many the card shows. */
const LATEST = 3;

/** What the person may do with a copy that nobody has. */
export function deedsHere({ looker, env }: DetailSource, copy: Copy): CopyDeed[] {
  return deedsFor(looker.actor, copy, { point: looker.point, place: env.settings.place });
}

const textOf = (value: unknown) => (typeof value === 'string' && value !== '' ? value : null);

/** Who took the copy out of use or put it back, the latest first. */
export function usesOf(statements: Statements, copyId: string): CopyUse[] {
  const stored = statements.all(
    `SELECT ${columnList('circulation_case')} FROM circulation_case
     WHERE "copyId" = ? AND code = 'copy_status' ORDER BY "openedOn" DESC, id DESC LIMIT ${LATEST}`,
    copyId,
  );
  return stored.map((each) => {
    const { openedOn: at, by, facts, note } = fromStored('circulation_case', each);
    return { at, by, to: textOf(facts['status']) ?? '', reason: textOf(facts['reason']), note };
  });
}
