// What a state means for a request: its label and marks, with `exception` keeping those of the state it came from.

import type { QueueDefinition, StateSpec } from './queue.ts';
import type { Label, Request } from './request.ts';

/** The definitions that an engine works with, by queue name. */
export type Queues = Readonly<Record<string, QueueDefinition>>;

/** What of a request its marks depend on. */
export type Standing = Pick<Request, 'state' | 'cameFrom'>;

/** The public label of a state; `exception` is in progress. */
export function labelOf(definition: QueueDefinition, state: string): Label {
  return definition.states[state]?.label ?? 'in_progress';
}

/** Whether the request has come to one of the three ended labels. */
export function hasEnded(definition: QueueDefinition, request: Pick<Request, 'state'>): boolean {
  const label = labelOf(definition, request.state);
  return label === 'done' || label === 'cancelled' || label === 'rejected';
}

/** The spec whose marks count: the state's own, or in `exception` that of the state it came from. */
export function markedState(definition: QueueDefinition, request: Standing): StateSpec | undefined {
  const state = request.state === 'exception' ? request.cameFrom : request.state;
  return state === null ? undefined : definition.states[state];
}

/** ● : the request has custody of its copy. */
export function holdsCopy(definition: QueueDefinition, request: Standing): boolean {
  return markedState(definition, request)?.holdsCopy === true;
}

/** ¥ : its price is encumbered. */
export function holdsMoney(definition: QueueDefinition, request: Standing): boolean {
  return markedState(definition, request)?.holdsMoney === true;
}

/** A ● state in which somebody has the copy in a hand or on a shelf of waiting: nobody has still to pick it. */
export function isInHand(definition: QueueDefinition, state: string): boolean {
  const pick = definition.actions['pick'];
  const waitsForPick = pick !== undefined && pick.from !== 'new' && pick.from.includes(state);
  return definition.states[state]?.holdsCopy === true && !waitsForPick;
}
