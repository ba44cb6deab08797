// Where a read-first line stands in the funnel; each line in exactly one group.

import { RETURNED, SHIPPED } from './turns.ts';

/**
 * Groups: waiting for approval (pending states) · prepared by the bookseller (approved, ordered, cancel_asked) · to return
 * (with the reader, not returned) · returned (after `take_back`, whatever followed) · settled (was with the reader and
 * ended without coming back) · unread (to the shelf without a reader) · rejected · cancelled.
 */
export const LINE_GROUPS = [
  'waiting',
  'prepared',
  'to_return',
  'returned',
  'settled',
  'unread',
  'rejected',
  'cancelled',
] as const;
export type LineGroup = (typeof LINE_GROUPS)[number];

/** Groups of lines that were ever with a reader: shipped. */
export const SHIPPED_GROUPS: readonly LineGroup[] = ['to_return', 'returned', 'settled'];

const BY_STATE: Partial<Record<string, LineGroup>> = {
  review: 'waiting',
  to_confirm: 'waiting',
  needs_info: 'waiting',
  deferred: 'waiting',
  approved: 'prepared',
  ordered: 'prepared',
  cancel_asked: 'prepared',
  with_reader: 'to_return',
  not_returned: 'to_return',
  returned: 'returned',
  accepted: 'unread',
  done: 'unread',
  rejected: 'rejected',
  cancelled: 'cancelled',
};

/** The group of a line; an exception counts where it came from. */
export function lineGroupOf(state: string, cameFrom: string, mark: number): LineGroup {
  const place = state === 'exception' ? cameFrom : state;
  const group = BY_STATE[place] ?? 'waiting';
  if ((mark & SHIPPED) === 0 || group === 'to_return') return group;
  // What went out again after its first shipping (an exchange) is under way, and was shipped all the same.
  return (mark & RETURNED) === 0 ? 'settled' : 'returned';
}

/** How far along the groups are; an application stands where the most advanced of its lines does. */
const ADVANCED: readonly LineGroup[] = [
  'rejected',
  'cancelled',
  'waiting',
  'prepared',
  'unread',
  'settled',
  'to_return',
  'returned',
];

/** Whether one group is further along than another. */
export function isFurther(group: LineGroup, than: LineGroup): boolean {
  return ADVANCED.indexOf(group) > ADVANCED.indexOf(than);
}
