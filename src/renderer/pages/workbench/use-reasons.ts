// Why a request is due when it is, as one sentence.

import { useI18n } from 'vue-i18n';
import type { Output } from '../../desk/operations.ts';
import { useNow } from '../../desk/use-now.ts';
import { timeText } from '../../i18n/dates.ts';
import { useLanguage } from '../../i18n/use-language.ts';
import { useWords } from '../../i18n/use-words.ts';
import { useClockWords } from '../../queues/list/use-clock-words.ts';

type DueLine = Output<'requests.handover'>['dueFirst'][number];

/** Reasons that are told otherwise once the time has passed. */
const PASSES = new Set(['promised', 'waited', 'target']);

/** Sentences in the page's language; empty where nothing is due. */
export function useReasons(): (line: DueLine) => string {
  const { t } = useI18n();
  const words = useWords();
  const now = useNow();
  const { language } = useLanguage();
  const { openMinutes } = useClockWords();
  const time = (instant: unknown) =>
    typeof instant === 'string' ? timeText(instant, language.value) : '';
  return ({ request, why: { code, facts } }) => {
    if (code === 'none') return '';
    const { due, since, until, allowed } = facts;
    const isLate = typeof due === 'string' && due < now.value;
    const key = isLate && PASSES.has(code) ? `${code}_late` : code;
    return t(`workbench.why.${key}`, {
      due: time(due),
      since: time(since),
      until: time(until),
      state: words.state(request.queue, request.state),
      allowed: typeof allowed === 'number' ? openMinutes(allowed) : '',
    });
  };
}
