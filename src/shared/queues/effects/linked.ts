// Linked cases: a child under its parent's custody, the parent blocked meanwhile, and the copy passed on to whoever is next.

import { keepForHold } from '../../circulation/holds/queue-of-holds.ts';
import type { Refusal } from '../../lib/result.ts';
import { refuse } from '../../lib/result.ts';
import { startsFrom } from '../engine/decide.ts';
import { writeSideEvent } from '../engine/event-row.ts';
import { advanceOf, leadOn, takeEffect } from './followers.ts';
import type { Effect, QueueDefinition } from '../queue.ts';
import type { Request } from '../request.ts';
import { SYSTEM, attempt, definitionOf, remark } from '../engine/run.ts';
import type { Ask, Run, StepResult } from '../engine/run.ts';
import { hasEnded } from '../states.ts';
import { holderOf } from './custody.ts';

type Input = Record<string, unknown>;
type Done = Promise<Refusal | null>;

function isOpen(run: Run, request: Request | null | undefined): request is Request {
  return !!request && !hasEnded(definitionOf(run, request.queue), request);
}

/** The request's code with the other queue's letter, and a number from the second such case on. */
async function linkedCode(
  run: Run,
  request: Request,
  definition: QueueDefinition,
): Promise<string> {
  const earlier = (await run.world.list('eventsOf', request.id)).filter(
    (event) => event.action === 'linked' && event.facts['queue'] === definition.name,
  ).length;
  return `${request.code}${definition.letter.toUpperCase()}${earlier === 0 ? '' : earlier + 1}`;
}

function submission(
  run: Run,
  definition: QueueDefinition,
  action: string,
  input: Input,
  parent?: Request,
): Ask {
  return {
    definition,
    request: null,
    action,
    input,
    actor: SYSTEM,
    point: run.point,
    cascade: true,
    id: run.nextId(),
    ...(parent ? { parent } : {}),
  };
}

async function opened(run: Run, requestId: string, child: Request, blocks: boolean): Promise<void> {
  run.journal.opened.push(child.id);
  const request = await run.world.get('request', requestId);
  if (!request) return;
  const facts = { child: child.code, queue: child.queue, blocks };
  await writeSideEvent(
    run,
    request,
    { action: 'linked', facts },
    blocks ? { blockedBy: child.id } : {},
  );
}

/** Opens a linked case of another queue that serves this request. */
export async function linkCase(
  run: Run,
  requestId: string,
  effect: Extract<Effect, { do: 'link' }>,
): Done {
  const parent = await run.world.get('request', requestId);
  if (!parent) return refuse('not_found', { kind: 'request' });
  const blocker =
    parent.blockedBy === null ? null : await run.world.get('request', parent.blockedBy);
  if (effect.blocks && isOpen(run, blocker)) {
    return refuse('blocked', { code: parent.code, child: blocker.code });
  }
  const definition = definitionOf(run, effect.queue);
  const code = await linkedCode(run, parent, definition);
  const input = { ...effect.input, code };
  const made = await run.step(run, submission(run, definition, 'submit', input, parent));
  if (!made.ok) return made;
  await opened(run, requestId, made.request, effect.blocks);
  remark(run, 'linked_case', { code, queue: effect.queue });
  return null;
}

/** Opens a request by the system that stands for itself; where the copy is not free for it, it is left out and said. */
export async function openCase(
  run: Run,
  requestId: string,
  effect: Extract<Effect, { do: 'open' }>,
): Done {
  const origin = await run.world.get('request', requestId);
  if (!origin) return refuse('not_found', { kind: 'request' });
  const definition = definitionOf(run, effect.queue);
  const code = await linkedCode(run, origin, definition);
  const action = definition.actions['open_return'] ? 'open_return' : 'submit';
  const ask = submission(run, definition, action, { ...effect.input, code });
  const made = await attempt(run, (inner) => inner.step(inner, ask));
  if (!made.ok) {
    remark(run, 'linked_refused', { code, action, refusal: made.code });
    return null;
  }
  await opened(run, requestId, made.request, false);
  remark(run, 'return_opened', { code });
  return null;
}

/** Frees the parent of a linked case and hands it the reason; nothing if the case does not block it. */
export async function freeParent(run: Run, child: Request, reason: string | null): Promise<null> {
  const parent =
    child.parentId === null ? undefined : await run.world.get('request', child.parentId);
  if (!isOpen(run, parent) || parent.blockedBy !== child.id) return null;
  const facts = { child: child.code, state: child.state, reason };
  await writeSideEvent(run, parent, { action: 'freed', facts, reason }, { blockedBy: null });
  remark(run, 'parent_freed', { code: parent.code, reason });
  return null;
}

async function cancelCase(run: Run, request: Request, by: string): Promise<void> {
  const definition = definitionOf(run, request.queue);
  for (const action of ['cancel', 'ask_cancel']) {
    const ask: Ask = {
      definition,
      request,
      action,
      input: { reason: 'other', note: by },
      actor: SYSTEM,
      point: run.point,
      cascade: true,
    };
    const done = await attempt(run, (inner) => inner.step(inner, ask));
    if (!done.ok) continue;
    remark(run, 'child_cancelled', { code: request.code });
    return;
  }
}

/** A parent that ends cancels its open children, or asks for it where the copy is in a hand; an undo, what it opened. */
export async function endChildren(
  run: Run,
  parent: Request,
  opened?: readonly string[],
): Promise<void> {
  const children = await run.world.list('childrenOf', parent.id);
  for (const id of opened ?? children.map((child) => child.id)) {
    const child = await run.world.get('request', id);
    if (isOpen(run, child)) await cancelCase(run, child, parent.code);
  }
}

async function pickFor(run: Run, request: Request, input: Input): Promise<StepResult> {
  const definition = definitionOf(run, request.queue);
  return run.step(run, {
    definition,
    request,
    action: 'pick',
    input: { ...input, swap: true },
    actor: SYSTEM,
    point: run.point,
    cascade: true,
    facts: { passedOn: true, by: run.actor.id },
  });
}

function canPick(run: Run, request: Request): boolean {
  const pick = definitionOf(run, request.queue).actions['pick'];
  return pick !== undefined && startsFrom(pick, request);
}

/** The scan of the passing on, which is also the pick of whoever gets the copy. */
function scanOf(run: Run, barcode: string, input: Input): Input {
  return { scan: barcode, source: input['source'] ?? 'typed', by: run.actor.id };
}

async function toRequest(run: Run, next: Request, scan: Input, to: string): Promise<boolean> {
  const unblocked = { ...next, blockedBy: null };
  run.world.put('request', unblocked);
  if (!canPick(run, unblocked)) return false;
  const picked = await attempt(run, (inner) => pickFor(inner, unblocked, scan));
  if (picked.ok) remark(run, 'passed_to', { to, code: next.code });
  return picked.ok;
}

async function toHold(run: Run, copyId: string): Promise<boolean> {
  const copy = await run.world.get('copy', copyId);
  const hold = copy && (await keepForHold(run, copy));
  if (!hold) return false;
  remark(run, 'passed_to_hold', { campus: hold.pickupCampus });
  return true;
}

async function toFollower(run: Run, request: Request, scan: Input): Promise<boolean> {
  const waiting = await run.world.list('followersOf', request.id);
  for (const follower of waiting.filter((each) => isOpen(run, each))) {
    const advance = await advanceOf(run, follower);
    if (!advance) continue;
    const rest = waiting.filter((each) => each.id !== follower.id && isOpen(run, each));
    await leadOn(run, follower, rest, request);
    if (!(await takeEffect(run, follower.id))) continue;
    const leading = await run.world.get('request', follower.id);
    if (leading && (await toRequest(run, leading, scan, 'follower'))) return true;
  }
  return false;
}

/**
 * Gives the copy to whoever is next: the parent, another request that has custody, an earlier hold, the first
 * follower approved in advance. Refuses `nobody_waits` when there is none.
 */
export async function passOn(run: Run, request: Request, input: Input): Done {
  const copyId = request.copyId;
  const copy = copyId === null ? undefined : await run.world.get('copy', copyId);
  if (!copy) return refuse('not_found', { kind: 'copy' });
  const scan = scanOf(run, copy.barcode, input);
  const parent =
    request.parentId === null ? null : await run.world.get('request', request.parentId);
  if (isOpen(run, parent) && (await toRequest(run, parent, scan, 'parent'))) return null;
  const holder = await holderOf(run, copy.id);
  if (holder && holder.id !== request.id && isOpen(run, holder)) {
    if (await toRequest(run, holder, scan, 'holder')) return null;
  }
  if (await toHold(run, copy.id)) return null;
  if (await toFollower(run, request, scan)) return null;
  if (isOpen(run, parent)) return null;
  return refuse('nobody_waits', { code: request.code });
}
