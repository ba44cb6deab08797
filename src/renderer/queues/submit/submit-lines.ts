// Requests entered as lines of one application.

import { QUEUES } from '../../../shared/queues/index.ts';
import type { QueueName } from '../../../shared/queues/request.ts';

/** Inputs that the next line of an application takes over from the one before. */
export const KEPT: readonly string[] = ['readerId', 'campus', 'way', 'vendorId', 'collection'];

/** Whether requests of the queue are lines of an application. */
export function takesLines(queue: QueueName): boolean {
  return QUEUES[queue].reads.includes('bundle');
}
