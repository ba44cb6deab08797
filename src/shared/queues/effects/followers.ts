// Followers: who waits behind whom for a copy (or a turn), and what happens when a leader lets go.

import type { Copy } from '../../library/entities.ts';
import { areLinked, holderOf } from './custody.ts';
import { toIsbn13 } from '../../library/isbn.ts';
import { writeSideEvent } from '../engine/event-row.ts';
import type { QueueDefinition } from '../queue.ts';
import type { Request, RequestEvent } from '../request.ts';
import { SYSTEM, attempt, definitionOf, remark } from '../engine/run.ts';
import type { Ask, Run } from '../engine/run.ts';
import { byAsking } from '../world/row-lists.ts';
import { hasEnded } from '../states.ts';

function joinsBy(definition: QueueDefinition) {
  return definition.joins ?? 'custody';
}

async function holderToJoin(run: Run, request: Request): Promise<Request | null> {
  if (request.copyId === null) return null;
  const holder = await holderOf(run, request.copyId);
  if (holder) return holder.id === request.id || areLinked(holder, request) ? null : holder;
  const open = await run.world.list('openRequestsOfCopy', request.copyId);
  for (const other of open) {
    if (other.id === request.id || areLinked(other, request) || other.leaderId !== null) continue;
    // Whoever follows a search waits for its outcome; the copy itself is free to be asked for.
    const waiting = await run.world.list('followersOf', other.id);
    if (waiting.some((each) => joinsBy(definitionOf(run, each.queue)) === 'custody')) return other;
  }
  return null;
}

function oldestOf(request: Request, found: Request[]): Request | null {
  const others = found
    .filter((each) => each.queue === request.queue && each.id !== request.id)
    .toSorted(byAsking);
  return others.find((each) => each.leaderId === null) ?? null;
}

async function sameWorkAs(run: Run, request: Request): Promise<Request[]> {
  const isbn = request.fields['isbn'];
  const digits = typeof isbn === 'string' ? toIsbn13(isbn) : null;
  return [
    ...(request.titleId === null
      ? []
      : await run.world.list('openRequestsOfTitle', request.titleId)),
    ...(digits === null ? [] : await run.world.list('openRequestsOfIsbn', digits)),
  ];
}

/** Whom a request in its first state has to wait behind, or null. */
export async function leaderFor(
  run: Run,
  definition: QueueDefinition,
  request: Request,
): Promise<Request | null> {
  switch (joinsBy(definition)) {
    case 'custody':
      return holderToJoin(run, request);
    case 'copy':
      return request.copyId === null
        ? null
        : oldestOf(request, await run.world.list('openRequestsOfCopy', request.copyId));
    case 'work':
      return oldestOf(request, await sameWorkAs(run, request));
    case 'none':
      return null;
  }
}

/** Makes the request wait behind its leader, if there is one for it. */
export async function join(run: Run, request: Request, leader: Request): Promise<Request> {
  const facts = { leader: leader.code, queue: leader.queue };
  run.journal.joined.push(request.id);
  return writeSideEvent(run, request, { action: 'joins', facts }, { leaderId: leader.id });
}

/** Whoever still waits undecided for a copy that has just been taken waits behind its holder from now on. */
export async function gatherFollowers(run: Run, holder: Request, copyId: string): Promise<void> {
  for (const other of await run.world.list('openRequestsOfCopy', copyId)) {
    const definition = definitionOf(run, other.queue);
    const undecided = other.state === definition.first && joinsBy(definition) === 'custody';
    if (!undecided || other.id === holder.id || areLinked(other, holder)) continue;
    if (other.leaderId !== holder.id) await join(run, other, holder);
  }
}

/** The approval in advance that still waits for its turn. */
export async function advanceOf(run: Run, request: Request): Promise<RequestEvent | null> {
  const events = await run.world.list('eventsOf', request.id);
  const undone = new Set(events.map((event) => event.undoes));
  const last = events.findLast(
    (event) =>
      (event.facts['inAdvance'] !== undefined && !undone.has(event.id)) ||
      event.action === 'goes_on' ||
      event.action === 'take_effect',
  );
  return last?.facts['inAdvance'] === undefined ? null : last;
}

/** Lets an approval in advance take effect; where it no longer holds, a new decision is due. Gives whether it did. */
export async function takeEffect(run: Run, requestId: string): Promise<boolean> {
  const request = await run.world.get('request', requestId);
  const advance = request ? await advanceOf(run, request) : null;
  if (!request || !advance) return false;
  const said = advance.facts['inAdvance'] as {
    action: string;
    input: Record<string, unknown>;
  };
  const ask: Ask = {
    definition: definitionOf(run, request.queue),
    request,
    action: said.action,
    input: said.input,
    actor: { ...SYSTEM, id: advance.actor },
    point: null,
    cascade: true,
    eventName: 'take_effect',
    facts: { action: said.action, approvedBy: advance.actor },
  };
  const done = await attempt(run, (inner) => inner.step(inner, ask));
  if (done.ok) {
    remark(run, 'follower_moved', { code: request.code, state: done.request.state });
    return true;
  }
  await goOn(run, request, done.code, null);
  return false;
}

async function goOn(run: Run, request: Request, why: string, next: Copy | null): Promise<void> {
  const facts = { why, next: next?.barcode ?? null };
  await writeSideEvent(run, request, { action: 'goes_on', facts }, { leaderId: null });
  remark(run, 'follower_goes_on', { code: request.code, why });
}

/** Makes `first` the leader of the others; it takes over what its definition says from the leader before. */
export async function leadOn(
  run: Run,
  first: Request,
  others: readonly Request[],
  before: Request,
): Promise<void> {
  const definition = definitionOf(run, first.queue);
  const patch = before.queue === first.queue ? (definition.leadsOn?.(first, before) ?? null) : null;
  const facts = { after: before.code };
  await writeSideEvent(run, first, { action: 'leads_on', facts, patch }, { leaderId: null });
  for (const other of others) {
    const row = await run.world.get('request', other.id);
    if (row && row.id !== first.id) run.world.put('request', { ...row, leaderId: first.id });
  }
}

async function whyGone(
  run: Run,
  copy: Copy | undefined,
  follower: Request,
): Promise<string | null> {
  if (!copy) return 'not_found';
  if (run.promised.has(copy.id)) return 'held_for_other';
  if (copy.status !== 'available' && copy.status !== 'provisional') return copy.status;
  if ((await run.world.list('openLoanOf', copy.id)).length > 0) return 'on_loan';
  return copy.home === follower.collection ? null : 'home_changed';
}

async function nextCopy(run: Run, copy: Copy | undefined): Promise<Copy | null> {
  for (const each of copy ? await run.world.list('copiesOfTitle', copy.titleId) : []) {
    if (each.id === copy?.id || each.status !== 'available' || !each.lendable) continue;
    const busy =
      (await run.world.list('openLoanOf', each.id)).length > 0 ||
      (await run.world.list('openCustodyOf', each.id)).length > 0;
    if (!busy) return each;
  }
  return null;
}

/** In order of asking: the first inherits, an approval in advance takes effect; whom the copy fails goes on alone. */
async function inherit(run: Run, followers: Request[], leader: Request): Promise<void> {
  const staying: Request[] = [];
  for (const follower of followers) {
    const copy =
      follower.copyId === null ? undefined : await run.world.get('copy', follower.copyId);
    const why = await whyGone(run, copy, follower);
    if (why === null) staying.push(follower);
    else await goOn(run, follower, why, await nextCopy(run, copy));
  }
  const [first, ...rest] = staying;
  if (!first) return;
  await leadOn(run, first, rest, leader);
  await takeEffect(run, first.id);
}

async function openFollowers(run: Run, leader: Request): Promise<Request[]> {
  const all = await run.world.list('followersOf', leader.id);
  return all.filter((each) => !hasEnded(definitionOf(run, each.queue), each)).toSorted(byAsking);
}

/** What a leader let go of: everything when it ended, or one copy. */
export interface LetGo {
  ended: boolean;
  copyId: string | null;
}

/**
 * What becomes of the followers of a request that ended, or that let go of the copy they wait for. Whom its definition
 * gives the outcome (`share`) has ended by now and is none of them.
 */
export async function passLead(run: Run, leader: Request, letGo: LetGo): Promise<void> {
  const waiting = await openFollowers(run, leader);
  if (waiting.length === 0) return;
  const byCustody = (each: Request) => joinsBy(definitionOf(run, each.queue)) === 'custody';
  const forCopy = waiting.filter(
    (each) => byCustody(each) && (letGo.ended || each.copyId === letGo.copyId),
  );
  await inherit(run, forCopy, leader);
  const [first, ...rest] = letGo.ended ? waiting.filter((each) => !byCustody(each)) : [];
  if (!first) return;
  await leadOn(run, first, rest, leader);
  await takeEffect(run, first.id);
}

/** The followers for a copy wait behind whoever has taken it over from their leader. */
export async function followInstead(run: Run, leader: Request, next: Request): Promise<void> {
  for (const each of await openFollowers(run, leader)) {
    if (each.copyId === next.copyId && each.id !== next.id) await join(run, each, next);
  }
}
