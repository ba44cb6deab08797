// What changes the number of open requests, and of which campus: it follows from where requests stood at the ends of days.

import type { QueueDefinition } from '../queues/queue.ts';
import { labelOf } from '../queues/states.ts';
import type { Turn } from './turns.ts';

/** Kinds by their numbers in sheets. */
export const FLOWS = ['created', 'closed', 'reopened', 'came', 'went'] as const;
export type FlowKind = (typeof FLOWS)[number];

/** One change at the end of a day. */
export interface Flow {
  day: number;
  campus: string;
  kind: FlowKind;
}

/** Whether it is from one campus to another: over the whole library both halves cancel each other out. */
export function isMove({ kind }: Flow): boolean {
  return kind === 'came' || kind === 'went';
}

/** Whether a request counts as open where it stands; an exception counts where it came from, and is never an end. */
function isOpen(definition: QueueDefinition, { state, cameFrom }: Turn): boolean {
  const open = (name: string) => {
    const label = labelOf(definition, name);
    return label === 'pending' || label === 'in_progress';
  };
  return open(state) || (cameFrom !== '' && open(cameFrom));
}

/** What changed with one turn: what is at work goes to its new campus first, and is closed there. */
function between(isFirst: boolean, was: Turn, wasOpen: boolean, now: Turn, open: boolean): Flow[] {
  const flows: Flow[] = [];
  const { day } = now;
  if (isFirst) flows.push({ day, campus: now.campus, kind: 'created' });
  else if (wasOpen && was.campus !== now.campus) {
    flows.push(
      { day, campus: was.campus, kind: 'went' },
      { day, campus: now.campus, kind: 'came' },
    );
  }
  if (wasOpen !== open) flows.push({ day, campus: now.campus, kind: open ? 'reopened' : 'closed' });
  return flows;
}

/** The changes of a request, oldest first: of any campus they add up to whether it is open there. */
export function flowsOf(definition: QueueDefinition, turns: readonly Turn[]): Flow[] {
  const flows: Flow[] = [];
  let wasOpen = true;
  for (const [index, now] of turns.entries()) {
    const open = isOpen(definition, now);
    flows.push(...between(index === 0, turns[index - 1] ?? now, wasOpen, now, open));
    wasOpen = open;
  }
  return flows;
}
