// What is kept for a reader and stands elsewhere is fetched to where it is collected, by a reallocation of its own.

import type { Copy, Hold, Loan } from '../../library/entities.ts';
import { holderOf } from '../../queues/effects/custody.ts';
import type { Custody, Request } from '../../queues/request.ts';
import { SYSTEM, attempt, definitionOf, remark } from '../../queues/engine/run.ts';
import type { Run } from '../../queues/engine/run.ts';
import { isFree, isUnusable } from './free-copy.ts';
import { mayFetch, takeBackPromise } from './promises.ts';
import { keepForHold, waitingFor } from './queue-of-holds.ts';

/** Whether a request does nothing but bring a copy to the hold shelf of whoever waits for it. */
export function isFetching({ queue, fields }: Pick<Request, 'queue' | 'fields'>): boolean {
  return queue === 'reallocation' && fields['kind'] === 'for_hold';
}

/** Takes a step of a request by the system; gives the request as it is then, or null where it is not legal. */
export async function stepOf(
  run: Run,
  request: Request,
  action: string,
  input: Record<string, unknown>,
): Promise<Request | null> {
  const definition = definitionOf(run, request.queue);
  const said = run.remarks.length;
  const done = await attempt(run, (inner) =>
    inner.step(inner, {
      definition,
      request,
      action,
      input,
      actor: SYSTEM,
      point: inner.point,
      cascade: true,
      facts: { by: run.actor.id },
    }),
  );
  // How the barcode was read is said of the command, not of each step that comes of it.
  const more = run.remarks.splice(said).filter(({ code }) => code !== 'typed_scan');
  run.remarks.push(...more);
  return done.ok ? done.request : null;
}

/** The scan of this command as evidence of a step that comes of it. */
export function scanInput(run: Run, { barcode }: Copy): Record<string, unknown> {
  return { scan: barcode, source: run.command.input['source'] ?? 'typed' };
}

/** Campus where the command has the copy in a hand; null where it was scanned at another time. */
function inHandAt(run: Run, copy: Copy): string | null {
  return copy.seenOn === run.at ? (run.point?.campus ?? null) : null;
}

/** Whether the copy is where its reader collects it and whoever works at the hold shelf has it before them. */
function isThere(run: Run, copy: Copy, hold: Hold): boolean {
  const { place } = run.env.settings;
  const seen = copy.seenAt === null ? undefined : place(copy.seenAt);
  const campus = seen?.campus ?? place(copy.holding)?.campus;
  const before = seen?.kind === 'hold_slot' || hold.slot !== undefined;
  return campus === hold.pickupCampus && (before || inHandAt(run, copy) !== null);
}

/** Opens the errand: a pull from the shelf, or a copy that is in the hand already and goes into a crate. */
async function fetch(run: Run, copy: Copy, hold: Hold): Promise<void> {
  if (isThere(run, copy, hold)) return;
  const hand = inHandAt(run, copy);
  const code = `H-${copy.barcode}-${run.command.id.slice(-4)}`;
  const opened = await attempt(run, (inner) =>
    inner.step(inner, {
      definition: definitionOf(inner, 'reallocation'),
      request: null,
      action: 'open_hold',
      input: { copyId: copy.id, targetCampus: hold.pickupCampus, code },
      actor: SYSTEM,
      point: inner.point,
      cascade: true,
      id: inner.nextId(),
    }),
  );
  if (!opened.ok) return;
  remark(run, 'fetch_opened', { code });
  if (hand !== null) await stepOf(run, opened.request, 'pick', scanInput(run, copy));
}

/** Why an errand is no longer needed: its reader no longer waits, or was served otherwise. */
async function whyOver(run: Run, request: Request): Promise<Record<string, string>> {
  const changes = await run.world.changes();
  const ended = changes.some(({ kind, after }) => {
    const hold = after as Hold;
    return kind === 'hold' && hold.titleId === request.titleId && hold.outcome === 'cancelled';
  });
  return ended ? { reason: 'reader_cancel' } : { reason: 'other', note: request.code };
}

/** Ends an errand that nobody waits for, or asks for it where the copy is in a hand: the next scan says what becomes of it. */
async function callOff(run: Run, errand: Request, copy: Copy): Promise<void> {
  // A search that was begun is finished: the copy is not where it should be.
  if (errand.blockedBy !== null && !isUnusable(copy)) return;
  const action = errand.state === 'approved' ? 'cancel' : 'ask_cancel';
  await stepOf(run, errand, action, await whyOver(run, errand));
}

/** Keeps the errand's target true to the hold that has the copy now. */
async function aim(run: Run, errand: Request, copy: Copy, hold: Hold): Promise<void> {
  const { pickupCampus: targetCampus } = hold;
  if (errand.targetCampus === targetCampus) return;
  if (errand.state !== 'arrived') {
    await stepOf(run, errand, 'redirect', { targetCampus, reason: 'held_for_other' });
    return;
  }
  const done = await stepOf(run, errand, 'pass_on', scanInput(run, copy));
  if (done) await fetch(run, copy, hold);
}

/** A copy that nobody has: who is promised it, or is now. */
async function promisedTo(run: Run, copy: Copy, kept: Hold | undefined): Promise<Hold | null> {
  if (kept) return (await run.world.list('openLoanOf', copy.id)).length > 0 ? null : kept;
  if (!(await isFree(run, copy))) return null;
  const [first] = await waitingFor(run, copy);
  return first && mayFetch(run, copy, first.pickupCampus) ? keepForHold(run, copy) : null;
}

/** An errand goes on for whoever is promised its copy, and for nobody else. */
async function settleErrand(run: Run, errand: Request, copy: Copy, kept: Hold | undefined) {
  if ((await run.world.list('openLoanOf', copy.id)).length > 0) {
    await stepOf(run, errand, 'lent', {});
  } else if (errand.state === 'exception') {
    if (kept) await takeBackPromise(run, kept);
  } else if (kept) await aim(run, errand, copy, kept);
  else if (isUnusable(copy) || (await waitingFor(run, copy)).length === 0)
    await callOff(run, errand, copy);
}

async function settle(run: Run, copyId: string): Promise<void> {
  const copy = await run.world.get('copy', copyId);
  if (!copy) return;
  const holder = await holderOf(run, copyId);
  const [kept] = await run.world.list('readyHoldOf', copyId);
  if (holder) return isFetching(holder) ? settleErrand(run, holder, copy, kept) : undefined;
  const hold = await promisedTo(run, copy, kept);
  if (hold) await fetch(run, copy, hold);
}

/** Whether the command scanned the copy, or changed what it is good for. */
function isConcerned(run: Run, before: Copy | undefined, after: Copy): boolean {
  return before?.status !== after.status || after.seenOn === run.at;
}

/** Copies that the command scanned, those whose loan, custody or errand it changed, and all for which somebody waits anew. */
async function touched(run: Run): Promise<Set<string>> {
  const copies = new Set<string>();
  const titles = new Set<string>();
  for (const { kind, before, after } of await run.world.changes()) {
    if (kind === 'copy' && isConcerned(run, before as Copy | undefined, after as Copy))
      copies.add(after.id);
    for (const row of before === undefined ? [after] : [before, after]) {
      if (kind === 'hold') titles.add((row as Hold).titleId);
      if (kind === 'loan' || kind === 'custody') copies.add((row as Loan | Custody).copyId);
      const concerns = kind === 'hold' || (kind === 'request' && isFetching(row as Request));
      const copyId = concerns ? (row as Hold | Request).copyId : null;
      if (copyId !== null) copies.add(copyId);
    }
  }
  for (const title of titles) {
    for (const { id } of await run.world.list('copiesOfTitle', title)) copies.add(id);
  }
  return copies;
}

/**
 * Makes errands and promises agree: a copy that has become free is promised to whoever waits, a promised one that stands
 * elsewhere is fetched, an errand follows whoever its copy is promised to, and one that nobody waits for ends. Called once
 * all is decided, so that no way of changing a hold, a loan or a copy can forget it.
 */
export async function fetchPromised(run: Run): Promise<void> {
  const seen = new Set<string>();
  for (;;) {
    const next = [...(await touched(run))].filter((copyId) => !seen.has(copyId));
    if (next.length === 0) return;
    for (const copyId of next) {
      seen.add(copyId);
      await settle(run, copyId);
    }
  }
}
