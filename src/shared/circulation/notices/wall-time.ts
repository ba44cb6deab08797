// An instant as a clock in the library shows it, for sentences that are filled where no zone is known.

import type { Instant } from '../../lib/time.ts';
import { instantOf } from '../../lib/time.ts';
import { zoneOf } from '../../library/zone.ts';
import type { Settings } from '../../queues/world/world.ts';

/** `2018-06-06 14:05` in the library's zone. */
export function wallTime(at: Instant, { policies }: Pick<Settings, 'policies'>): string {
  const wall = zoneOf(policies.text('library.zone')).wallMillis(at);
  return instantOf(wall).slice(0, 16).replace('T', ' ');
}
