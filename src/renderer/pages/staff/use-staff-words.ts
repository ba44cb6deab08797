// Figures of staff pages in words: times, shares, tasks, groups.

import { useI18n } from 'vue-i18n';
import type { StaffRole } from '../../../shared/library/entities.ts';
import { partsOfTask } from '../../../shared/staff/work.ts';
import { useLibrary } from '../../desk/use-library.ts';
import { dayText } from '../../i18n/dates.ts';
import { useLanguage } from '../../i18n/use-language.ts';
import { useWords } from '../../i18n/use-words.ts';

/** Minutes from which a time is told in hours. */
const HOURS_FROM = 120;

/** Kinds of searches are their rounds. */
const ROUND = /^\d+$/u;

/** Words of staff pages; everything read from them follows the language. */
export function useStaffWords() {
  const { t, n } = useI18n();
  const words = useWords();
  const library = useLibrary();
  const { language, pick } = useLanguage();
  const tenth = (value: number) => n(Math.round(value * 10) / 10);
  return {
    /** Open minutes. */
    time: (minutes: number) =>
      minutes < HOURS_FROM
        ? t('staff.minutes', { n: tenth(minutes) })
        : t('staff.hours', { n: tenth(minutes / 60) }),
    share: (value: number) => `${tenth(value * 100)}%`,
    ratio: (value: number) => value.toFixed(2),
    task(task: string): string {
      const { queue, kind, stage } = partsOfTask(task);
      const of =
        kind === ''
          ? ''
          : `（${ROUND.test(kind) ? t('staff.round', { n: kind }) : words.value(queue, kind)}）`;
      const bracket = language.value === 'zh' ? of : of.replace('（', ' (').replace('）', ')');
      return `${words.ofQueue(queue).name}${bracket} · ${words.state(queue, stage)}`;
    },
    role: (role: StaffRole) => words.role(role),
    campus: (id: string) => pick(library.place(id)?.name) || id,
    person: (id: string) => library.staffName(id) ?? id,
    day: (day: string) => dayText(day, language.value),
    places: (campuses: readonly string[] | null) =>
      campuses === null
        ? t('staff.people.everywhere')
        : campuses
            .map((id) => pick(library.place(id)?.name) || id)
            .join(language.value === 'zh' ? '、' : ', '),
  };
}
