// Crates on their way: which are open at a campus, and what each should hold against what came out of it.

import type { Manifest } from '../../../shared/library/entities.ts';
import { mayDo } from '../../../shared/queues/rights.ts';
import { fromStored } from '../db/columns.ts';
import { columnList, rowById } from '../db/statements.ts';
import type { DetailSource } from '../queues/detail.ts';
import { linesById } from '../queues/lines.ts';

/** A manifest with how many of its lines have arrived. */
export interface CrateLine {
  manifest: Manifest;
  expected: number;
  arrived: number;
}

/** A copy that left the crate's line and came back to it (a changed way) is on it twice: the newest line counts. */
export function linesOf(manifest: Manifest): Manifest['lines'] {
  return [...new Map(manifest.lines.map((line) => [line.requestId, line])).values()];
}

function lineOf(manifest: Manifest): CrateLine {
  const lines = linesOf(manifest);
  const arrived = lines.filter(({ arrivedOn }) => arrivedOn !== null).length;
  return { manifest, expected: lines.length, arrived };
}

/** Open manifests to and from the campus where the person stands, the oldest first. */
export function openCrates({ statements, looker }: DetailSource): {
  incoming: CrateLine[];
  outgoing: CrateLine[];
} {
  const campus = looker.point?.campus;
  const open = statements
    .all(
      `SELECT ${columnList('manifest')} FROM manifest INDEXED BY manifest_open
       WHERE "closedOn" IS NULL ORDER BY "openedOn", crate`,
    )
    .map((stored) => lineOf(fromStored('manifest', stored)));
  return {
    incoming: open.filter(({ manifest }) => manifest.toCampus === campus),
    outgoing: open.filter(({ manifest }) => manifest.fromCampus === campus),
  };
}

/** One manifest with its requests; null when there is none of that id. */
export async function crateDetail(source: DetailSource, manifestId: string) {
  const { statements, reads, looker } = source;
  const manifest = rowById(statements, 'manifest', manifestId);
  if (!manifest) return null;
  const entries = linesOf(manifest);
  const lines = await linesById(
    reads,
    entries.map(({ requestId }) => requestId),
    looker.now,
  );
  const byId = new Map(lines.map((line) => [line.request.id, line]));
  const here = looker.point?.campus === manifest.toCampus;
  return {
    manifest,
    lines: entries.flatMap(({ requestId, arrivedOn }) => {
      const line = byId.get(requestId);
      return line ? [{ line, arrivedOn }] : [];
    }),
    mayClose: here && manifest.closedOn === null && mayDo('manifest.close', looker.actor),
  };
}
