// When notices go out: not in quiet hours, and for whoever wants one digest a day at its time. All on the library's clock.

import { addDays, minutesOf, zoneOf } from '../../shared/library/zone.ts';
import { instantOf, millis } from '../../shared/lib/time.ts';
import type { Instant } from '../../shared/lib/time.ts';
import type { Settings } from '../../shared/queues/world/world.ts';

/** A digest takes what was planned until so long before it goes out; milliseconds. */
const DIGEST_CLOSES = 300_000;

function zone({ policies }: Settings) {
  return zoneOf(policies.text('library.zone'));
}

/** When the quiet hours end that an instant lies in; null where it lies in none. */
export function quietUntil(settings: Settings, now: Instant): Instant | null {
  const [from, to] = settings.policies.text('notice.quiet_hours').split('-');
  if (!from || !to || from === to) return null;
  const local = zone(settings);
  const today = local.dayOf(now);
  for (const day of [addDays(today, -1), today]) {
    const start = local.at(day, minutesOf(from));
    const end = local.at(from < to ? day : addDays(day, 1), minutesOf(to));
    if (start <= now && now < end) return end;
  }
  return null;
}

/** The next digest that still takes notices: the local time that it is set for, and when it goes out. */
export function nextDigest(settings: Settings, now: Instant): { time: string; at: Instant } {
  const local = zone(settings);
  const clock = settings.policies.text('notice.digest_at');
  const closes = instantOf(millis(now) + DIGEST_CLOSES);
  let day = local.dayOf(now);
  while (local.at(day, minutesOf(clock)) <= closes) day = addDays(day, 1);
  const at = local.at(day, minutesOf(clock));
  return { time: `${day}T${clock}`, at: quietUntil(settings, at) ?? at };
}
