// What travels: crates with their manifests between campuses, bags on a courier's round.

import type { Manifest } from '../../library/entities.ts';
import type { Effect } from '../queue.ts';
import type { Request } from '../request.ts';
import type { Run } from '../engine/run.ts';

/** Writes the request's copy on the crate's open manifest to that campus, a new one if there is none. */
export async function writeManifest(
  run: Run,
  before: Request,
  after: Request,
  effect: Extract<Effect, { do: 'manifest_add' }>,
): Promise<null> {
  const from = run.point?.campus ?? before.campus;
  const open = (await run.world.list('openManifests', effect.crate)).find(
    (each) => each.fromCampus === from && each.toCampus === effect.toCampus,
  );
  const manifest: Manifest = open ?? {
    id: run.nextId(),
    ver: 0,
    crate: effect.crate,
    fromCampus: from,
    toCampus: effect.toCampus,
    openedOn: run.at,
    closedOn: null,
    lines: [],
  };
  const copyId = after.copyId ?? '';
  const line = { requestId: after.id, copyId, addedOn: run.at, arrivedOn: null };
  run.world.put('manifest', { ...manifest, lines: [...manifest.lines, line] });
  return null;
}

/** Ticks the request's line in whichever open manifest of its crate has it; the last tick closes the manifest. */
export async function tickManifest(run: Run, before: Request): Promise<null> {
  const crate = before.fields['crate'];
  if (typeof crate !== 'string') return null;
  for (const manifest of await run.world.list('openManifests', crate)) {
    const expected = manifest.lines.some(
      (line) => line.requestId === before.id && line.arrivedOn === null,
    );
    if (!expected) continue;
    const lines = manifest.lines.map((line) =>
      line.requestId === before.id && line.arrivedOn === null
        ? { ...line, arrivedOn: run.at }
        : line,
    );
    const closedOn = lines.every((line) => line.arrivedOn !== null) ? run.at : null;
    run.world.put('manifest', { ...manifest, lines, closedOn });
  }
  return null;
}

/** Puts the request's bag on the courier's open round, a new one if there is none. */
export async function carryBag(
  run: Run,
  request: Request,
  courier: string,
  bag: string,
): Promise<null> {
  const open = (await run.world.list('openRounds', courier))[0];
  const round = open ?? {
    id: run.nextId(),
    ver: 0,
    courier,
    openedOn: run.at,
    closedOn: null,
    lines: [],
  };
  const line = { requestId: request.id, bag, outcome: 'out' as const };
  run.world.put('round', { ...round, lines: [...round.lines, line] });
  return null;
}

/** Says what became of the request's bag; a round closes with its last bag, never while one is still out. */
export async function closeBag(
  run: Run,
  request: Request,
  outcome: 'handed' | 'failed' | 'back',
): Promise<null> {
  const courier = (await run.world.list('eventsOf', request.id)).findLast(
    (event) => event.action === 'depart',
  )?.actor;
  for (const round of courier === undefined ? [] : await run.world.list('openRounds', courier)) {
    const lines = round.lines.map((line) =>
      line.requestId === request.id && line.outcome === 'out' ? { ...line, outcome } : line,
    );
    const closedOn = lines.every((line) => line.outcome !== 'out') ? run.at : null;
    run.world.put('round', { ...round, lines, closedOn });
  }
  return null;
}
