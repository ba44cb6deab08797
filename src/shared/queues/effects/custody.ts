// Which request has a copy in its hands: taken on entering a ● state, given up on leaving them, one at a time a copy.

import { servable } from '../../circulation/holds/queue-of-holds.ts';
import type { Refusal } from '../../lib/result.ts';
import { refuse } from '../../lib/result.ts';
import type { Verdict } from '../engine/decide.ts';
import type { QueueDefinition } from '../queue.ts';
import type { Request } from '../request.ts';
import { definitionOf } from '../engine/run.ts';
import type { Ask, Run } from '../engine/run.ts';
import { hasEnded, holdsCopy, labelOf } from '../states.ts';

/** The open request that has custody of the copy. */
export async function holderOf(run: Run, copyId: string): Promise<Request | null> {
  const custody = (await run.world.list('openCustodyOf', copyId))[0];
  return custody ? ((await run.world.get('request', custody.requestId)) ?? null) : null;
}

/** Whether one request is a linked case of the other: they act under one custody. */
export function areLinked(a: Request, b: Request): boolean {
  return a.parentId === b.id || b.parentId === a.id;
}

/** The copy that the request holds by the marks of its state, or null. */
function copyHeld(definition: QueueDefinition, request: Request | null): string | null {
  if (!request || request.state === 'new') return null;
  return holdsCopy(definition, request) ? request.copyId : null;
}

/** Whether a copy lies ready, or is kept, for a reader who holds the title. */
async function isKept(run: Run, copyId: string, exceptFor: string | null): Promise<boolean> {
  const [hold] = await run.world.list('readyHoldOf', copyId);
  return hold !== undefined && hold.readerId !== exceptFor;
}

/** Holds and recalls that were there before the request and would lose this copy to it. */
async function earlierHolds(run: Run, request: Request, copyId: string): Promise<number> {
  const copy = await run.world.get('copy', copyId);
  if (!copy) return 0;
  const waiting = await run.world.list('waitingHolds', copy.titleId);
  const holds = (await servable(run, waiting)).filter(
    (hold) => hold.placedOn < request.submittedOn && hold.readerId !== request.readerId,
  );
  const kept = (await isKept(run, copyId, request.readerId)) ? 1 : 0;
  const ofCopy = kept + holds.filter((hold) => hold.copyId === copyId).length;
  const ofTitle = holds.filter((hold) => hold.copyId === null).length;
  if (ofTitle === 0) return ofCopy;
  let free = 0;
  for (const each of await run.world.list('copiesOfTitle', copy.titleId)) {
    if (each.status !== 'available' || !each.lendable || each.id === copyId) continue;
    const busy =
      (await run.world.list('openLoanOf', each.id)).length > 0 ||
      (await run.world.list('openCustodyOf', each.id)).length > 0 ||
      (await isKept(run, each.id, null));
    if (!busy) free += 1;
  }
  return ofCopy + Math.max(0, ofTitle - free);
}

async function holdRule(
  run: Run,
  ask: Ask,
  request: Request,
  copyId: string,
): Promise<Refusal | null> {
  const holds = await earlierHolds(run, request, copyId);
  if (holds === 0) return null;
  const { actor, input } = ask;
  const supervises = actor.grants.some((grant) => grant.role === 'supervisor');
  const reasoned = typeof input['reason'] === 'string' || typeof input['note'] === 'string';
  if (supervises && input['override'] === true && reasoned) return null;
  const copy = await run.world.get('copy', copyId);
  return refuse('earlier_hold', { holds, barcode: copy?.barcode ?? null });
}

/** An accepted action, and whom the request follows where the action holds only in advance. */
export type Placed = Verdict & { leaderId?: string };

/**
 * Whether the copy is free for what was decided: it is another request's (then an approval from the first state
 * holds in advance, a guest is let in, all else is refused `copy_in_custody`), or an earlier hold's.
 */
export async function custodyRule(
  run: Run,
  ask: Ask,
  request: Request,
  verdict: Verdict,
): Promise<Placed | Refusal> {
  const { definition } = ask;
  const spec = definition.actions[ask.action];
  const copyId = verdict.patch?.copyId === undefined ? request.copyId : verdict.patch.copyId;
  const after = { ...request, ...verdict.patch, state: verdict.to, fields: {} };
  const takes = holdsCopy(definition, after);
  const ended = hasEnded(definition, after);
  const deciding = spec?.inAdvance === true && request.state === definition.first && !ended;
  const kept = copyId === copyHeld(definition, request);
  if (verdict.inAdvance || copyId === null || kept || !(takes || deciding)) return verdict;
  const holder = await holderOf(run, copyId);
  if (holder && holder.id !== request.id && !areLinked(request, holder)) {
    if (deciding) return { ...verdict, inAdvance: true, leaderId: holder.id };
    if (spec?.guest) return verdict;
    const copy = await run.world.get('copy', copyId);
    const barcode = copy?.barcode ?? null;
    return refuse('copy_in_custody', { barcode, code: holder.code, queue: holder.queue });
  }
  const pending = request.state !== 'new' && labelOf(definition, request.state) === 'pending';
  const byCopy = (definition.joins ?? 'custody') === 'custody';
  const asked = takes && pending && byCopy && !ask.cascade;
  return (asked ? await holdRule(run, ask, request, copyId) : null) ?? verdict;
}

async function give(run: Run, requestId: string, copyId: string): Promise<void> {
  const since = run.at;
  run.world.put('custody', { id: run.nextId(), ver: 0, copyId, requestId, since, until: null });
}

async function takeUp(run: Run, request: Request, copyId: string, guest: boolean) {
  const holder = await holderOf(run, copyId);
  if (!holder) {
    await give(run, request.id, copyId);
    return null;
  }
  if (holder.id === request.id || guest || areLinked(request, holder)) return null;
  const copy = await run.world.get('copy', copyId);
  const barcode = copy?.barcode ?? null;
  return refuse('copy_in_custody', { barcode, code: holder.code, queue: holder.queue });
}

async function giveUp(run: Run, request: Request, copyId: string): Promise<boolean> {
  const custody = (await run.world.list('openCustodyOf', copyId))[0];
  if (custody?.requestId !== request.id) return false;
  run.world.put('custody', { ...custody, until: run.at });
  return true;
}

/** What a change of state did to custody: copies given up and taken. */
export interface Handling {
  ok: true;
  released: string | null;
  taken: string | null;
}

/** Moves custody by the ● marks from one image of the request to the next. */
export async function moveCustody(
  run: Run,
  definition: QueueDefinition,
  before: Request | null,
  after: Request,
  guest: boolean,
): Promise<Handling | Refusal> {
  const had = copyHeld(definition, before);
  const has = copyHeld(definition, after);
  if (had === has) return { ok: true, released: null, taken: null };
  const released = had !== null && (await giveUp(run, after, had)) ? had : null;
  if (has !== null) {
    const refused = await takeUp(run, after, has, guest);
    if (refused) return refused;
  }
  return { ok: true, released, taken: has };
}

/** Gives a copy that somebody let go to an open request that has it by its marks (a linked case, a guest). */
export async function passToHolder(
  run: Run,
  copyId: string,
  from: Request,
): Promise<Request | null> {
  const open = await run.world.list('openRequestsOfCopy', copyId);
  const next = open.find(
    (each) => each.id !== from.id && copyHeld(definitionOf(run, each.queue), each) === copyId,
  );
  if (next) await give(run, next.id, copyId);
  return next ?? null;
}
