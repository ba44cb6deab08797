// One action with all that comes of it: decision, event, row, money, custody, effects, and whoever is concerned next.

import type { Refusal } from '../../lib/result.ts';
import { refuse } from '../../lib/result.ts';
import { addMinutes } from '../../lib/time.ts';
import { blankRequest } from './blank.ts';
import { reserveIds } from './creations.ts';
import { custodyRule, moveCustody, passToHolder } from '../effects/custody.ts';
import type { Handling, Placed } from '../effects/custody.ts';
import { decide } from './decide.ts';
import { carryOutAll } from '../effects/effects.ts';
import type { Scene } from '../effects/effects.ts';
import { actionEvent, tellableInput } from './event-row.ts';
import { applyEvent } from './fold.ts';
import { offerFreedMoney } from '../effects/freed-money.ts';
import { followInstead, gatherFollowers, join, leaderFor, passLead } from '../effects/followers.ts';
import { endChildren, freeParent } from '../effects/linked.ts';
import { placeCopy } from '../effects/last-place.ts';
import { loadContext } from './load-context.ts';
import { moveMoney } from '../effects/money.ts';
import type { ActionSpec, Effect } from '../queue.ts';
import type { Claim, Request, RequestEvent, RequestPatch } from '../request.ts';
import { remark } from './run.ts';
import type { Ask, Run, StepResult } from './run.ts';
import { hasEnded } from '../states.ts';

/** The action as it is carried out when it holds only in advance: noted, with the copy it is meant for, and no more. */
function inAdvance(ask: Ask, spec: ActionSpec, request: Request, verdict: Placed): Placed {
  const { copyId, titleId, collection, campus } = verdict.patch ?? {};
  const patch: RequestPatch = {
    ...(copyId === undefined ? {} : { copyId }),
    ...(titleId === undefined ? {} : { titleId }),
    ...(collection === undefined ? {} : { collection }),
    ...(campus === undefined ? {} : { campus }),
  };
  const input = tellableInput(spec, ask.input);
  return {
    ...verdict,
    to: request.state,
    patch,
    effects: [],
    facts: { ...verdict.facts, inAdvance: { action: ask.action, input } },
  };
}

function openingPatch(request: Request): RequestPatch {
  const { code, readerId, enteredBy, parentId, bundleId, titleId, copyId, campus, collection } =
    request;
  return { code, readerId, enteredBy, parentId, bundleId, titleId, copyId, campus, collection };
}

/** Any action of whoever claimed it renews the claim; the end of the request ends it. */
function claimAfter(run: Run, ask: Ask, request: Request, ended: boolean): Claim | null {
  const claim = request.claim;
  if (ended || !claim) return null;
  const own = !ask.cascade && claim.by === ask.actor.id && claim.until > run.at;
  if (!own) return claim;
  const minutes = run.env.settings.policies.number(`claim.${claim.kind}_minutes`);
  return { ...claim, until: addMinutes(run.at, minutes) };
}

function leaderAfter(ask: Ask, before: Request, after: Request, verdict: Placed): string | null {
  if (verdict.leaderId !== undefined) return verdict.leaderId;
  const waits = after.state === ask.definition.first || after.state === 'exception';
  const sameCopy = before.copyId === after.copyId;
  return waits && sameCopy ? before.leaderId : null;
}

function rowAfter(
  run: Run,
  ask: Ask,
  before: Request,
  event: RequestEvent,
  verdict: Placed,
): Request {
  const { definition } = ask;
  const folded = applyEvent(definition, event.from === null ? null : before, event);
  const ended = hasEnded(definition, folded);
  // A linked case is about a copy: whoever turns to another one is no longer blocked by it.
  const turned = before.copyId !== null && before.copyId !== folded.copyId;
  return {
    ...folded,
    claim: claimAfter(run, ask, before, ended),
    leaderId: ended ? null : leaderAfter(ask, before, folded, verdict),
    blockedBy: ended || turned ? null : before.blockedBy,
  };
}

function remarkOn(run: Run, verdict: Placed): void {
  const { evidence, swapped } = verdict;
  if (swapped) remark(run, 'swapped', swapped);
  if (evidence?.source === 'typed') remark(run, 'typed_scan', { barcode: evidence.scan ?? null });
}

function spendOf(effects: readonly Effect[]): number {
  return effects.reduce((sum, each) => sum + (each.do === 'spend' ? each.amount : 0), 0);
}

async function bundleFor(run: Run, request: Request): Promise<void> {
  const { bundleId, code, readerId, queue } = request;
  if (bundleId === null || (await run.world.get('bundle', bundleId))) return;
  run.world.put('bundle', {
    id: bundleId,
    ver: 0,
    queue: request.queue,
    kind: queue === 'purchase' ? 'application' : 'volumes',
    code,
    readerId,
    submittedOn: run.at,
  });
}

/** Puts a request behind whoever it has to wait for, when it is new in its first state or turned to another copy. */
async function queueUp(run: Run, ask: Ask, before: Request, after: Request): Promise<void> {
  const turned = before.state === 'new' || before.copyId !== after.copyId;
  if (after.state !== ask.definition.first || after.leaderId !== null || !turned) return;
  const leader = await leaderFor(run, ask.definition, after);
  const row = leader ? await run.world.get('request', after.id) : undefined;
  if (!leader || !row) return;
  await join(run, row, leader);
  remark(run, 'joined_as_follower', { leader: leader.code });
}

/** A copy's place comes from its last scan (rule 3), whatever the request then does with it. */
async function noteSeen(run: Run, ask: Ask, event: RequestEvent): Promise<void> {
  const copyId = event.evidence?.copyId;
  if (copyId === undefined || ask.point === null) return;
  const copy = await run.world.get('copy', copyId);
  if (copy) placeCopy(run, copy, ask.point.id);
}

/** What a request lets go of concerns its linked cases, its parent and its followers. */
async function letGo(run: Run, scene: Scene, handling: Handling): Promise<void> {
  const { before, after, ask } = scene;
  const ended = hasEnded(ask.definition, after);
  if (ended) {
    await endChildren(run, after);
    await freeParent(run, after, scene.event.reason);
  }
  const { released } = handling;
  const free = released !== null && (await run.world.list('openCustodyOf', released)).length === 0;
  const next = free ? await passToHolder(run, released, after) : null;
  if (next) await followInstead(run, before, next);
  const turned = before.state !== 'new' && before.copyId !== after.copyId ? before.copyId : null;
  const copyId = released ?? turned;
  if (ended || copyId !== null) await passLead(run, after, { ended, copyId });
}

function noteMoved(run: Run, ask: Ask, event: RequestEvent, request: Request): void {
  const own = run.command.entity === request.id && !ask.cascade;
  if (!own && event.from !== null && event.from !== event.to) run.journal.moved.push(request.code);
}

async function write(run: Run, scene: Scene, placed: Placed): Promise<Handling | Refusal> {
  const { ask, before, after, event } = scene;
  const { definition } = ask;
  const checked = definition.checkFields(after.fields);
  if (!checked.ok) return refuse('bad_fields', { problem: checked.problem });
  run.world.put('event', event);
  run.world.put('request', after);
  run.events.push(event);
  const spent = spendOf(placed.effects ?? []);
  const fundId = before.fundId ?? after.fundId;
  if (spent !== 0 && fundId !== null) run.journal.spent = { fundId, amount: spent };
  const short = await moveMoney(run, definition, before, after, spent);
  if (short) return short;
  const guest = definition.actions[ask.action]?.guest === true;
  return moveCustody(run, definition, before, after, guest);
}

async function carryOut(
  run: Run,
  ask: Ask,
  spec: ActionSpec,
  before: Request,
  decided: Placed,
): Promise<StepResult> {
  const placed = decided.inAdvance ? inAdvance(ask, spec, before, decided) : decided;
  const effects = placed.effects ?? [];
  const { created, patch } = reserveIds(run, effects);
  const opening = before.state === 'new' ? openingPatch(before) : {};
  const verdict = { ...placed, patch: { ...opening, ...placed.patch, ...patch } };
  const event = await actionEvent(run, ask, before, verdict, spec);
  const after = rowAfter(run, ask, before, event, verdict);
  const scene: Scene = { ask, before, after, event, created };
  const handling = await write(run, scene, verdict);
  if (!handling.ok) return handling;
  noteMoved(run, ask, event, after);
  remarkOn(run, verdict);
  if (before.state === 'new') await bundleFor(run, after);
  await noteSeen(run, ask, event);
  const refused = await carryOutAll(run, scene, effects);
  if (refused) return refused;
  await letGo(run, scene, handling);
  await offerFreedMoney(run, ask.definition, before, after);
  if (handling.taken !== null) await gatherFollowers(run, after, handling.taken);
  await queueUp(run, ask, before, after);
  if (decided.inAdvance) {
    const leader =
      after.leaderId === null ? undefined : await run.world.get('request', after.leaderId);
    remark(run, 'approved_in_advance', { leader: leader?.code ?? null });
  }
  return { ok: true, request: (await run.world.get('request', after.id)) ?? after };
}

/** Takes one action on one request (or a submission) with everything that comes of it, in the run's buffer. */
export async function step(run: Run, ask: Ask): Promise<StepResult> {
  const { definition } = ask;
  const spec = definition.actions[ask.action];
  if (!spec) {
    const state = ask.request?.state ?? 'new';
    return refuse('illegal', { action: ask.action, state, code: ask.request?.code ?? '' });
  }
  const context = await loadContext(run, ask, spec);
  const id = ask.id ?? run.command.entity;
  const before = ask.request ?? blankRequest(definition, id, ask.input, context);
  const verdict = decide(definition, before, ask.action, ask.input, context);
  if (!verdict.ok) return verdict;
  const placed = await custodyRule(run, ask, before, verdict);
  return placed.ok ? carryOut(run, ask, spec, before, placed) : placed;
}
