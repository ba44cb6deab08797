// An instant as short as it stays clear: the time with its day, and the year once it is another.

import type { Instant } from '../../shared/lib/time.ts';
import type { Language } from '../../shared/words/fill.ts';
import { dayOf, dayText, timeText } from '../i18n/dates.ts';

/** `6/6 08:00`, or `2017年8月12日` for an instant of another year. */
export function whenText(instant: Instant, now: Instant, language: Language): string {
  const isThisYear = dayOf(instant).slice(0, 4) === dayOf(now).slice(0, 4);
  return isThisYear ? timeText(instant, language) : dayText(dayOf(instant), language);
}
