// The one queue of those who wait for a title: who is next for a copy, who is before a reader, and how a hold's row changes.

import type { Day } from '../../lib/time.ts';
import type { Copy, Hold, Loan } from '../../library/entities.ts';
import type { Run } from '../../queues/engine/run.ts';
import type { World } from '../../queues/world/world.ts';
import { isFree, isUnusable } from './free-copy.ts';
import { standingRefusal } from '../readers/reader-standing.ts';
import { copyFacts, tellReader } from '../notices/tell.ts';

/** Whether a waiting hold may have the copy. */
export function wants(hold: Hold, copyId: string): boolean {
  return hold.copyId === null || hold.copyId === copyId;
}

/** What it takes to look at who waits. */
interface Looks {
  world: Pick<World, 'get' | 'list'>;
  today: Day;
}

/** Holds whose reader may borrow on that day; whoever may not is passed over and keeps the place. */
export async function servable({ world, today }: Looks, holds: readonly Hold[]): Promise<Hold[]> {
  const fit: Hold[] = [];
  for (const hold of holds) {
    const reader = await world.get('reader', hold.readerId);
    // A reader who is not known here yet may be served.
    if (!reader || standingRefusal(reader, today) === null) fit.push(hold);
  }
  return fit;
}

/** Waiting holds that may have the copy and whose readers may borrow, recalls first, then by placing. */
export async function waitingFor(
  looks: Looks,
  copy: Pick<Copy, 'id' | 'titleId'>,
): Promise<Hold[]> {
  const holds = await looks.world.list('waitingHolds', copy.titleId);
  return servable(
    looks,
    holds.filter((hold) => wants(hold, copy.id)),
  );
}

/** Other lendable copies of the title that nobody has and nobody is promised. */
async function otherFreeCopies(run: Run, copy: Copy): Promise<number> {
  let free = 0;
  for (const each of await run.world.list('copiesOfTitle', copy.titleId)) {
    if (each.id !== copy.id && (await isFree(run, each))) free += 1;
  }
  return free;
}

/** Whether a loan of the copy is what the hold was for: the copy itself, or the same volume of the title. */
export async function isFor(run: Run, hold: Hold, copy: Copy): Promise<boolean> {
  if (hold.titleId !== copy.titleId) return false;
  if (hold.copyId === null || hold.copyId === copy.id) return true;
  const kept = hold.status === 'ready' ? await run.world.get('copy', hold.copyId) : undefined;
  return kept !== undefined && kept.volume === copy.volume;
}

/**
 * How many readers come before this one for the copy: those in the queue before the reader's own hold, or all of them,
 * as far as no other copy is free for them.
 */
export async function aheadOf(run: Run, copy: Copy, readerId: string): Promise<number> {
  for (const hold of await run.world.list('holdsOfReader', readerId)) {
    // Whose turn has come gives the other copy back to the queue.
    if (hold.status === 'ready' && (await isFor(run, hold, copy))) return 0;
  }
  const holds = await run.world.list('waitingHolds', copy.titleId);
  const waiting = holds.filter((hold) => wants(hold, copy.id));
  const own = waiting.findIndex((hold) => hold.readerId === readerId);
  const before = await servable(run, own === -1 ? waiting : waiting.slice(0, own));
  const ofCopy = before.filter((hold) => hold.copyId === copy.id).length;
  const ofTitle = before.length - ofCopy;
  if (ofTitle === 0) return ofCopy;
  return ofCopy + Math.max(0, ofTitle - (await otherFreeCopies(run, copy)));
}

/**
 * Keeps the copy for the first who waits for it, who is told once it lies on the hold shelf; one that is kept already stays
 * so. Null: nobody waits who may borrow, or the copy can serve nobody.
 */
export async function keepForHold(run: Run, copy: Copy): Promise<Hold | null> {
  const [kept] = await run.world.list('readyHoldOf', copy.id);
  if (kept) {
    run.promised.add(copy.id);
    return kept;
  }
  if (isUnusable(copy)) return null;
  const [first] = await waitingFor(run, copy);
  if (!first) return null;
  const after: Hold = { ...first, copyId: copy.id, status: 'ready', readyOn: run.at };
  await putHold(run, first, after);
  run.promised.add(copy.id);
  return after;
}

/** A hold whose copy fell away waits again at its old place in the queue, for what it was placed on. */
export async function waitAgain(run: Run, hold: Hold): Promise<void> {
  const { slot: _slot, readyOn: _on, readyUntil: _until, ...rest } = hold;
  const copyId = hold.scope === 'copy' ? hold.copyId : null;
  await putHold(run, hold, { ...rest, copyId, status: 'waiting' });
}

/** An open loan and its copy. */
export interface LentCopy {
  loan: Loan;
  copy: Copy;
}

/** Whether a loan that is called back can bring its copy: not one that is lost, or said to be back. */
export function mayComeBack({ loan, copy }: LentCopy): boolean {
  return loan.claimedOn === undefined && !isUnusable(copy);
}

/** Open loans of the title's copies. */
export async function loansOfTitle({ world }: Pick<Run, 'world'>, titleId: string) {
  const lent: LentCopy[] = [];
  for (const copy of await world.list('copiesOfTitle', titleId)) {
    for (const loan of await world.list('openLoanOf', copy.id)) lent.push({ loan, copy });
  }
  return lent;
}

/**
 * Each recall that waits keeps one loan called back, the first called first: those called back for nobody, and the recalls
 * for which none is.
 */
export async function matchRecalls(run: Run, titleId: string) {
  const waiting = await run.world.list('waitingHolds', titleId);
  const unserved = waiting.filter(({ kind }) => kind === 'recall');
  const called = (await loansOfTitle(run, titleId))
    .filter(({ loan }) => loan.recalledOn !== undefined)
    .toSorted((a, b) => ((a.loan.recalledOn ?? '') < (b.loan.recalledOn ?? '') ? -1 : 1));
  const spare = called.filter((lent) => {
    const at = mayComeBack(lent) ? unserved.findIndex((hold) => wants(hold, lent.copy.id)) : -1;
    if (at !== -1) unserved.splice(at, 1);
    return at === -1;
  });
  return { spare, unserved };
}

/** The loan is as any other again: due when it was before the recall, and its reader is told so. */
async function lift(run: Run, loan: Loan): Promise<void> {
  const { recalledOn: _on, recalledFrom, ...rest } = loan;
  const dueOn = recalledFrom ?? loan.dueOn;
  run.world.put('loan', { ...rest, dueOn });
  const copy = await run.world.get('copy', loan.copyId);
  const day = run.env.settings.calendars.dayOf(dueOn);
  const facts = copy ? await copyFacts(run, copy) : {};
  tellReader(run, loan.readerId, 'loan.recall_lifted', { ...facts, day, loanId: loan.id });
}

/** A loan that was called back and that no waiting recall needs has its days again. */
async function liftRecalls(run: Run, titleId: string): Promise<void> {
  const { spare } = await matchRecalls(run, titleId);
  for (const { loan } of spare) await lift(run, loan);
}

/** Writes a hold and keeps the count of those who wait on the title true; a recall that ends calls nothing back. */
export async function putHold(run: Run, before: Hold | null, after: Hold): Promise<void> {
  run.world.put('hold', after);
  if (after.kind === 'recall' && after.status === 'closed') await liftRecalls(run, after.titleId);
  const waits = (hold: Hold | null) => (hold?.status === 'waiting' ? 1 : 0);
  const change = waits(after) - waits(before);
  const title = change === 0 ? undefined : await run.world.get('title', after.titleId);
  if (!title) return;
  run.world.put('title', { ...title, holdsWaiting: Math.max(0, title.holdsWaiting + change) });
}
