// Processing status: how many requests of each queue carry which public label at the end of a day. Unit: requests.

import { LABELS, QUEUE_NAMES } from '../../../src/shared/queues/request.ts';
import type { Label, QueueName } from '../../../src/shared/queues/request.ts';
import { labelOf } from '../../../src/shared/queues/states.ts';
import type { Queues } from '../../../src/shared/queues/states.ts';
import type { Standing } from './replay.ts';

/** The breakdown of one queue. */
export interface LabelCounts {
  queue: QueueName;
  labels: Record<Label, number>;
  total: number;
}

/**
 * Counts labels: label(state to which the events up to the day lead), one for each request that was submitted by then.
 * Requests that the system opened are left out (they are shown apart).
 */
export function labelCounter(queues: Queues) {
  const counts = new Map<QueueName, LabelCounts>();
  for (const queue of QUEUE_NAMES) {
    const labels = Object.fromEntries(LABELS.map((label) => [label, 0])) as Record<Label, number>;
    counts.set(queue, { queue, labels, total: 0 });
  }
  return {
    add(queue: QueueName, standing: Standing): void {
      const definition = queues[queue];
      const count = counts.get(queue);
      if (!definition || !count || standing.bySystem) return;
      count.labels[labelOf(definition, standing.state)] += 1;
      count.total += 1;
    },
    result: (): LabelCounts[] => [...counts.values()],
  };
}
