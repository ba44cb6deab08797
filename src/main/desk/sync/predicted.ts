// Whether the service did exactly what this desk had shown: then nothing that stands on it needs to be decided again.

import type { Kind, Kinds } from '../../../shared/queues/world/world.ts';
import { canonicalJson } from '../../../shared/sync/image.ts';
import { takeApart } from '../../../shared/sync/private-text.ts';
import { entityOfKey, touchesOf } from '../db/pending.ts';
import type { Over } from '../db/pending.ts';
import type { EntityName, MaybeRow, RowMap } from '../db/row-map.ts';
import { rowById } from '../db/statements.ts';
import type { Statements } from '../db/statements.ts';
import { digestOf } from '../queues/recording.ts';

/** Whether a row came with the private text that is shown. */
function isTextShown(statements: Statements, { kind, id }: EntityName, row: Kinds[Kind]): boolean {
  const shown = rowById(statements, kind, id);
  if (!shown) return false;
  return canonicalJson(takeApart(kind, row).text) === canonicalJson(takeApart(kind, shown).text);
}

/**
 * True when the commands that go are the first of the pending ones and every entity that they wrote has come as the
 * last of them left it (in public form), with the private text that is shown. Then the screen stays as it is.
 */
export function asPredicted(
  statements: Statements,
  over: readonly Over[],
  leaving: ReadonlySet<number>,
  changes: RowMap<MaybeRow>,
): boolean {
  const order = over.map(({ place }) => place);
  const first = order.slice(0, leaving.size);
  if (first.some((place) => !leaving.has(place))) return false;
  const left = new Map<string, string>();
  for (const place of first) {
    for (const { key, digest } of touchesOf(statements, place)) {
      if (digest !== null) left.set(key, digest);
    }
  }
  for (const [key, digest] of left) {
    const entity = entityOfKey(key);
    const row = entity && changes.get(entity.kind, entity.id);
    if (!entity || !row || digestOf(entity.kind, row) !== digest) return false;
    if (!isTextShown(statements, entity, row)) return false;
  }
  return true;
}
