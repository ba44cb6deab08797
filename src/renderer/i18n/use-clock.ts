// When a request is due, in words: late by how much, due in how long, or why its clock stands.

import { useI18n } from 'vue-i18n';
import type { RequestLine } from '../../shared/desk-contract.ts';
import { millis } from '../../shared/lib/time.ts';
import { useNow } from '../desk/use-now.ts';

export interface ClockWords {
  kind: 'late' | 'paused' | 'plain';
  text: string;
}

/** Sentences about deadlines, by the desk's time. */
export function useClock(): (line: Pick<RequestLine, 'clock' | 'dueOn'>) => ClockWords {
  const { t } = useI18n();
  const now = useNow();
  const span = (ms: number) => {
    const minutes = Math.max(1, Math.round(Math.abs(ms) / 60_000));
    if (minutes < 90) return t('frame.clock.minutes', { n: minutes });
    if (minutes < 36 * 60) return t('frame.clock.hours', { n: Math.round(minutes / 60) });
    return t('frame.clock.days', { n: Math.round(minutes / 1440) });
  };
  return ({ clock, dueOn }) => {
    if (clock === 'paused') return { kind: 'paused', text: t('frame.clock.paused') };
    if (dueOn === null || clock === 'none') return { kind: 'plain', text: t('frame.clock.none') };
    const left = millis(dueOn) - millis(now.value);
    if (clock === 'late')
      return { kind: 'late', text: t('frame.clock.late', { time: span(left) }) };
    return { kind: 'plain', text: t('frame.clock.due', { time: span(left) }) };
  };
}
