// A scan brings a copy on its way by the system one step on: picked, received, handed to the hold, or back at home.

import type { Copy } from '../../library/entities.ts';
import { textOf } from '../../queues/parts/input.ts';
import type { Request } from '../../queues/request.ts';
import type { Run } from '../../queues/engine/run.ts';
import { isFetching, scanInput, stepOf } from './fetching.ts';
import { isUnusable } from './free-copy.ts';
import { waitingFor } from './queue-of-holds.ts';

/** States from which the copy goes to whoever waits, wherever it is scanned. */
const ANYWHERE: ReadonlySet<string> = new Set(['arrived', 'cancel_asked', 'returning']);

/** Whether the request only moves the copy for the library: home, or to a hold. Readers who wait come before it. */
export function isErrand(request: Request): boolean {
  const home = request.queue === 'reallocation' && request.fields['kind'] === 'return';
  return home || isFetching(request);
}

async function someoneWaits(run: Run, copy: Copy): Promise<boolean> {
  if (isUnusable(copy)) return false;
  const [kept] = await run.world.list('readyHoldOf', copy.id);
  return kept !== undefined || (await waitingFor(run, copy)).length > 0;
}

/** Ends the search for it: the copy is in the hand. */
async function endSearch(run: Run, errand: Request, copy: Copy): Promise<Request> {
  const search =
    errand.blockedBy === null ? undefined : await run.world.get('request', errand.blockedBy);
  if (search) await stepOf(run, search, 'pass_on', scanInput(run, copy));
  return (await run.world.get('request', errand.id)) ?? errand;
}

/** Takes the step that the scan proves: fetched from the shelf, or arrived. */
async function onTheWay(run: Run, errand: Request, copy: Copy): Promise<Request> {
  const scan = scanInput(run, copy);
  const now = await endSearch(run, errand, copy);
  if (now.state === 'approved') return (await stepOf(run, now, 'pick', scan)) ?? now;
  const there = now.targetCampus === run.point?.campus;
  if (now.state !== 'in_transit' || !there) return now;
  const condition = textOf(run.command.input, 'condition') === 'damaged' ? 'damaged' : 'good';
  return (await stepOf(run, now, 'receive', { ...scan, condition })) ?? now;
}

/** What goes home stops where somebody waits for it. */
async function stopped(run: Run, now: Request): Promise<Request> {
  if (isFetching(now) || (now.state !== 'picked' && now.state !== 'in_transit')) return now;
  return (await stepOf(run, now, 'ask_cancel', { reason: 'held_for_other' })) ?? now;
}

/**
 * Brings an errand on by the scan of its copy at the point of the command. Gives whether it has ended with that, so that the
 * copy is whoever's is next: the hold's where it is collected, or nobody's at its home.
 */
export async function bringOn(run: Run, errand: Request, copy: Copy): Promise<boolean> {
  const waits = await someoneWaits(run, copy);
  if (!waits && !isFetching(errand)) return false;
  const campus = run.point?.campus;
  const now = await stopped(run, await onTheWay(run, errand, copy));
  const scan = scanInput(run, copy);
  const there = now.state === 'picked' && now.targetCampus === campus;
  if ((there || ANYWHERE.has(now.state)) && (await stepOf(run, now, 'pass_on', scan))) return true;
  if (now.state !== 'cancel_asked' && now.state !== 'returning') return false;
  if (run.env.settings.place(copy.home)?.campus !== campus) return false;
  return (await stepOf(run, now, 'receive_home', scan)) !== null;
}
