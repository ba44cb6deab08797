// The one decision: may this action be done to this request now, and where does it lead. Pure; desk and service run it alike.

import type { Refusal } from '../../lib/result.ts';
import { refuse } from '../../lib/result.ts';
import { checkInput, fieldOfKind, isRequired } from './field-check.ts';
import { blankRequest } from './blank.ts';
import type { ActionSpec, Context, Decision, QueueDefinition } from '../queue.ts';
import type { Precondition } from '../command.ts';
import type { Evidence, Request } from '../request.ts';
import { mayAct } from '../rights.ts';
import { checkCard, checkScan } from './scan-check.ts';
import { hasEnded } from '../states.ts';

type Input = Record<string, unknown>;

/** An accepted action as the engine carries it out: `to` is a state, never `same`. */
export interface Verdict extends Decision {
  role: Context['role'];
  /** Only said in advance: the request stays in its first state as a follower until its turn comes. */
  inAdvance: boolean;
  evidence?: Evidence;
  /** Barcode of the copy that another one took the place of. */
  swapped: { barcode: string; wanted: string | null } | null;
}

/** How the action's legality depends on what the person saw. */
export function preconditionOf(spec: ActionSpec): Precondition {
  if (spec.precondition) return spec.precondition;
  const proofs = ['scan', 'reader_card', 'evidence_choice'] as const;
  const isFact = proofs.some((kind) => {
    const field = fieldOfKind(spec, kind);
    const asked = field === undefined ? undefined : spec.input?.[field];
    return asked !== undefined && isRequired(asked, {}, null);
  });
  return isFact ? 'fact' : 'head';
}

/** Whether the action may start from the request's state. */
export function startsFrom(spec: ActionSpec, request: Request): boolean {
  return spec.from === 'new' ? request.state === 'new' : spec.from.includes(request.state);
}

function claimRefusal(spec: ActionSpec, request: Request, context: Context): Refusal | null {
  const claim = request.claim;
  const free =
    context.role === 'reader' || context.role === 'supervisor' || context.role === 'system';
  if (!claim || free || claim.until <= context.now || claim.by === context.actor.id) return null;
  if (preconditionOf(spec) !== 'head') return null;
  return refuse('claimed_by_other', { by: claim.by, until: claim.until, code: request.code });
}

/** A blocked parent waits: the copy is in the linked case's hands until that passes it on or frees the parent. */
function blockedRefusal(spec: ActionSpec, request: Request, context: Context): Refusal | null {
  if (request.blockedBy === null || context.role === 'system') return null;
  if (fieldOfKind(spec, 'scan') === undefined || preconditionOf(spec) !== 'fact') return null;
  const child = context.children.find((each) => each.id === request.blockedBy);
  return refuse('blocked', { code: request.code, child: child?.code ?? null });
}

/** Checks that need no input: state, role, reach, rule 9, standing, claim, blocked. */
function checkPerson(
  definition: QueueDefinition,
  action: string,
  spec: ActionSpec,
  request: Request,
  input: Input,
  context: Context,
): { ok: true; context: Context } | Refusal {
  if (!startsFrom(spec, request)) {
    return refuse('illegal', { action, state: request.state, code: request.code });
  }
  if (context.cascade) return { ok: true, context: { ...context, role: 'system' } };
  const right = mayAct(definition, action, context.actor, request, input, context);
  if (!right.ok) return right;
  const seen = { ...context, role: right.who.role };
  const refused = claimRefusal(spec, request, seen) ?? blockedRefusal(spec, request, seen);
  return refused ?? { ok: true, context: seen };
}

function followerRule(
  definition: QueueDefinition,
  spec: ActionSpec,
  request: Request,
  to: string,
  copyId: string | null,
  context: Context,
): { inAdvance: boolean } | Refusal {
  const leads = request.leaderId === null || copyId !== request.copyId;
  const free = to === request.state || to === 'exception' || hasEnded(definition, { state: to });
  if (leads || free || context.cascade) return { inAdvance: false };
  if (spec.inAdvance) return { inAdvance: true };
  return refuse('follows', {
    code: request.code,
    leader: context.leader?.code ?? null,
    leaderState: context.leader?.state ?? null,
  });
}

function targetOf(
  definition: QueueDefinition,
  action: string,
  spec: ActionSpec,
  to: string,
  from: string,
) {
  const named = to === 'same' || to === from ? [from, 'same'] : [to];
  if (!named.some((state) => spec.to.includes(state))) {
    throw new Error(`${definition.name}.${action} does not lead to ${to}`);
  }
  return to === 'same' ? from : to;
}

/**
 * Decides an action on a request (null = a submission). Gives where it leads with patch, effects and evidence,
 * or a refusal (`refusals.ts`, or a code of the definition's own). What other requests hold is not looked at here.
 */
export function decide(
  definition: QueueDefinition,
  request: Request | null,
  action: string,
  input: Input,
  context: Context,
): Verdict | Refusal {
  const subject = request ?? blankRequest(definition, '', input, context);
  const spec = definition.actions[action];
  if (!spec) return refuse('illegal', { action, state: subject.state, code: subject.code });
  const person = checkPerson(definition, action, spec, subject, input, context);
  if (!person.ok) return person;
  const seen = person.context;
  const wrong = checkInput(spec, subject, input, seen);
  if (wrong) return wrong;
  const card = checkCard(spec, subject, input, seen);
  if (!card.ok) return card;
  const scan = checkScan(spec, subject, input, seen);
  if (!scan.ok) return scan;
  const decision = spec.decide(subject, input, seen);
  if (!decision.ok) return decision;
  const to = targetOf(definition, action, spec, decision.to, subject.state);
  return verdictOf({ definition, spec, subject, decision, to, seen, scan, cardHash: card.hash });
}

interface Settled {
  definition: QueueDefinition;
  spec: ActionSpec;
  subject: Request;
  decision: Decision;
  to: string;
  seen: Context;
  scan: Extract<ReturnType<typeof checkScan>, { ok: true }>;
  cardHash: string | null;
}

function verdictOf(settled: Settled): Verdict | Refusal {
  const { definition, spec, subject, decision, to, seen, scan, cardHash } = settled;
  const swapped = scan.swappedFor;
  const swapPatch = swapped ? { copyId: swapped.id, collection: swapped.home } : {};
  const patch = { ...swapPatch, ...decision.patch };
  const copyId = patch.copyId === undefined ? subject.copyId : patch.copyId;
  const rule = followerRule(definition, spec, subject, to, copyId, seen);
  if ('ok' in rule) return rule;
  const evidence = {
    ...scan.evidence,
    ...(cardHash === null ? {} : { handover: cardHash }),
    ...decision.evidence,
  };
  return {
    ...decision,
    to,
    patch,
    role: seen.role,
    inAdvance: rule.inAdvance,
    evidence,
    swapped:
      swapped && subject.copyId !== null
        ? { barcode: swapped.barcode, wanted: seen.copy?.barcode ?? null }
        : null,
  };
}

/**
 * Names of the actions that the page may offer for a request: legal from its state for this person, here and now.
 * Timers' and other systems' actions are left out; a follower is offered what a follower may still get.
 */
export function legalActions(
  definition: QueueDefinition,
  request: Request,
  context: Context,
): string[] {
  return Object.entries(definition.actions).flatMap(([action, spec]) => {
    if (spec.from === 'new') return [];
    const person = checkPerson(definition, action, spec, request, {}, context);
    if (!person.ok || person.context.role === 'system') return [];
    const offered = spec.offered?.(request, context) ?? true;
    return offered && followerMayTry(definition, spec, request) ? [action] : [];
  });
}

function followerMayTry(definition: QueueDefinition, spec: ActionSpec, request: Request): boolean {
  if (request.leaderId === null || spec.inAdvance) return true;
  return spec.to.some(
    (to) =>
      to === 'same' ||
      to === request.state ||
      to === 'exception' ||
      hasEnded(definition, { state: to }),
  );
}
