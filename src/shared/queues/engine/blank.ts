// A request before its submission: what the engine knows of it before the definition decides.

import type { Context, QueueDefinition } from '../queue.ts';
import type { Request } from '../request.ts';

function text(value: unknown): string | null {
  return typeof value === 'string' && value !== '' ? value : null;
}

/** Who asks: the reader who acts, or whom the input names, or for a linked case whoever asked for its parent. */
export function askerOf(input: Record<string, unknown>, context: Context): string | null {
  if (context.parent) return context.parent.readerId;
  const named = text(input['readerId']);
  if (named !== null) return named;
  const isStaff = context.actor.grants.some((grant) => grant.role !== 'reader');
  return isStaff ? null : context.actor.readerId;
}

function enteredBy(context: Context): string | null {
  const isStaff = context.actor.grants.some((grant) => grant.role !== 'reader');
  return isStaff || context.cascade ? context.actor.id : null;
}

/** The request that a submission decides about, in the state `new` that no row ever has. */
export function blankRequest(
  definition: QueueDefinition,
  id: string,
  input: Record<string, unknown>,
  context: Context,
): Request {
  return {
    id,
    ver: 0,
    queue: definition.name,
    code: text(input['code']) ?? '',
    state: 'new',
    cameFrom: null,
    head: '',
    enteredOn: context.now,
    readerId: askerOf(input, context),
    enteredBy: enteredBy(context),
    titleId: context.title?.id ?? null,
    copyId: context.copy?.id ?? null,
    campus: context.point?.campus ?? context.home?.campus ?? context.reader?.campus ?? '',
    targetCampus: null,
    collection: context.copy?.home ?? null,
    priority: 'normal',
    fundId: null,
    encumbered: 0,
    claim: null,
    leaderId: null,
    parentId: context.parent?.id ?? null,
    blockedBy: null,
    bundleId: text(input['bundleId']),
    fields: {},
    submittedOn: context.now,
    firstTouchOn: null,
    decidedOn: null,
    pickedOn: null,
    readyOn: null,
    endedOn: null,
  };
}
