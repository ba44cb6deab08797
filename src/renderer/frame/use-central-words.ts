// How the desk stands to the service, as the status bar says it.

import { computed } from 'vue';
import type { ComputedRef } from 'vue';
import { useI18n } from 'vue-i18n';
import { useNow } from '../desk/use-now.ts';
import { momentText } from '../i18n/dates.ts';
import { useLanguage } from '../i18n/use-language.ts';
import type { Status } from './use-status.ts';

/** One short sentence; offline says since when, online how long nothing was answered, and both how many actions wait. */
export function useCentralWords(
  status: () => Status | undefined,
  unanswered: () => number | null = () => null,
): ComputedRef<string> {
  const { t, n } = useI18n();
  const now = useNow();
  const { language } = useLanguage();
  return computed(() => {
    const is = status();
    if (!is) return '';
    const { central, waiting, since: from } = is;
    if (central === 'alone') {
      return waiting > 0 ? t('frame.bar.alone_waiting', { n: n(waiting) }) : t('frame.bar.alone');
    }
    const timed = central === 'offline' && from !== null;
    const seconds = unanswered();
    const way = timed
      ? t('frame.bar.offline_since', { since: momentText(from, now.value, language.value) })
      : central === 'online' && seconds !== null
        ? t('frame.bar.unanswered', { n: n(seconds) })
        : t(`frame.bar.${central}`);
    return waiting > 0 ? `${way} · ${t('frame.bar.waiting', { n: n(waiting) })}` : way;
  });
}
