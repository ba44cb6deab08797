// What is owed next on a request, whoever may do it: the step that moves it on from its state.

import { isRequired } from '../../../shared/queues/engine/field-check.ts';
import type { ActionSpec } from '../../../shared/queues/queue.ts';
import type { Role } from '../../../shared/library/entities.ts';
import type { Request } from '../../../shared/queues/request.ts';
import { QUEUES } from '../../../shared/queues/index.ts';
import { hasEnded } from '../../../shared/queues/states.ts';
import { SHARED_ACTIONS } from '../forms/action-fields.ts';

/** A step with the roles that may do it. */
export interface OwedStep {
  action: string;
  roles: Role[];
}

function rolesOf(spec: ActionSpec, state: string): Role[] {
  const roles = spec.who
    .filter((who) => who.states === undefined || who.states.includes(state))
    .map(({ role }) => role)
    .filter((role) => role !== 'system' && role !== 'reader');
  return [...new Set(roles)];
}

/** Steps that end without result or change nothing come last; a scan comes before a word. */
function rankOf(request: Request, action: string, spec: ActionSpec): number {
  if (request.state === 'exception') return action === 'resolve' ? 0 : 9;
  if (SHARED_ACTIONS.includes(action)) return 9;
  const definition = QUEUES[request.queue];
  const moves = spec.to.some(
    (to) => to !== 'same' && to !== request.state && !['cancelled', 'rejected'].includes(to),
  );
  const goesHome = spec.to.every(
    (to) =>
      to !== 'done' && definition.states[to] !== undefined && hasEnded(definition, { state: to }),
  );
  const scans = Object.values(spec.input ?? {}).some(
    (field) => field.kind === 'scan' && isRequired(field, {}, request),
  );
  return (moves && !goesHome ? 0 : 4) + (scans ? 0 : 2);
}

/** Where an action stands among the legal ones: what moves the request on first, its ways out and the shared ones last. */
export function stepRank(request: Request, action: string): number {
  const spec = QUEUES[request.queue].actions[action];
  return spec === undefined ? 9 : rankOf(request, action, spec);
}

/** The step owed next; null once the request has ended or waits for the system alone. */
export function owedStep(request: Request): OwedStep | null {
  if (request.endedOn !== null) return null;
  const steps = Object.entries(QUEUES[request.queue].actions).flatMap(([action, spec]) => {
    if (spec.from === 'new' || !spec.from.includes(request.state)) return [];
    const roles = rolesOf(spec, request.state);
    return roles.length === 0 ? [] : [{ action, roles, rank: rankOf(request, action, spec) }];
  });
  const [first] = steps.toSorted((a, b) => a.rank - b.rank);
  return first ? { action: first.action, roles: first.roles } : null;
}
