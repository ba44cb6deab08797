// What a shelf that was read leads to: every copy seen is noted, searches end, the task is done; what is missing is looked for.

import * as z from 'zod';
import { refuse } from '../../lib/result.ts';
import type { Refusal } from '../../lib/result.ts';
import type { Copy, Place } from '../../library/entities.ts';
import { shelfKeys } from '../../library/shelf-keys.ts';
import { isLatest } from '../effects/last-place.ts';
import { rightRefusal } from '../rights.ts';
import { SYSTEM, definitionOf } from '../engine/run.ts';
import type { Run } from '../engine/run.ts';
import { noteSighting } from './sighting.ts';

/** Copies that one command takes; more are reported by several. */
export const MOST_COPIES = 1000;

/** What `shelf.report` says: copies in the order scanned, `wrong` where one stood wrong, and the tasks that it ends. */
const shelfReportInput = z.object({
  copies: z.array(z.object({ copyId: z.string(), wrong: z.boolean() })).max(MOST_COPIES),
  tasks: z.array(z.string()).max(200),
  source: z.string().optional(),
});

/** The shelf that the command is about, or why this person may not report it from where they stand. */
function shelfOf(run: Run, placeId: string): Place | Refusal {
  const action = 'shelf_report';
  const refused = rightRefusal(run, 'shelf.report', action);
  if (refused) return refused;
  const place = run.env.settings.place(placeId);
  if (!place || (place.kind !== 'range' && place.kind !== 'collection')) {
    return refuse('not_found', { kind: 'place' });
  }
  const at = run.point?.campus ?? null;
  if (at === place.campus) return place;
  return refuse('wrong_place', { action, standing: 'campus', at, needs: place.campus });
}

/** The collection that a shelf is or is part of. */
function collectionOf(place: Place): string | null {
  return place.kind === 'collection' ? place.id : place.parentId;
}

/** Whether a copy should stand on a shelf: in use, held there, and neither lent nor in the hands of a request. */
async function isExpectedOn(run: Run, copy: Copy, place: Place): Promise<boolean> {
  if (copy.status !== 'available' || copy.holding !== collectionOf(place)) return false;
  const key = shelfKeys(run.env.settings).ofCopy(copy);
  if (place.fromKey !== null && key < place.fromKey) return false;
  if (place.toKey !== null && key >= place.toKey) return false;
  const loans = await run.world.list('openLoanOf', copy.id);
  const hands = await run.world.list('openCustodyOf', copy.id);
  return loans.length + hands.length === 0;
}

/**
 * Carries out `shelf.report` on a range or a collection: each copy was seen there; a search for one ends with a find,
 * `misshelved` where it stood wrong; tasks of its collection are done. A copy seen later elsewhere keeps its later place.
 */
export async function reportShelf(run: Run): Promise<Refusal | null> {
  const read = shelfReportInput.safeParse(run.command.input);
  if (!read.success) return refuse('bad_command', { problem: 'format' });
  const place = shelfOf(run, run.command.entity);
  if ('ok' in place) return place;
  const { copies, tasks } = read.data;
  for (const { copyId, wrong } of copies) {
    const copy = await run.world.get('copy', copyId);
    if (!copy || !isLatest(copy, run.at)) continue;
    const cause = wrong ? 'misshelved' : 'in_place';
    await noteSighting(run, copy, { place, find: { cause, bySystem: false } });
  }
  const collection = collectionOf(place);
  for (const id of tasks) {
    const task = await run.world.get('shelf_task', id);
    if (task?.closedOn !== null || task.collection !== collection) continue;
    run.world.put('shelf_task', { ...task, closedOn: run.at });
  }
  return null;
}

/**
 * Carries out `shelf.missing` after an inventory of `input.place`: the system opens a search for `input.copyId`, which
 * somebody has confirmed not to stand there. The entity is the id that the search will have, `input.code` its code.
 * Refuses `already_sought`, and `not_expected` where the copy should not stand there now.
 */
export async function reportMissing(run: Run): Promise<Refusal | null> {
  const { place: placeId, copyId, code } = run.command.input;
  if (typeof placeId !== 'string' || typeof copyId !== 'string' || typeof code !== 'string') {
    return refuse('bad_command', { problem: 'format' });
  }
  const place = shelfOf(run, placeId);
  if ('ok' in place) return place;
  const { entity } = run.command;
  if (await run.world.get('request', entity)) return refuse('bad_command', { problem: 'entity' });
  const copy = await run.world.get('copy', copyId);
  if (!copy) return refuse('not_found', { kind: 'copy' });
  const open = await run.world.list('openRequestsOfCopy', copyId);
  const search = open.find((request) => request.queue === 'find_book');
  if (search) return refuse('already_sought', { code: search.code, barcode: copy.barcode });
  if (!(await isExpectedOn(run, copy, place))) {
    return refuse('not_expected', { barcode: copy.barcode });
  }
  const done = await run.step(run, {
    definition: definitionOf(run, 'find_book'),
    request: null,
    action: 'submit',
    input: {
      copyId,
      titleId: copy.titleId,
      looked: ['own_shelf', 'shelves_around'],
      lookedOn: run.today,
      code,
    },
    actor: SYSTEM,
    point: run.point,
    cascade: true,
    id: entity,
  });
  return done.ok ? null : done;
}
