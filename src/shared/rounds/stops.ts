// Which requests somebody walks to the shelves for, and with which actions: read from the definitions.

import type { Role } from '../library/entities.ts';
import { fieldOfKind } from '../queues/engine/field-check.ts';
import { preconditionOf, startsFrom } from '../queues/engine/decide.ts';
import { QUEUES } from '../queues/index.ts';
import type { Looker } from '../queues/engine/looking.ts';
import type { ActionSpec, QueueDefinition } from '../queues/queue.ts';
import { QUEUE_NAMES } from '../queues/request.ts';
import type { QueueName, Request } from '../queues/request.ts';
import { mayAct } from '../queues/rights.ts';
import { hasEnded } from '../queues/states.ts';
import type { Settings } from '../queues/world/world.ts';

/** What is done at a stop: a copy is picked, a missing one is searched for. */
export type StopKind = 'pick' | 'search';

/** The two ways in which a stop ends. */
export interface StopSpec {
  kind: StopKind;
  /** Action whose evidence is the scan of the copy there. */
  take: string;
  /** Action that says where it was looked for in vain. */
  miss: string;
}

/** Who walks, where and when, and the library's settings. */
export interface Walker extends Looker {
  settings: Settings;
}

function takes(spec: ActionSpec): boolean {
  const scans = fieldOfKind(spec, 'scan') !== undefined && preconditionOf(spec) === 'fact';
  // A copy in the hand comes off a shelf where another may be taken instead, or where whoever finds it is only a guest.
  return scans && (spec.swap === true || spec.guest === true);
}

/** Stops of a queue by state: where a copy can be taken by its scan, and missed with the places looked. */
function stopsOf(definition: QueueDefinition): ReadonlyMap<string, StopSpec> {
  const stops = new Map<string, StopSpec>();
  for (const state of Object.keys(definition.states)) {
    const here = Object.entries(definition.actions).filter(
      ([, spec]) => spec.from !== 'new' && spec.from.includes(state),
    );
    const take = here.find(([, spec]) => takes(spec));
    const miss = here.find(([, spec]) => fieldOfKind(spec, 'places_looked') !== undefined);
    if (!take || !miss) continue;
    const kind = take[1].swap === true ? 'pick' : 'search';
    stops.set(state, { kind, take: take[0], miss: miss[0] });
  }
  return stops;
}

/** Stops of every queue; a queue without any is empty. */
export const STOPS = Object.fromEntries(
  QUEUE_NAMES.map((name) => [name, stopsOf(QUEUES[name])]),
) as Record<QueueName, ReadonlyMap<string, StopSpec>>;

/** Queues that have stops, in the order of the rail. */
export const ROUND_QUEUES: readonly QueueName[] = QUEUE_NAMES.filter(
  (name) => STOPS[name].size > 0,
);

/** Staff roles that take a copy at some stop. */
export const ROUND_ROLES: ReadonlySet<Role> = new Set(
  ROUND_QUEUES.flatMap((name) =>
    [...STOPS[name].values()].flatMap(
      ({ take }) => QUEUES[name].actions[take]?.who.map(({ role }) => role) ?? [],
    ),
  ).filter((role) => role !== 'system'),
);

function statesAfter(queue: QueueName, end: 'take' | 'miss'): ReadonlySet<string> {
  const stops = [...STOPS[queue].values()];
  return new Set(stops.flatMap((stop) => QUEUES[queue].actions[stop[end]]?.to ?? []));
}

/** States in which the copy of a stop is in the walker's hand. */
export function inHandStates(queue: QueueName): ReadonlySet<string> {
  return statesAfter(queue, 'take');
}

/** States to which the places looked in vain may lead. */
export function missedStates(queue: QueueName): ReadonlySet<string> {
  return statesAfter(queue, 'miss');
}

/** Whether the person may do an action on the request from where they stand. */
export function mayDoNow(request: Request, action: string, walker: Walker): boolean {
  const definition = QUEUES[request.queue];
  const spec = definition.actions[action];
  if (!spec || !startsFrom(spec, request)) return false;
  const where = { point: walker.point, place: walker.settings.place };
  const right = mayAct(definition, action, walker.actor, request, {}, where);
  return right.ok && right.who.role !== 'system';
}

/** Whether the person may walk for the request now, whoever has claimed it; gives what is done there. */
export function stopFor(request: Request, walker: Walker): StopSpec | null {
  const definition = QUEUES[request.queue];
  const stop = STOPS[request.queue].get(request.state);
  if (!stop || request.leaderId !== null || request.blockedBy !== null) return null;
  const { actor, now, settings } = walker;
  const { policies, calendars } = settings;
  if (definition.walkable?.(request, actor.id, now, policies, calendars) === false) return null;
  const may = mayDoNow(request, stop.take, walker) && mayDoNow(request, stop.miss, walker);
  return may && !hasEnded(definition, request) ? stop : null;
}
