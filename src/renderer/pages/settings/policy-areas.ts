// Which part of the library's work a policy belongs to: its queue, else what the beginning of its key says.

import { QUEUE_NAMES } from '../../../shared/queues/request.ts';
import type { QueueName } from '../../../shared/queues/request.ts';

/** Areas in the order in which they are offered; what no other has is `common`. */
export const POLICY_AREAS = [
  'common',
  'circulation',
  ...QUEUE_NAMES,
  'feedback',
  'shelving',
  'devices',
  'notice',
] as const;
export type PolicyArea = (typeof POLICY_AREAS)[number];

const BEGINNINGS: Record<Exclude<PolicyArea, QueueName | 'common'>, readonly string[]> = {
  circulation: ['loan', 'hold', 'pickup', 'circulation', 'phone_loan', 'transfer', 'reader'],
  feedback: ['feedback', 'suggestion', 'review'],
  shelving: ['call_number', 'practice'],
  devices: ['barcode', 'wedge', 'rfid'],
  notice: ['notice'],
};

/** The area of a policy by its key. */
export function areaOf(key: string): PolicyArea {
  const [beginning = ''] = key.split('.');
  const own = Object.entries(BEGINNINGS).find(([, each]) => each.includes(beginning))?.[0];
  return POLICY_AREAS.find((each) => each === (own ?? beginning)) ?? 'common';
}
