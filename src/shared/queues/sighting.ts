// A copy was scanned somewhere, for no request in particular: its last place, and what that says to whoever looks for it.

import { refuse } from '../lib/result.ts';
import type { Refusal } from '../lib/result.ts';
import type { Copy } from '../library/entities.ts';
import { instantOf, millis } from '../lib/time.ts';
import { writeSideEvent } from './event-row.ts';
import { OTHER_RIGHTS, mayDo } from './rights.ts';
import type { Request } from './request.ts';
import { SYSTEM, attempt, definitionOf } from './run.ts';
import type { Ask, Run } from './run.ts';

/** Policy with the days in which a copy reported as not found is still expected to turn up. */
const FOUND_LATE_DAYS = 'find_book.found_late_days';
const DAY_MS = 86_400_000;

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
  // Where it is not legal, the sighting is all there is to say.
  await attempt(run, (inner) => inner.step(inner, ask));
}

async function tellSearches(run: Run, copy: Copy): Promise<void> {
  for (const request of await run.world.list('openRequestsOfCopy', copy.id)) {
    const searches = definitionOf(run, request.queue).actions['found']?.from;
    if (searches === undefined || searches === 'new' || !searches.includes(request.state)) continue;
    const facts = { place: run.point?.id ?? null, by: run.actor.id };
    const source =
      run.command.input['source'] === 'wedge' ? ('wedge' as const) : ('typed' as const);
    const evidence = { scan: copy.barcode, copyId: copy.id, source };
    const seen = await writeSideEvent(run, request, { action: 'seen', facts, evidence });
    if (request.leaderId === null) await findAtDesk(run, seen, copy);
  }
}

/** Any scan at a service point ends the walking: the copy is there, wherever it had been. */
async function findAtDesk(run: Run, request: Request, copy: Copy): Promise<void> {
  if (run.point?.kind !== 'point') return;
  const at = { place: run.point.code, cause: 'elsewhere' };
  await tryAction(run, request, 'found', copy, true, at);
}

async function foundLate(run: Run, copy: Copy): Promise<void> {
  const days = run.env.settings.policies.number(FOUND_LATE_DAYS);
  const since = instantOf(millis(run.at) - days * DAY_MS);
  const [first] = await run.world.list('notFoundSince', copy.id, since);
  if (first) await tryAction(run, first, 'found_late', copy, true);
}

/** Carries out `copy.sighting`: never refused for what any request's state says, for a place comes from the last scan. */
export async function recordSighting(run: Run): Promise<Refusal | null> {
  if (!mayDo('copy.sighting', run.actor)) {
    const roles = OTHER_RIGHTS['copy.sighting'].join(' ');
    return refuse('forbidden', { action: 'sighting', roles, reach: null });
  }
  if (!run.point)
    return refuse('wrong_place', { action: 'sighting', standing: 'campus', at: null, needs: null });
  const copy = await seenCopy(run);
  if ('ok' in copy) return copy;
  const status = copy.status === 'missing' ? 'available' : copy.status;
  run.world.put('copy', { ...copy, status, seenAt: run.point.id, seenOn: run.at });
  await tellSearches(run, copy);
  await foundLate(run, copy);
  for (const request of await run.world.list('openRequestsOfCopy', copy.id)) {
    if (request.targetCampus !== run.point.campus) {
      await tryAction(run, request, 'seen_at', copy, false);
    }
  }
  return null;
}
