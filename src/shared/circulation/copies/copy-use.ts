// A copy is taken out of use and put back: to repair, mended or found again, withdrawn for good, each with who and why.

import { refuse } from '../../lib/result.ts';
import type { Refusal } from '../../lib/result.ts';
import type { Copy, CopyStatus, Place } from '../../library/entities.ts';
import { noteSighting } from '../../queues/commands/sighting.ts';
import { holderOf } from '../../queues/effects/custody.ts';
import { remark } from '../../queues/engine/run.ts';
import type { Run } from '../../queues/engine/run.ts';
import { textOf } from '../../queues/parts/input.ts';
import { OTHER_RIGHTS, coversCopy } from '../../queues/rights.ts';
import type { Where } from '../../queues/rights.ts';
import type { Actor } from '../../queues/command.ts';
import { keepStatus } from '../cases.ts';
import { isFetching } from '../holds/fetching.ts';
import { serveNext } from '../holds/next-for-copy.ts';
import { isRefusal, pointOf, reasonRefusal, scannedCopy } from '../input.ts';

/** What somebody may do with a copy, and with which copies. */
export const COPY_DEEDS = {
  'copy.repair': ['available'],
  'copy.restore': ['in_repair', 'missing', 'lost', 'withdrawn'],
  'copy.withdraw': ['available', 'in_repair', 'missing', 'lost'],
} as const satisfies Record<string, readonly CopyStatus[]>;

/** A deed of `COPY_DEEDS`; each is a right by the same name. */
export type CopyDeed = keyof typeof COPY_DEEDS;

/** The right that a deed takes: what was withdrawn is put back by whoever may withdraw. */
function rightOfDeed(deed: CopyDeed, { status }: Pick<Copy, 'status'>): CopyDeed {
  return status === 'withdrawn' ? 'copy.withdraw' : deed;
}

/** Whether the deed is one for a copy of this status. */
function fits(deed: CopyDeed, { status }: Pick<Copy, 'status'>): boolean {
  const from: readonly CopyStatus[] = COPY_DEEDS[deed];
  return from.includes(status);
}

/**
 * Whether somebody may do it with the copy: by the collection that owns it, and short of withdrawing also by the campus where
 * it is in their hand.
 */
export function mayUse(
  deed: CopyDeed,
  { grants }: Pick<Actor, 'grants'>,
  copy: Copy,
  where: Where,
) {
  const right = rightOfDeed(deed, copy);
  const point = right === 'copy.withdraw' ? null : where.point;
  return coversCopy(right, grants, copy, { ...where, point });
}

/** What somebody may do with a copy of its status that nobody has. */
export function deedsFor(actor: Pick<Actor, 'grants'>, copy: Copy, where: Where): CopyDeed[] {
  const deeds = Object.keys(COPY_DEEDS) as CopyDeed[];
  return deeds.filter((deed) => fits(deed, copy) && mayUse(deed, actor, copy, where));
}

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
  const { code, queue, state } = holder;
  return refuse('copy_in_custody', { barcode, code, queue, state });
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
    reasonRefusal(run);
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
    reasonRefusal(run);
  if (refused) return refused;
  set(run, copy, 'withdrawn');
  await sayWhoAsks(run, copy);
  return null;
}
