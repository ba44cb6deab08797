// "Not got through for 7 min: 12": the watchdog's finding in words.

import { useI18n } from 'vue-i18n';
import { millis } from '../../../shared/lib/time.ts';
import { useNow } from '../../desk/use-now.ts';
import type { SyncStatus } from './use-standing.ts';

/** The desk speaks of it from so many minutes on. */
const FIRST = 5;

/** Makes the sentence; it counts on while it is shown. */
export function useStuck(): (stuck: NonNullable<SyncStatus['stuck']>) => string {
  const { t, n } = useI18n();
  const now = useNow();
  return ({ since, waiting }) => {
    const minutes = Math.floor((millis(now.value) - millis(since)) / 60_000);
    return t('sync.stuck.title', { n: n(waiting), minutes: n(Math.max(FIRST, minutes)) });
  };
}
