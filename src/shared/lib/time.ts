// The two kinds of time that travel as text, and the clock that everything takes as an argument.

/** An instant: UTC ISO 8601 text with milliseconds, `2018-06-06T00:00:00.000Z`; text order is time order. */
export type Instant = string;

/** A day in the library's zone, `YYYY-MM-DD`. */
export type Day = string;

/** What tells the time; the demonstration library runs on one of its own. */
export interface Clock {
  now(): Instant;
}

/** Milliseconds of 24 hours. */
export const DAY_MS = 86_400_000;

/** Milliseconds since the epoch of an instant. */
export function millis(instant: Instant): number {
  return Date.parse(instant);
}

/** The instant at so many milliseconds since the epoch. */
export function instantOf(ms: number): Instant {
  return new Date(ms).toISOString();
}

/** The instant so many minutes of wall time later. */
export function addMinutes(instant: Instant, minutes: number): Instant {
  return instantOf(millis(instant) + minutes * 60_000);
}

/** The instant so many times 24 hours later, or earlier; calendars know nothing of it. */
export function daysAfter(instant: Instant, days: number): Instant {
  return instantOf(millis(instant) + days * DAY_MS);
}
