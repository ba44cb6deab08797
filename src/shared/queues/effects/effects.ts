// Carries out what a decision says besides the change of state, in the same buffer.

import type { Refusal } from '../../lib/result.ts';
import { refuse } from '../../lib/result.ts';
import { countLoan } from '../../circulation/loans/daily.ts';
import { serveHolds } from '../../circulation/loans/lend.ts';
import { putHold } from '../../circulation/holds/queue-of-holds.ts';
import type { Copy, Loan } from '../../library/entities.ts';
import { madeCopy, madeTitle } from '../engine/creations.ts';
import type { Created } from '../engine/creations.ts';
import { carryBag, closeBag, tickManifest, writeManifest } from './carriers.ts';
import { tellOfLoan } from './lent-copy.ts';
import { placeCopy } from './last-place.ts';
import { freeParent, linkCase, openCase, passOn } from './linked.ts';
import type { Effect } from '../queue.ts';
import type { Request, RequestEvent } from '../request.ts';
import { SYSTEM, attempt, definitionOf, remark } from '../engine/run.ts';
import type { Ask, Run } from '../engine/run.ts';

/** What effects are carried out on: the request before and after, and the event they belong to. */
export interface Scene {
  ask: Ask;
  before: Request;
  after: Request;
  event: RequestEvent;
  created: Created;
}

type Done = Promise<Refusal | null>;

async function changeCopy(run: Run, copyId: string, set: Partial<Copy>): Done {
  const copy = await run.world.get('copy', copyId);
  if (!copy) return refuse('not_found', { kind: 'copy' });
  run.world.put('copy', { ...copy, ...set });
  return null;
}

async function seeCopy(run: Run, copyId: string, placeId: string): Done {
  const copy = await run.world.get('copy', copyId);
  if (!copy) return refuse('not_found', { kind: 'copy' });
  placeCopy(run, copy, placeId);
  return null;
}

function sendNotice(run: Run, scene: Scene, effect: Extract<Effect, { do: 'notice' }>): void {
  const readerId = effect.readerId ?? scene.after.readerId;
  if (readerId === null) return;
  const id = run.nextId();
  run.journal.notices.push(id);
  run.world.put('notice', {
    id,
    ver: 0,
    requestId: scene.after.id,
    readerId,
    code: effect.code,
    facts: effect.facts ?? {},
    text: effect.readerId === undefined ? scene.event.readerText : null,
    at: run.at,
    corrects: null,
  });
}

async function countLend(run: Run, copyId: string, readerId: string, channel: Loan['channel']) {
  const copy = await run.world.get('copy', copyId);
  const reader = await run.world.get('reader', readerId);
  if (!copy) return;
  await countLoan(run, copy, reader?.category ?? '', channel);
  await serveHolds(run, readerId, copy);
}

async function lend(run: Run, scene: Scene, effect: Extract<Effect, { do: 'lend' }>): Done {
  const copyId = madeCopy(effect.copyId, scene.created);
  const open = (await run.world.list('openLoanOf', copyId))[0];
  if (open) {
    const copy = await run.world.get('copy', copyId);
    return refuse('on_loan', { barcode: copy?.barcode ?? null, due: open.dueOn });
  }
  const { readerId, dueOn, channel } = effect;
  await countLend(run, copyId, readerId, channel);
  run.world.put('loan', {
    id: run.nextId(),
    ver: 0,
    copyId,
    readerId,
    lentOn: run.at,
    dueOn,
    channel,
    requestId: scene.after.id,
    closedOn: null,
    charge: null,
  });
  await tellOfLoan(run, scene.after, copyId, readerId);
  return null;
}

async function onLoan(
  run: Run,
  copyId: string,
  set: { closedOn?: string; charge?: number | null },
): Done {
  const loan = (await run.world.list('openLoanOf', copyId))[0];
  if (loan) run.world.put('loan', { ...loan, ...set });
  return null;
}

function createCopy(run: Run, scene: Scene, effect: Extract<Effect, { do: 'create_copy' }>): void {
  const { created } = scene;
  if (created.copyId === null) return;
  const titleId = madeTitle(effect.copy.titleId, created);
  run.world.put('copy', { ...effect.copy, titleId, id: created.copyId, ver: 0 });
}

async function placeHold(
  run: Run,
  scene: Scene,
  effect: Extract<Effect, { do: 'place_hold' }>,
): Done {
  await putHold(run, null, {
    id: run.nextId(),
    ver: 0,
    titleId: madeTitle(effect.titleId, scene.created),
    copyId: null,
    readerId: effect.readerId,
    placedOn: run.at,
    pickupCampus: effect.pickupCampus,
    kind: 'hold',
    status: 'waiting',
  });
  return null;
}

async function countReader(
  run: Run,
  request: Request,
  effect: Extract<Effect, { do: 'reader_count' }>,
) {
  const reader =
    request.readerId === null ? undefined : await run.world.get('reader', request.readerId);
  if (!reader) return null;
  run.world.put('reader', {
    ...reader,
    pastReadFirsts: reader.pastReadFirsts + (effect.readFirst ?? 0),
    onTimeReturns: reader.onTimeReturns + (effect.onTime ?? 0),
  });
  return null;
}

/** A step on another request: where it no longer applies it is left out, and said. */
async function actOn(run: Run, effect: Extract<Effect, { do: 'act' }>): Done {
  const request = await run.world.get('request', effect.requestId);
  if (!request) return null;
  const definition = definitionOf(run, request.queue);
  const { action, input } = effect;
  const ask: Ask = {
    definition,
    request,
    action,
    input,
    actor: SYSTEM,
    point: run.point,
    cascade: true,
  };
  const done = await attempt(run, (inner) => inner.step(inner, ask));
  if (!done.ok) {
    remark(run, 'linked_refused', { code: request.code, action, refusal: done.code });
  }
  return null;
}

async function closeCases(run: Run, requestId: string): Done {
  for (const each of await run.world.list('openCases', requestId)) {
    run.world.put('exception_case', { ...each, closedOn: run.at });
  }
  return null;
}

function nothing(write: void): null {
  return write ?? null;
}

async function carryOut(run: Run, scene: Scene, effect: Effect): Done {
  const { after, before, created } = scene;
  switch (effect.do) {
    case 'notice':
      return nothing(sendNotice(run, scene, effect));
    case 'slip':
      return nothing(remark(run, 'slip', { slip: effect.slip }));
    case 'remark':
      return nothing(remark(run, effect.code, effect.facts));
    case 'seen':
      return seeCopy(run, madeCopy(effect.copyId, created), effect.placeId);
    case 'copy':
      return changeCopy(run, madeCopy(effect.copyId, created), effect.set);
    case 'create_title':
      if (created.titleId === null) return null;
      return nothing(run.world.put('title', { ...effect.title, id: created.titleId, ver: 0 }));
    case 'create_copy':
      return nothing(createCopy(run, scene, effect));
    case 'place_hold':
      return placeHold(run, scene, effect);
    case 'lend':
      return lend(run, scene, effect);
    case 'close_loan':
      return onLoan(run, madeCopy(effect.copyId, created), {
        closedOn: run.at,
        ...(effect.waiveCharge ? { charge: null } : {}),
      });
    case 'charge_loan':
      return onLoan(run, madeCopy(effect.copyId, created), { charge: effect.charge });
    case 'reader_count':
      return countReader(run, after, effect);
    case 'act':
      return actOn(run, effect);
    case 'close_case':
      return closeCases(run, after.id);
    default:
      return carryOutLinked(run, scene, effect, before);
  }
}

async function carryOutLinked(run: Run, scene: Scene, effect: Effect, before: Request): Done {
  const { after } = scene;
  switch (effect.do) {
    case 'link':
      return linkCase(run, after.id, effect);
    case 'open':
      return openCase(run, after.id, effect);
    case 'pass_on':
      return passOn(run, before, scene.ask.input);
    case 'free_parent':
      return freeParent(run, after, effect.reason);
    case 'shelf_task':
      run.world.put('shelf_task', {
        id: run.nextId(),
        ver: 0,
        collection: effect.collection,
        aroundKey: effect.aroundKey,
        requestId: after.id,
        openedOn: run.at,
        closedOn: null,
      });
      return null;
    case 'manifest_add':
      return writeManifest(run, before, after, effect);
    case 'manifest_tick':
      return tickManifest(run, before);
    case 'round_add':
      return carryBag(run, after, scene.ask.actor.id, effect.bag);
    case 'round_close':
      return closeBag(run, after, effect.outcome);
    default:
      // `spend` is money's to carry out.
      return null;
  }
}

/** Carries out effects in order; the first refusal ends it, and the whole command with it. */
export async function carryOutAll(run: Run, scene: Scene, effects: readonly Effect[]): Done {
  for (const effect of effects) {
    const refused = await carryOut(run, scene, effect);
    if (refused) return refused;
  }
  return null;
}
