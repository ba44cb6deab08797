// Opening hours: the only place that knows the library's zone; `bh` counts open minutes between two instants.

import type { Calendar } from './entities.ts';
import type { Day, Instant } from '../lib/time.ts';

/** Compiled opening hours of every calendar of the library. */
export interface Calendars {
  /** Open minutes between two instants on a calendar (0 when b ≤ a). */
  bh(calendarId: string, a: Instant, b: Instant): number;
  /** The instant when so many open minutes have passed since `from`. */
  addOpenMinutes(calendarId: string, from: Instant, minutes: number): Instant;
  /** Closing time of the n-th open day after the day of `from`. */
  addOpenDays(calendarId: string, from: Instant, days: number): Instant;
  /** Number of open days after the day of `a` up to and including the day of `b`. */
  openDaysBetween(calendarId: string, a: Instant, b: Instant): number;
  isOpen(calendarId: string, at: Instant): boolean;
  /** Local day of an instant in the library's zone. */
  dayOf(at: Instant): Day;
  /** First instant of a local day. */
  startOf(day: Day): Instant;
  /** First instant after a local day. */
  endOf(day: Day): Instant;
  /** Calendar that counts for a campus (place id). */
  ofCampus(campus: string): string;
}

/** Compiles calendars; `ofCampus` says which calendar a campus follows, `zone` is an IANA name. */
export declare function compileCalendars(
  calendars: Calendar[],
  ofCampus: Record<string, string>,
  zone: string,
): Calendars;
