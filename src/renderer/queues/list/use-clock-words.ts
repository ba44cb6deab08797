// Due, late or paused, in words.

import { useI18n } from 'vue-i18n';
import type { RequestLine } from '../../../shared/desk-contract.ts';
import { millis } from '../../../shared/lib/time.ts';
import type { Instant } from '../../../shared/lib/time.ts';
import type { ChipKind } from '../../ui/status-chip.vue';
import { timeText } from '../../i18n/dates.ts';
import { useLanguage } from '../../i18n/use-language.ts';

export interface ClockWords {
  /** A length of wall time, `3 h`; the sign is left out. */
  span(ms: number): string;
  /** A length of open minutes. */
  openMinutes(minutes: number): string;
  line(line: Pick<RequestLine, 'clock' | 'dueOn' | 'request'>, now: Instant): string;
  kind(line: Pick<RequestLine, 'clock' | 'dueOn'>, now: Instant): ChipKind;
}

const MINUTE = 60_000;

/** A line whose due instant has passed since the list was asked is late now. */
function clockOf({ clock, dueOn }: Pick<RequestLine, 'clock' | 'dueOn'>, now: Instant) {
  return clock === 'due' && dueOn !== null && dueOn < now ? 'late' : clock;
}

/** Words of clocks in the page's language. */
export function useClockWords(): ClockWords {
  const { t } = useI18n();
  const { language } = useLanguage();
  const openMinutes = (minutes: number) => {
    if (minutes < 90) return t('frame.clock.minutes', { n: Math.round(minutes) });
    return t('frame.clock.hours', { n: Math.round(minutes / 60) });
  };
  const span = (ms: number) => {
    const minutes = Math.abs(ms) / MINUTE;
    if (minutes < 48 * 60) return openMinutes(minutes);
    return t('frame.clock.days', { n: Math.round(minutes / 1440) });
  };
  return {
    span,
    openMinutes,
    line(line, now) {
      const { endedOn } = line.request;
      if (endedOn !== null) return timeText(endedOn, language.value);
      const clock = clockOf(line, now);
      if (clock === 'paused') return t('frame.clock.paused');
      if (clock === 'none' || line.dueOn === null) return t('frame.clock.none');
      const time = span(millis(line.dueOn) - millis(now));
      return t(clock === 'late' ? 'frame.clock.late' : 'frame.clock.due', { time });
    },
    kind(line, now) {
      const clock = clockOf(line, now);
      if (clock === 'late') return 'late';
      return clock === 'paused' ? 'paused' : 'plain';
    },
  };
}
