// Who may do what: every queue action from its definition, and a short table for what is not a queue.

import type { Copy, Place, StaffRole } from '../library/entities.ts';
import type { Refusal } from '../lib/result.ts';
import { refuse } from '../lib/result.ts';
import type { Actor, ActorGrant } from './command.ts';
import type { ActionSpec, QueueDefinition, Reach, Standing, Who } from './queue.ts';
import type { Request } from './request.ts';

/** What a right is measured on besides the request. */
export interface Where {
  point: Place | null;
  place: (id: string) => Place | undefined;
}

/** Rights that no definition names: settings by kind; showing, erasing and exporting readers; tags; figures; staff pages. */
export const OTHER_RIGHTS = {
  'staff.save': ['admin'],
  'policy.save': ['admin'],
  'calendar.save': ['admin'],
  'reason.save': ['admin'],
  'template.save': ['admin'],
  'place.save': ['admin'],
  'fund.save': ['acquisitions', 'admin'],
  'vendor.save': ['acquisitions', 'admin'],
  'reader.reveal': ['desk', 'courier', 'acquisitions', 'supervisor'],
  'reader.pin': ['desk', 'supervisor'],
  'reader.erase': ['admin'],
  'reader.export': ['admin'],
  'request.take_over': ['supervisor'],
  'copy.sighting': ['desk', 'assistant', 'collection', 'acquisitions', 'courier', 'supervisor'],
  'shelf.report': ['assistant', 'desk', 'collection', 'supervisor'],
  'practice.record': ['assistant', 'desk', 'collection', 'supervisor'],
  'practice.see': ['supervisor'],
  'rfid.secure': ['desk', 'assistant', 'collection', 'acquisitions', 'supervisor'],
  'rfid.program': ['desk', 'collection', 'acquisitions', 'supervisor'],
  'manifest.close': ['desk', 'supervisor'],
  'catalogue.put': ['acquisitions', 'collection', 'admin'],
  /** Taking a copy out of use and putting it back; withdrawing one for good, and putting back what was withdrawn. */
  'copy.repair': ['desk', 'collection', 'supervisor'],
  'copy.restore': ['desk', 'collection', 'supervisor'],
  'copy.withdraw': ['collection', 'supervisor'],
  /** Circulation: lending, taking back, the hold shelf, passing a rule, closing a case of a fact that did not fit. */
  'loan.lend': ['desk', 'supervisor'],
  'loan.take_back': ['desk', 'assistant', 'supervisor'],
  'loan.verify': ['desk', 'assistant', 'supervisor'],
  'loan.override': ['supervisor'],
  'loan.settle': ['desk', 'supervisor'],
  'loan.waive': ['supervisor'],
  'hold.place': ['desk', 'supervisor'],
  'hold.shelve': ['desk', 'assistant', 'supervisor'],
  'circulation_case.close': ['supervisor'],
  /** Noting that a reader was told something by a person. */
  'notice.told': ['desk', 'assistant', 'supervisor'],
  'suggestion.decide': ['acquisitions', 'supervisor'],
  'review.moderate': ['desk', 'collection', 'supervisor'],
  'feedback.answer': ['desk', 'collection', 'acquisitions', 'supervisor'],
  'reader.register': ['desk', 'supervisor', 'admin'],
  'reader.block': ['desk', 'supervisor', 'admin'],
  'reader.depart': ['desk', 'supervisor', 'admin'],
  'reader.merge': ['supervisor', 'admin'],
  'figures.see': ['desk', 'collection', 'acquisitions', 'supervisor', 'admin'],
  /** Groups of staff, by campus; another person's page; one's own (`shared/staff/scope.ts` says how far). */
  'staff_page.groups': ['supervisor', 'admin'],
  'staff_page.open': ['admin'],
  'staff_page.own': [
    'desk',
    'assistant',
    'collection',
    'acquisitions',
    'courier',
    'supervisor',
    'admin',
  ],
} as const satisfies Record<string, readonly StaffRole[]>;

/** Whether one of the actor's grants carries a right of `OTHER_RIGHTS`. */
export function mayDo(right: keyof typeof OTHER_RIGHTS, actor: Actor): boolean {
  const roles: readonly string[] = OTHER_RIGHTS[right];
  return actor.grants.some((grant) => roles.includes(grant.role));
}

/** `forbidden` for whoever has not a right of `OTHER_RIGHTS`, null for whoever has it. `action`: word of the sentence. */
export function rightRefusal(
  { actor }: { actor: Actor },
  right: keyof typeof OTHER_RIGHTS,
  action: string,
): Refusal | null {
  if (mayDo(right, actor)) return null;
  return refuse('forbidden', { action, roles: OTHER_RIGHTS[right].join(' '), reach: null });
}

/** Whether one of the grants carries a right of `OTHER_RIGHTS` at a campus; null stands for any. */
export function mayDoAt(
  right: keyof typeof OTHER_RIGHTS,
  grants: readonly Pick<ActorGrant, 'role' | 'campuses'>[],
  campus: string | null,
): boolean {
  const roles: readonly string[] = OTHER_RIGHTS[right];
  const reaches = (campuses: readonly string[] | null) =>
    campuses === null || campus === null || campuses.includes(campus);
  return grants.some((grant) => roles.includes(grant.role) && reaches(grant.campuses));
}

/** Whether the person is the one who asks: the reader, or who entered it where no reader asks (rule 9). */
function isAsker(request: Request, actor: Actor): boolean {
  if (request.readerId === null) return request.enteredBy === actor.id;
  return request.readerId === actor.readerId;
}

function within(list: string[] | null, id: string | null | undefined): boolean {
  return list === null || (id !== null && id !== undefined && list.includes(id));
}

function covers(grant: ActorGrant, campus: string | null | undefined, collection: string | null) {
  return (
    within(grant.campuses, campus) && (collection === null || within(grant.collections, collection))
  );
}

/**
 * Whether one of the grants carries a right of `OTHER_RIGHTS` over a copy: by the collection that owns it, or by the campus
 * where it is in a hand (`point`).
 */
export function coversCopy(
  right: keyof typeof OTHER_RIGHTS,
  grants: readonly ActorGrant[],
  copy: Pick<Copy, 'home'>,
  { point, place }: Where,
): boolean {
  const roles: readonly string[] = OTHER_RIGHTS[right];
  const owner = place(copy.home)?.campus;
  const inHand = (grant: ActorGrant) =>
    point !== null && grant.collections === null && within(grant.campuses, point.campus);
  return grants.some(
    (grant) => roles.includes(grant.role) && (covers(grant, owner, copy.home) || inHand(grant)),
  );
}

function reaches(reach: Reach, grant: ActorGrant, request: Request, where: Where): boolean {
  const owner = request.collection === null ? undefined : where.place(request.collection);
  const fields = request.fields;
  switch (reach) {
    case 'any':
      return true;
    case 'owner':
      return covers(grant, owner?.campus ?? request.campus, request.collection);
    case 'target':
      return within(grant.campuses, request.targetCampus);
    case 'campus': {
      const campus =
        request.state === 'new' ? (where.point?.campus ?? request.campus) : request.campus;
      return covers(grant, campus, request.state === 'new' ? null : request.collection);
    }
    case 'orders':
      return grant.vendorId !== null && fields['vendorId'] === grant.vendorId;
    case 'rounds':
      return within(grant.campuses, request.targetCampus ?? request.campus);
  }
}

function isOwnRound(reach: Reach, request: Request, actor: Actor): boolean {
  const courier = request.fields['courier'];
  return reach !== 'rounds' || typeof courier !== 'string' || courier === actor.id;
}

/** Who entries of an action that count in the request's state with that input. */
function whoIn(spec: ActionSpec, state: string, input: Record<string, unknown>): Who[] {
  return spec.who.filter(
    (who) => (!who.states || who.states.includes(state)) && (!who.when || who.when(input)),
  );
}

function grantsFor(who: Who, actor: Actor, request: Request, where: Where): boolean {
  const reach = who.reach ?? 'campus';
  return actor.grants.some((grant) => {
    if (grant.role !== who.role) return false;
    if (grant.role === 'system') return true;
    if (grant.role === 'reader') {
      return actor.readerId !== null && request.readerId === actor.readerId;
    }
    return reaches(reach, grant, request, where) && isOwnRound(reach, request, actor);
  });
}

/** Whether somebody standing at that campus stands where `standing` asks. */
function standsRight(standing: Standing, request: Request, where: Where): boolean {
  if (standing === 'anywhere') return true;
  const at = where.point?.campus;
  if (at === undefined) return false;
  const home =
    request.collection === null ? null : (where.place(request.collection)?.campus ?? null);
  switch (standing) {
    case 'target':
      return at === request.targetCampus;
    case 'not_target':
      return at !== request.targetCampus;
    case 'home':
      return at === home;
    case 'not_home':
      return at !== home;
    case 'campus':
      return at === request.campus;
  }
}

function standingFacts(standing: Standing, request: Request, where: Where) {
  const home =
    request.collection === null ? null : (where.place(request.collection)?.campus ?? null);
  const needs = { target: request.targetCampus, home, campus: request.campus };
  return {
    standing,
    at: where.point?.campus ?? null,
    needs: standing in needs ? needs[standing as keyof typeof needs] : null,
  };
}

/**
 * The entry of `who` under which the actor may do the action, or why not: `forbidden` (role or reach),
 * `own_request` (rule 9) or `wrong_place`. Neither state nor input is looked at beyond what `who` itself asks.
 */
export function mayAct(
  definition: QueueDefinition,
  action: string,
  actor: Actor,
  request: Request,
  input: Record<string, unknown>,
  where: Where,
): { ok: true; who: Who } | Refusal {
  const spec = definition.actions[action];
  if (!spec) return refuse('illegal', { action, state: request.state, code: request.code });
  const whos = whoIn(spec, request.state, input);
  const granted = whos.filter((who) => grantsFor(who, actor, request, where));
  if (granted.length === 0) {
    const roles = [...new Set(whos.map((who) => who.role))].join(' ');
    const has = whos.some((who) => actor.grants.some((grant) => grant.role === who.role));
    const reach = has ? (whos[0]?.reach ?? 'campus') : null;
    return refuse('forbidden', { action, roles, reach });
  }
  if (spec.notByAsker && isAsker(request, actor)) {
    return refuse('own_request', { action, code: request.code });
  }
  const placed = granted.find((who) => {
    const unplaced = who.role === 'reader' || who.role === 'system';
    return unplaced || standsRight(who.standing ?? spec.standing ?? 'anywhere', request, where);
  });
  if (placed) return { ok: true, who: placed };
  const standing = granted[0]?.standing ?? spec.standing ?? 'anywhere';
  return refuse('wrong_place', { action, ...standingFacts(standing, request, where) });
}
