// A copy was scanned somewhere, for no request in particular: its last place, and what that says to whoever looks for it.

import { refuse } from '../../lib/result.ts';
import type { Refusal } from '../../lib/result.ts';
import type { Copy, Place } from '../../library/entities.ts';
import { daysAfter } from '../../lib/time.ts';
import { writeSideEvent } from '../engine/event-row.ts';
import { isLatest, placeCopy } from '../effects/last-place.ts';
import { rightRefusal } from '../rights.ts';
import type { Request } from '../request.ts';
import { sourceOf } from '../engine/scan-check.ts';
import { SYSTEM, attempt, definitionOf } from '../engine/run.ts';
import type { Ask, Run } from '../engine/run.ts';

/** Policy with the days in which a copy reported as not found is still expected to turn up. */
const FOUND_LATE_DAYS = 'find_book.found_late_days';

async function seenCopy(run: Run): Promise<Copy | Refusal> {
  const { entity, input } = run.command;
  const barcode = typeof input['barcode'] === 'string' ? input['barcode'].trim() : '';
  const byBarcode =
    barcode === '' ? undefined : (await run.world.list('copyByBarcode', barcode))[0];
  const copy = byBarcode ?? (await run.world.get('copy', entity));
  return copy ?? refuse('unknown_barcode', { barcode });
}

async function tryAction(
  run: Run,
  request: Request,
  action: string,
  copy: Copy,
  bySystem: boolean,
  more: Record<string, unknown> = {},
) {
  const definition = definitionOf(run, request.queue);
  if (!definition.actions[action]) return;
  const ask: Ask = {
    definition,
    request,
    action,
    input: { ...more, scan: copy.barcode, source: run.command.input['source'] ?? 'typed' },
    actor: bySystem ? SYSTEM : run.actor,
    point: run.point,
    cascade: bySystem,
  };
  const done = await attempt(run, (inner) => inner.step(inner, ask));
  // Where it is not legal, the sighting is all there is to say.
  if (done.ok || done.code !== 'forbidden' || bySystem) return;
  if (!definition.actions[action].who.some(({ role }) => role === 'system')) return;
  // Whoever may note where a copy is ends the search for it, though the find is not theirs to record.
  const asSystem = { ...ask, actor: SYSTEM, cascade: true };
  await attempt(run, (inner) => inner.step(inner, asSystem));
}

/** Where a copy was seen, and what ends the search for it there. */
export interface Sighted {
  place: Place;
  /** The find that this is; null where it only helps those who look. */
  find: { cause: string; bySystem: boolean } | null;
}

async function tellSearches(run: Run, copy: Copy, { place, find }: Sighted): Promise<void> {
  for (const request of await run.world.list('openRequestsOfCopy', copy.id)) {
    const searches = definitionOf(run, request.queue).actions['found']?.from;
    if (searches === undefined || searches === 'new' || !searches.includes(request.state)) continue;
    const facts = { place: place.id, by: run.actor.id };
    const source = sourceOf(run.command.input);
    const evidence = { scan: copy.barcode, copyId: copy.id, source };
    const seen = await writeSideEvent(run, request, { action: 'seen', facts, evidence });
    if (request.leaderId !== null || find === null) continue;
    const at = { place: place.code, cause: find.cause };
    await tryAction(run, seen, 'found', copy, find.bySystem, at);
  }
}

async function foundLate(run: Run, copy: Copy, { place, find }: Sighted): Promise<void> {
  const days = run.env.settings.policies.number(FOUND_LATE_DAYS);
  const since = daysAfter(run.at, -days);
  const [first] = await run.world.list('notFoundSince', copy.id, since);
  const at = { place: place.code, ...(find === null ? {} : { cause: find.cause }) };
  if (first) await tryAction(run, first, 'found_late', copy, true, at);
}

/**
 * Notes that a copy was seen: its place, no longer missing, and whoever looks for it is told. Where it was seen later than
 * that, only the searches learn of it.
 */
export async function noteSighting(run: Run, copy: Copy, sighted: Sighted): Promise<void> {
  if (!isLatest(copy, run.at)) return tellSearches(run, copy, sighted);
  const status = copy.status === 'missing' ? 'available' : copy.status;
  placeCopy(run, { ...copy, status }, sighted.place.id);
  await tellSearches(run, copy, sighted);
  await foundLate(run, copy, sighted);
  for (const request of await run.world.list('openRequestsOfCopy', copy.id)) {
    if (request.targetCampus !== sighted.place.campus) {
      await tryAction(run, request, 'seen_at', copy, false);
    }
  }
  // What came of it was done at the reporter's desk; the copy is where it was seen.
  const now = await run.world.get('copy', copy.id);
  if (now) placeCopy(run, now, sighted.place.id);
}

/** Carries out `copy.sighting`: never refused for what any request's state says, for a place comes from the last scan. */
export async function recordSighting(run: Run): Promise<Refusal | null> {
  const refused = rightRefusal(run, 'copy.sighting', 'sighting');
  if (refused) return refused;
  if (!run.point)
    return refuse('wrong_place', { action: 'sighting', standing: 'campus', at: null, needs: null });
  const copy = await seenCopy(run);
  if ('ok' in copy) return copy;
  // Any scan at a service point ends the walking: the copy is there, wherever it had been.
  const find = run.point.kind === 'point' ? { cause: 'elsewhere', bySystem: true } : null;
  await noteSighting(run, copy, { place: run.point, find });
  return null;
}
