// Times as SIP2 writes them, `YYYYMMDDZZZZHHMMSS`, and the other forms in which library systems name a due date.

import { addMinutes, instantOf, millis } from '../../../shared/lib/time.ts';
import type { Instant } from '../../../shared/lib/time.ts';
import { isDay } from '../../../shared/library/zone.ts';
import type { Zone } from '../../../shared/library/zone.ts';

/** An instant on the library's own clock: four blanks in the place of a zone. */
export function sipDate(at: Instant, zone: Zone): string {
  const wall = instantOf(zone.wallMillis(at)).replaceAll(/[-:]/gu, '');
  return `${wall.slice(0, 8)}    ${wall.slice(9, 15)}`;
}

/** Day, then a zone or nothing, then a time or nothing; years first, so that no day is taken for a month. */
const FORMS: readonly RegExp[] = [
  /^(\d{4})(\d{2})(\d{2})(?:(.{4})(\d{2})(\d{2})(\d{2}))?$/u,
  /^(\d{4})([-/.])(\d{1,2})\2(\d{1,2})(?:[ T]+(\d{1,2}):(\d{2})(?::(\d{2}))?)?(Z?)$/u,
  /^(\d{4})年(\d{1,2})月(\d{1,2})日(?: *(\d{1,2}):(\d{2})(?::(\d{2}))?)?$/u,
];

interface Parts {
  day: string;
  /** Of the day; the last second where no time is named. */
  seconds: number | null;
  utc: boolean;
}

function partsOf(text: string): Parts | null {
  const [compact, dashed, chinese] = FORMS.map((form) => form.exec(text));
  const of = (
    year = '',
    month = '',
    day = '',
    time: readonly (string | undefined)[] = [],
    utc = false,
  ): Parts => {
    const [hours, minutes, seconds] = time.map((each) => Number(each ?? 0));
    const named = time[0] !== undefined;
    const sum = (hours ?? 0) * 3600 + (minutes ?? 0) * 60 + (seconds ?? 0);
    return {
      day: `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`,
      seconds: named ? sum : null,
      utc,
    };
  };
  if (compact) {
    const utc = compact[4]?.trim() === 'Z';
    return of(compact[1], compact[2], compact[3], compact.slice(5, 8), utc);
  }
  if (dashed) return of(dashed[1], dashed[3], dashed[4], dashed.slice(5, 8), dashed[8] === 'Z');
  if (chinese) return of(chinese[1], chinese[2], chinese[3], chinese.slice(4, 7));
  return null;
}

/**
 * The instant that a text names; null where it names none for certain (`03/04/2026`). A day without a time is its last
 * second. A zone other than UTC is taken for the library's own: the standard's letters have no agreed meaning.
 */
export function readDate(text: string, zone: Zone): Instant | null {
  const parts = partsOf(text.trim());
  if (!parts || !isDay(parts.day)) return null;
  const seconds = parts.seconds ?? 86_399;
  if (seconds >= 86_400) return null;
  const start = parts.utc
    ? addMinutes(`${parts.day}T00:00:00.000Z`, Math.floor(seconds / 60))
    : zone.at(parts.day, Math.floor(seconds / 60));
  return instantOf(millis(start) + (seconds % 60) * 1000);
}
