// Days and instants as the page writes them, always in the library's zone.

import { shallowRef } from 'vue';
import type { Day, Instant } from '../../shared/lib/time.ts';
import type { Language } from '../../shared/words/fill.ts';

export { dayText } from '../../shared/words/days.ts';

/** The library's zone, as the session tells it; until then that of a library which has chosen none. */
const zone = shallowRef('Asia/Shanghai');
/** Days and months that are no instants are written as they are, wherever the library stands. */
const NO_ZONE = 'UTC';

const LOCALES: Record<Language, string> = { zh: 'zh-CN', en: 'en-GB' };

const formats = new Map<string, Intl.DateTimeFormat>();

function format(
  language: Language,
  name: string,
  options: Intl.DateTimeFormatOptions,
  timeZone = zone.value,
) {
  const key = `${language}/${name}/${timeZone}`;
  const known = formats.get(key);
  if (known) return known;
  const made = new Intl.DateTimeFormat(LOCALES[language], { timeZone, ...options });
  formats.set(key, made);
  return made;
}

/** From now on days and times are those of that zone. */
export function keepZone(name: string): void {
  zone.value = name;
}

/** `6月6日 08:00` or `6 Jun, 08:00`: date and time of an instant. */
export function timeText(instant: Instant, language: Language): string {
  return format(language, 'time', {
    month: language === 'zh' ? 'long' : 'short',
    day: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  }).format(new Date(instant));
}

/** `08:00`. */
export function hourText(instant: Instant, language: Language): string {
  return format(language, 'hour', {
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  }).format(new Date(instant));
}

/** `08:00:01.250`: things that come milliseconds apart. */
export function preciseText(instant: Instant, language: Language): string {
  return format(language, 'precise', {
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    fractionalSecondDigits: 3,
    hourCycle: 'h23',
  }).format(new Date(instant));
}

/** `08:00` for an instant of the present day, else with its day. */
export function momentText(instant: Instant, now: Instant, language: Language): string {
  return dayOf(instant) === dayOf(now) ? hourText(instant, language) : timeText(instant, language);
}

/** `2018年6月6日 星期三` or `Wednesday, 6 June 2018`. */
export function longDayText(instant: Instant, language: Language): string {
  return format(language, 'long', {
    year: 'numeric',
    month: 'long',
    day: 'numeric',
    weekday: language === 'zh' ? 'short' : 'long',
  }).format(new Date(instant));
}

/** The day of an instant in the library's zone. */
export function dayOf(instant: Instant): Day {
  const parts = format('en', 'parts', { year: 'numeric', month: '2-digit', day: '2-digit' });
  const [day = '', month = '', year = ''] = parts.format(new Date(instant)).split('/');
  return `${year}-${month}-${day}`;
}

/** `2018-06` → `2018年6月` or `Jun 2018`. */
export function monthText(month: string, language: Language): string {
  const options = { year: 'numeric', month: language === 'zh' ? 'long' : 'short' } as const;
  return format(language, 'month', options, NO_ZONE).format(new Date(`${month}-01T00:00:00Z`));
}
