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

/** In which order a system names day and month where both could be either. */
export type DayOrder = 'dmy' | 'mdy';
/** As `--sip2-dates` names them. */
export const DAY_ORDERS: readonly DayOrder[] = ['dmy', 'mdy'];

/** How a system's times are read. */
export interface Reading {
  zone: Zone;
  /** Null where nobody has said: then `03/04/2026` names no day. */
  dayOrder: DayOrder | null;
}

const COMPACT = /^(\d{4})(\d{2})(\d{2})(.*)$/u;
const CHINESE = /^(\d{4})年(\d{1,2})月(\d{1,2})日(.*)$/u;
const PARTED = /^(\d{1,4})([-/.])(\d{1,2})\2(\d{1,4})(?!\d)(.*)$/u;
/** Behind a compact day the zone has four places of its own; behind others come `T`, a comma or blanks. */
const TIME_OF_COMPACT = /^(?:(.{4})|[ T]*)(\d{2})(\d{2})(\d{2})()$/u;
const TIME =
  /^[ T,]*(\d{1,2}):(\d{2})(?::(\d{2})(?:\.\d+)?)? ?([AP]\.?M\.?)? ?(Z|[-+]\d{2}:?\d{2})?$/iu;

type Numbers = readonly [year: string, month: string, day: string];

/** The days that three numbers can name; a year of two digits is one of this century. */
function daysOf(one: string, two: string, three: string, order: DayOrder | null): string[] {
  const ways: Record<DayOrder | 'ymd', Numbers> = {
    ymd: [one, two, three],
    dmy: [three, two, one],
    mdy: [three, one, two],
  };
  const yearFirst = one.length === 4;
  const named = order !== null && !yearFirst ? [ways[order]] : Object.values(ways);
  const days = named
    .filter(([year, ...rest]) => /^(?:\d{2}|\d{4})$/u.test(year) && rest.every(isShort))
    .map((numbers) => numbers.map((each) => each.padStart(2, '0')).join('-'))
    .map((day) => (day.length === 8 ? `20${day}` : day));
  return [...new Set(days.filter(isDay))];
}

const isShort = (number: string) => number.length <= 2;

/** Of the day, in seconds; null where it is none. */
function secondsOf(hours: string, minutes: string, seconds: string, half = ''): number | null {
  const twelve = half === '' ? 24 : 12;
  const hour = Number(hours);
  if (half !== '' && (hour < 1 || hour > 12)) return null;
  const later = half.toLowerCase().startsWith('p') ? 12 : 0;
  const sum = ((hour % twelve) + later) * 3600 + Number(minutes) * 60 + Number(seconds);
  const fits = hour < 24 && Number(minutes) < 60 && Number(seconds) < 60;
  return fits ? sum : null;
}

/** Seconds of the day and minutes ahead of UTC; null ahead is the library's own zone. */
interface Time {
  seconds: number;
  ahead: number | null;
}

function aheadOf(zone: string): number | null {
  if (/^z$/iu.test(zone.trim())) return 0;
  const [, sign, hours, minutes] = /^([-+])(\d{2}):?(\d{2})$/u.exec(zone) ?? [];
  if (hours === undefined) return null;
  return (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes));
}

/** A day without a time is its last second. */
function timeOf(text: string, compact: boolean): Time | null {
  if (text.trim() === '') return { seconds: 86_399, ahead: null };
  const short = compact ? TIME_OF_COMPACT.exec(text) : null;
  const [, hours = '', minutes = '', named = '', half = '', zone = ''] = short
    ? [text, short[2], short[3], short[4], '', short[1]]
    : (TIME.exec(text) ?? []);
  if (hours === '') return null;
  const seconds = secondsOf(hours, minutes, named === '' ? '0' : named, half);
  return seconds === null ? null : { seconds, ahead: aheadOf(zone) };
}

/**
 * The instant that a text names; null where it names none for certain (`03/04/2026` of a system whose order of day and
 * month is not known). A zone of letters other than UTC is taken for the library's own: the standard's have no agreed
 * meaning.
 */
export function readDate(text: string, { zone, dayOrder }: Reading): Instant | null {
  const plain = text.trim();
  const whole = COMPACT.exec(plain) ?? CHINESE.exec(plain);
  const [, year = '', month = '', date = '', rest = ''] = whole ?? [];
  const parted = whole ? null : PARTED.exec(plain);
  const days = parted
    ? daysOf(parted[1] ?? '', parted[3] ?? '', parted[4] ?? '', dayOrder)
    : daysOf(year, month, date, null);
  const [day, other] = days;
  const time = timeOf(parted ? (parted[5] ?? '') : rest, COMPACT.test(plain));
  if (day === undefined || other !== undefined || time === null) return null;
  const minutes = Math.floor(time.seconds / 60);
  const start =
    time.ahead === null
      ? zone.at(day, minutes)
      : addMinutes(`${day}T00:00:00.000Z`, minutes - time.ahead);
  return instantOf(millis(start) + (time.seconds % 60) * 1000);
}
