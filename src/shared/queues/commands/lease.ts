// Claims: a lease that lapses by itself, released by its holder, taken over by a supervisor with a reason.

import { refuse } from '../../lib/result.ts';
import type { Refusal } from '../../lib/result.ts';
import { addMinutes } from '../../lib/time.ts';
import { isReason } from '../../library/reasons.ts';
import { startsFrom } from '../engine/decide.ts';
import { writeSideEvent } from '../engine/event-row.ts';
import { mayAct, mayDo } from '../rights.ts';
import type { Claim, Request } from '../request.ts';
import type { Role } from '../../library/entities.ts';
import { definitionOf } from '../engine/run.ts';
import type { Run } from '../engine/run.ts';
import { hasEnded } from '../states.ts';

type Input = Record<string, unknown>;
type Done = Promise<Request | Refusal>;

function staffRole(run: Run, request: Request): Role | null {
  const definition = definitionOf(run, request.queue);
  const where = { point: run.point, place: run.env.settings.place };
  for (const [action, spec] of Object.entries(definition.actions)) {
    if (spec.from === 'new' || !startsFrom(spec, request)) continue;
    const right = mayAct(definition, action, run.actor, request, {}, where);
    const role = right.ok ? right.who.role : null;
    if (role !== null && role !== 'reader' && role !== 'system') return role;
  }
  return null;
}

/** The role under which somebody may note something on a request: any role of staff. */
export function anyStaffRole(run: Run): Role | null {
  const grant = run.actor.grants.find((each) => each.role !== 'reader' && each.role !== 'system');
  return grant?.role ?? null;
}

/** Roles of staff who have something to do with a request in its state. */
function rolesAt(run: Run, request: Request): string {
  const roles = Object.values(definitionOf(run, request.queue).actions)
    .filter((spec) => spec.from !== 'new' && startsFrom(spec, request))
    .flatMap((spec) => spec.who.map(({ role }) => role))
    .filter((role) => role !== 'reader' && role !== 'system');
  return [...new Set(roles)].join(' ');
}

function forbidden(action: string, roles = ''): Refusal {
  return refuse('forbidden', { action, roles, reach: null });
}

function liveClaim(run: Run, request: Request): Claim | null {
  return request.claim && request.claim.until > run.at ? request.claim : null;
}

function leaseFor(run: Run, input: Input, since: string): Claim {
  const kind = input['kind'] === 'round' ? 'round' : 'desk';
  const minutes = run.env.settings.policies.number(`claim.${kind}_minutes`);
  return { by: run.actor.id, since, until: addMinutes(run.at, minutes), kind };
}

/** Claims an open request for the person, or renews the person's own claim. */
export async function claim(run: Run, request: Request, input: Input): Done {
  if (hasEnded(definitionOf(run, request.queue), request)) {
    return refuse('illegal', { action: 'claim', state: request.state, code: request.code });
  }
  const role = staffRole(run, request);
  if (role === null) return forbidden('claim', rolesAt(run, request));
  const held = liveClaim(run, request);
  if (held && held.by !== run.actor.id) {
    return refuse('claimed_by_other', { by: held.by, until: held.until, code: request.code });
  }
  const lease = leaseFor(run, input, held?.since ?? run.at);
  const facts = { kind: lease.kind, until: lease.until };
  return writeSideEvent(run, request, { action: 'claim', role, facts }, { claim: lease });
}

/** Gives a claim back; only its holder or a supervisor. */
export async function release(run: Run, request: Request): Done {
  const held = liveClaim(run, request);
  if (!held) return refuse('not_claimed', { code: request.code });
  const role = held.by === run.actor.id ? anyStaffRole(run) : 'supervisor';
  const may = held.by === run.actor.id || mayDo('request.take_over', run.actor);
  if (!may || role === null) return forbidden('release', 'supervisor');
  return writeSideEvent(run, request, { action: 'release', role }, { claim: null });
}

/** Takes a claim over from somebody else; a supervisor, with a reason. */
export async function takeOver(run: Run, request: Request, input: Input): Done {
  if (!mayDo('request.take_over', run.actor)) return forbidden('take_over', 'supervisor');
  const held = liveClaim(run, request);
  if (!held) return refuse('not_claimed', { code: request.code });
  const reason = input['reason'];
  if (typeof reason !== 'string' || reason === '')
    return refuse('missing_input', { field: 'reason' });
  if (!isReason(reason)) return refuse('bad_input', { field: 'reason', problem: 'options' });
  const note = typeof input['note'] === 'string' && input['note'] !== '' ? input['note'] : null;
  if (reason === 'other' && note === null) return refuse('note_required', { field: 'reason' });
  const lease = leaseFor(run, input, run.at);
  const side = {
    action: 'take_over',
    role: 'supervisor' as const,
    reason,
    note,
    facts: { from: held.by, until: lease.until },
  };
  return writeSideEvent(run, request, side, { claim: lease });
}

/** Writes a note on a request; it changes nothing else. */
export async function note(run: Run, request: Request, input: Input): Done {
  const role = anyStaffRole(run);
  if (role === null) return forbidden('note');
  const text = typeof input['note'] === 'string' ? input['note'].trim() : '';
  if (text === '') return refuse('missing_input', { field: 'note' });
  if (text.length > 2000) return refuse('bad_input', { field: 'note', problem: 'too_long' });
  return writeSideEvent(run, request, { action: 'note', role, note: text });
}
