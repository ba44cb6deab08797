// A copy is taken out of use and put back: to repair, mended or found again, withdrawn for good, each with who and why.

import { refuse } from '../../lib/result.ts';
import type { Refusal } from '../../lib/result.ts';
import type { Copy, CopyStatus, Place } from '../../library/entities.ts';
import { noteSighting } from '../../queues/commands/sighting.ts';
import { holderOf } from '../../queues/effects/custody.ts';
import { remark } from '../../queues/engine/run.ts';
import type { Run } from '../../queues/engine/run.ts';
import { textOf } from '../../queues/parts/input.ts';
import { OTHER_RIGHTS } from '../../queues/rights.ts';
import { keepStatus } from '../cases.ts';
import { isFetching } from '../holds/fetching.ts';
import { serveNext } from '../holds/next-for-copy.ts';
import { DEED_REASONS, fits, mayUse, rightOfDeed } from './copy-deeds.ts';
import type { CopyDeed } from './copy-deeds.ts';
import { isRefusal, pointOf, reasonRefusal, scannedCopy } from '../input.ts';

function rightRefusal(run: Run, deed: CopyDeed, copy: Copy): Refusal | null {
  const { place } = run.env.settings;
  if (mayUse(deed, run.actor, copy, { point: run.point, place })) return null;
  const roles = OTHER_RIGHTS[rightOfDeed(deed, copy)].join(' ');
  return refuse('forbidden', { action: deed.replace('.', '_'), roles, reach: 'owner' });
}

/** A decision on another state than the person saw is none. */
function statusRefusal(run: Run, deed: CopyDeed, copy: Copy): Refusal | null {
  const { barcode, status } = copy;
  if (status === 'provisional') return refuse('copy_provisional', { barcode });
  const seen = textOf(run.command.input, 'was');
  if (seen === '') return refuse('missing_input', { field: 'was' });
  return seen === status && fits(deed, copy) ? null : refuse('copy_status', { barcode, status });
}

/** Somebody has it: a reader, or a request that has its own ways to say that it is damaged or gone. */
async function heldRefusal(run: Run, copy: Copy): Promise<Refusal | null> {
  const { barcode } = copy;
  const [loan] = await run.world.list('openLoanOf', copy.id);
  if (loan && copy.status === 'lost') return refuse('lost_unsettled', { barcode });
  if (loan) return refuse('on_loan', { barcode, due: loan.dueOn });
  const holder = await holderOf(run, copy.id);
  // What is fetched for a hold is asked back by itself.
  if (!holder || isFetching(holder)) return null;
  return refuse('copy_in_custody', { barcode, code: holder.code, queue: holder.queue });
}

/** Requests that ask for this very copy and have to take another, or wait. */
async function sayWhoAsks(run: Run, copy: Copy): Promise<void> {
  const open = await run.world.list('openRequestsOfCopy', copy.id);
  const asking = open.filter((request) => !isFetching(request));
  const [first] = asking;
  if (first) remark(run, 'copy_asked_for', { requests: asking.length, code: first.code });
}

function set(run: Run, copy: Copy, status: CopyStatus): Copy {
  const after = { ...copy, status };
  run.world.put('copy', after);
  keepStatus(run, copy, status, textOf(run.command.input, 'reason'));
  return after;
}

/** The copy is in the hand: whoever looks for it is told, what brings it somewhere goes on or ends, and whoever is next gets it. */
async function takeIn(run: Run, copy: Copy, point: Place): Promise<void> {
  const find = point.kind === 'point' ? { cause: 'elsewhere', bySystem: true } : null;
  await noteSighting(run, copy, { place: point, find });
  const now = await run.world.get('copy', copy.id);
  if (now) await serveNext(run, now);
}

/**
 * Carries out `copy.repair` on the copy that was scanned (`scan`): it is set aside until it is mended. `reason` and `note`
 * say why, `was` is the status that the person saw.
 */
export async function sendToRepair(run: Run): Promise<Refusal | null> {
  const point = pointOf(run, 'copy_repair');
  if (isRefusal(point)) return point;
  const copy = await scannedCopy(run);
  if (isRefusal(copy)) return copy;
  const refused =
    rightRefusal(run, 'copy.repair', copy) ??
    statusRefusal(run, 'copy.repair', copy) ??
    (await heldRefusal(run, copy)) ??
    reasonRefusal(run, DEED_REASONS['copy.repair']);
  if (refused) return refused;
  await takeIn(run, set(run, copy, 'in_repair'), point);
  await sayWhoAsks(run, copy);
  return null;
}

/**
 * Carries out `copy.restore` on the copy that was scanned (`scan`), wherever it had gone: it is in use again and goes to
 * whoever is next. What was withdrawn takes a `note`. A lost copy that a reader still answers for comes back as a return.
 */
export async function restoreCopy(run: Run): Promise<Refusal | null> {
  const point = pointOf(run, 'copy_restore');
  if (isRefusal(point)) return point;
  const copy = await scannedCopy(run);
  if (isRefusal(copy)) return copy;
  const { barcode, status } = copy;
  const refused =
    rightRefusal(run, 'copy.restore', copy) ?? statusRefusal(run, 'copy.restore', copy);
  if (refused) return refused;
  if (status === 'withdrawn' && textOf(run.command.input, 'note') === '')
    return refuse('note_required', { field: 'note' });
  const [loan] = await run.world.list('openLoanOf', copy.id);
  if (loan)
    return refuse(status === 'lost' ? 'copy_lost' : 'on_loan', { barcode, due: loan.dueOn });
  await takeIn(run, set(run, copy, 'available'), point);
  return null;
}

/**
 * Carries out `copy.withdraw` on the copy that is the entity: it leaves the library for good, with `reason` and `note`.
 * Whoever waits for it waits for another one, or for nothing where there is none.
 */
export async function withdrawCopy(run: Run): Promise<Refusal | null> {
  const copy = await run.world.get('copy', run.command.entity);
  if (!copy) return refuse('not_found', { kind: 'copy' });
  const refused =
    rightRefusal(run, 'copy.withdraw', copy) ??
    statusRefusal(run, 'copy.withdraw', copy) ??
    (await heldRefusal(run, copy)) ??
    reasonRefusal(run, DEED_REASONS['copy.withdraw']);
  if (refused) return refused;
  set(run, copy, 'withdrawn');
  await sayWhoAsks(run, copy);
  return null;
}
