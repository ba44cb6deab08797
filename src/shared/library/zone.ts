// Local days and minutes in the library's zone, by Intl; nothing else knows that a zone exists.

import { DAY_MS, instantOf, millis } from '../lib/time.ts';
import type { Day, Instant } from '../lib/time.ts';

const QUARTER_HOUR = 900_000;
const WEEK = 604_800_000;

/** Arithmetic in one IANA zone. */
export interface Zone {
  /** Local day of an instant. */
  dayOf(at: Instant): Day;
  /** The instant at so many minutes after a local midnight; a time skipped by a clock change moves on with it. */
  at(day: Day, minutes: number): Instant;
  /** What a clock on the wall shows at an instant, as the milliseconds at which it would show it in UTC. */
  wallMillis(at: Instant): number;
}

/** The day so many days later (or earlier). */
export function addDays(day: Day, days: number): Day {
  return instantOf(millis(`${day}T00:00:00.000Z`) + days * DAY_MS).slice(0, 10);
}

/** Whether a text is a day that there is, from 1900 to 2199: instants around it can be reckoned and written. */
export function isDay(text: string): boolean {
  if (!/^(?:19|20|21)\d\d-\d\d-\d\d$/u.test(text)) return false;
  const at = millis(`${text}T00:00:00.000Z`);
  return !Number.isNaN(at) && instantOf(at).startsWith(text);
}

/** 0 for Monday … 6 for Sunday. */
export function weekdayOf(day: Day): number {
  return (new Date(`${day}T00:00:00.000Z`).getUTCDay() + 6) % 7;
}

/** Minutes of `HH:MM`; `24:00` is the end of the day. Throws on anything else. */
export function minutesOf(text: string): number {
  const match = /^(\d{2}):(\d{2})$/u.exec(text);
  const minutes = match ? Number(match[1]) * 60 + Number(match[2]) : Number.NaN;
  if (!match || Number(match[2]) > 59 || minutes > 1440)
    throw new Error(`not a time of day: ${text}`);
  return minutes;
}

/** Whether a text names a zone that can be reckoned in. */
export function isZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('en-CA', { timeZone: name }).format(0) !== '';
  } catch {
    return false;
  }
}

const ZONES = new Map<string, Zone>();

/** The arithmetic of a zone, made once a name. Throws a RangeError for an unknown one. */
export function zoneOf(name: string): Zone {
  let zone = ZONES.get(name);
  if (!zone) {
    zone = makeZone(name);
    ZONES.set(name, zone);
  }
  return zone;
}

function makeZone(name: string): Zone {
  const format = new Intl.DateTimeFormat('en-CA', {
    timeZone: name,
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
  });
  const localMillis = (ms: number) => {
    const parts = Object.fromEntries(
      format.formatToParts(ms).map((part) => [part.type, part.value]),
    );
    return millis(
      `${parts['year']}-${parts['month']}-${parts['day']}T${parts['hour']}:${parts['minute']}:${parts['second']}.000Z`,
    );
  };
  const offset = (ms: number) => localMillis(ms) - Math.floor(ms / 1000) * 1000;
  const known = new Map<number, number>();
  const remembered = (ms: number) => {
    let found = known.get(ms);
    if (found === undefined) {
      if (known.size > 100_000) known.clear();
      found = offset(ms);
      known.set(ms, found);
    }
    return found;
  };
  /** Offsets change at whole quarter hours of UTC and nowhere twice in a week: equal at both ends means equal within. */
  const offsetAt = (ms: number) => {
    const week = Math.floor(ms / WEEK) * WEEK;
    const before = remembered(week);
    return before === remembered(week + WEEK)
      ? before
      : remembered(Math.floor(ms / QUARTER_HOUR) * QUARTER_HOUR);
  };
  return {
    dayOf: (at) => instantOf(millis(at) + offsetAt(millis(at))).slice(0, 10),
    at: (day, minutes) => {
      const local = millis(`${day}T00:00:00.000Z`) + minutes * 60_000;
      const guess = local - offsetAt(local);
      return instantOf(local - offsetAt(guess));
    },
    wallMillis: (at) => millis(at) + offsetAt(millis(at)),
  };
}
