// A day as people write it: one form in each language, in every sentence and on every page.

import type { Facts } from '../lib/result.ts';
import type { Day } from '../lib/time.ts';
import type { Language } from './fill.ts';

/** A day belongs to no zone: it is written as it is, wherever it is read. */
const inFull = (locale: string, month: 'long' | 'short') =>
  new Intl.DateTimeFormat(locale, { timeZone: 'UTC', year: 'numeric', month, day: 'numeric' });
const FORMATS: Record<Language, Intl.DateTimeFormat> = {
  zh: inFull('zh-CN', 'long'),
  en: inFull('en-GB', 'short'),
};

/** `2018-06-06` → `2018年6月6日` or `6 Jun 2018`. */
export function dayText(day: Day, language: Language): string {
  return FORMATS[language].format(new Date(`${day}T00:00:00Z`));
}

/** A day, alone or with a time or a slot behind it (`2018-06-06 10:00-12:00`). */
const DAY = /^\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])(?=$| \d\d:\d\d(?:-\d\d:\d\d)?$)/u;

/** A fact that is a day, a time of one or a slot, in words; null for any other. */
export function dayInWords(fact: string, language: Language): string | null {
  return DAY.test(fact) ? fact.replace(DAY, (day) => dayText(day, language)) : null;
}

/** Facts with every day in words. */
export function daysInWords(facts: Facts, language: Language): Facts {
  const told = (value: Facts[string]) =>
    typeof value === 'string' ? (dayInWords(value, language) ?? value) : value;
  return Object.fromEntries(Object.entries(facts).map(([name, value]) => [name, told(value)]));
}
