// Who printed a sheet and when: with the year, since paper is kept for longer than one.

import { computed } from 'vue';
import type { ComputedRef } from 'vue';
import { useI18n } from 'vue-i18n';
import { useNow } from '../desk/use-now.ts';
import { useSession } from '../desk/use-session.ts';
import { dayOf, dayText, hourText } from '../i18n/dates.ts';
import { useLanguage } from '../i18n/use-language.ts';

/** The line, by the clock of the library. */
export function usePrintedLine(): ComputedRef<string> {
  const { t } = useI18n();
  const { language } = useLanguage();
  const session = useSession();
  const now = useNow();
  return computed(() =>
    t('print.printed', {
      name: session.person.value?.name ?? '',
      time: `${dayText(dayOf(now.value), language.value)} ${hourText(now.value, language.value)}`,
    }),
  );
}
