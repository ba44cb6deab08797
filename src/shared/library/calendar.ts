// Opening hours: every question about open minutes and open days is two binary searches over compiled spans.

import { instantOf, millis } from '../lib/time.ts';
import type { Day, Instant } from '../lib/time.ts';
import type { Calendar, OpenSpan } from './entities.ts';
import { addDays, minutesOf, weekdayOf, zoneOf } from './zone.ts';
import type { Zone } from './zone.ts';

/** Compiled opening hours of every calendar of the library. */
export interface Calendars {
  /** Open minutes between two instants on a calendar (0 when b ≤ a); fractions of a minute count. */
  bh(calendarId: string, a: Instant, b: Instant): number;
  /** The instant when so many open minutes have passed since `from`; with 0 minutes `from` itself. */
  addOpenMinutes(calendarId: string, from: Instant, minutes: number): Instant;
  /** Closing time of the n-th open day after the day of `from`. */
  addOpenDays(calendarId: string, from: Instant, days: number): Instant;
  /** Number of open days after the day of `a` up to and including the day of `b` (0 when b ≤ a). */
  openDaysBetween(calendarId: string, a: Instant, b: Instant): number;
  isOpen(calendarId: string, at: Instant): boolean;
  /** Local day of an instant in the library's zone. */
  dayOf(at: Instant): Day;
  /** First instant of a local day. */
  startOf(day: Day): Instant;
  /** First instant after a local day. */
  endOf(day: Day): Instant;
  /** Calendar that counts for a campus (place id); the first calendar when the campus names none. */
  ofCampus(campus: string): string;
}

/** Spans are compiled this far; beyond it a calendar is taken to be closed. */
const FIRST_DAY: Day = '2008-01-01';
const LAST_DAY: Day = '2040-12-31';
const ALWAYS_OPEN: Calendar = {
  id: 'always',
  ver: 1,
  name: { zh: '全天', en: 'Always open' },
  weekly: Array.from({ length: 7 }, (): OpenSpan[] => [['00:00', '24:00']]),
  exceptions: [],
};

/** One calendar as parallel arrays: span starts and ends in ms, and the open ms before each span. */
interface Compiled {
  starts: number[];
  ends: number[];
  before: number[];
  /** Last closing time of each open day, ascending; always an instant of that day. */
  closings: number[];
}

/** Hours of one day: the last exception that covers it, else the weekday's. */
export function spansOf(calendar: Calendar, day: Day): OpenSpan[] {
  const exception = calendar.exceptions.findLast((each) => each.from <= day && day <= each.to);
  return exception ? exception.spans : (calendar.weekly[weekdayOf(day)] ?? []);
}

function compile(calendar: Calendar, zone: Zone): Compiled {
  const compiled: Compiled = { starts: [], ends: [], before: [], closings: [] };
  let open = 0;
  for (let day = FIRST_DAY; day <= LAST_DAY; day = addDays(day, 1)) {
    const spans = spansOf(calendar, day);
    for (const [from, to] of spans) {
      const start = millis(zone.at(day, minutesOf(from)));
      const end = millis(zone.at(day, minutesOf(to)));
      if (end <= start) continue;
      compiled.starts.push(start);
      compiled.ends.push(end);
      compiled.before.push(open);
      open += end - start;
    }
    // Until 24:00 is until the day's last instant: the one after it is of another day.
    const last = millis(zone.at(day, 1440)) - 1;
    if (spans.length > 0) compiled.closings.push(Math.min(compiled.ends.at(-1) ?? 0, last));
  }
  return compiled;
}

/** Compiled spans by what they follow from: decades of days take long, and calendars come again with every setting. */
const KNOWN = new Map<string, Compiled>();
const MOST_KNOWN = 64;

function compiledOf(calendar: Calendar, zone: Zone, zoneName: string): Compiled {
  const key = JSON.stringify([zoneName, calendar.weekly, calendar.exceptions]);
  let compiled = KNOWN.get(key);
  if (!compiled) {
    if (KNOWN.size >= MOST_KNOWN) KNOWN.clear();
    compiled = compile(calendar, zone);
    KNOWN.set(key, compiled);
  }
  return compiled;
}

/** Index of the first element that is greater than the value. */
function upper(sorted: number[], value: number): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((sorted[middle] ?? 0) <= value) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Open ms from the beginning of the compiled time to an instant. */
function openBefore(compiled: Compiled, at: number): number {
  const index = upper(compiled.starts, at) - 1;
  if (index < 0) return 0;
  const start = compiled.starts[index] ?? 0;
  const end = compiled.ends[index] ?? 0;
  return (compiled.before[index] ?? 0) + Math.min(at, end) - start;
}

function afterOpen(compiled: Compiled, from: number, ms: number): number {
  if (ms <= 0) return from;
  const target = openBefore(compiled, from) + ms;
  let index = upper(compiled.before, target) - 1;
  // A target that falls on a span's very end belongs to that span, not to the opening of the next.
  if (index > 0 && compiled.before[index] === target) index -= 1;
  const start = compiled.starts[index];
  const before = compiled.before[index];
  if (start === undefined || before === undefined) return millis(`${LAST_DAY}T23:59:59.999Z`);
  return Math.min(start + (target - before), millis(`${LAST_DAY}T23:59:59.999Z`));
}

/** The last instant of a local day: what falls due on a day is in time until then. */
export function lastInstantOf(day: Day, calendars: Pick<Calendars, 'endOf'>): Instant {
  return instantOf(millis(calendars.endOf(day)) - 1);
}

/** Compiles calendars; `ofCampus` says which calendar a campus follows, `zone` is an IANA name. */
export function compileCalendars(
  calendars: Calendar[],
  ofCampus: Record<string, string>,
  zone: string,
): Calendars {
  const local = zoneOf(zone);
  const source = new Map([ALWAYS_OPEN, ...calendars].map((each) => [each.id, each]));
  const fallback = calendars[0]?.id ?? ALWAYS_OPEN.id;
  const done = new Map<string, Compiled>();
  const of = (id: string) => {
    let compiled = done.get(id);
    if (!compiled) {
      compiled = compiledOf(source.get(id) ?? source.get(fallback) ?? ALWAYS_OPEN, local, zone);
      done.set(id, compiled);
    }
    return compiled;
  };
  const startOf = (day: Day) => local.at(day, 0);
  const openMs = (id: string, a: Instant, b: Instant) =>
    b <= a ? 0 : openBefore(of(id), millis(b)) - openBefore(of(id), millis(a));
  const dayEnd = (at: Instant) => millis(local.at(local.dayOf(at), 1440)) - 1;
  return {
    bh: (id, a, b) => openMs(id, a, b) / 60_000,
    addOpenMinutes: (id, from, minutes) =>
      instantOf(afterOpen(of(id), millis(from), minutes * 60_000)),
    addOpenDays: (id, from, days) => {
      const { closings } = of(id);
      const index = upper(closings, dayEnd(from)) + Math.max(days, 1) - 1;
      return instantOf(closings[index] ?? millis(`${LAST_DAY}T23:59:59.999Z`));
    },
    openDaysBetween: (id, a, b) =>
      b <= a ? 0 : upper(of(id).closings, dayEnd(b)) - upper(of(id).closings, dayEnd(a)),
    isOpen: (id, at) => {
      const compiled = of(id);
      const index = upper(compiled.starts, millis(at)) - 1;
      return index >= 0 && millis(at) < (compiled.ends[index] ?? 0);
    },
    dayOf: (at) => local.dayOf(at),
    startOf,
    endOf: (day) => startOf(addDays(day, 1)),
    ofCampus: (campus) => ofCampus[campus] ?? fallback,
  };
}
