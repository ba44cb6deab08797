// The headings of a report as an Excel file, in the page's language.

import { useI18n } from 'vue-i18n';
import type { Report } from '../../../shared/figures/report.ts';
import type { SheetWords } from './report-sheets.ts';
import { useReportWords } from './use-report-words.ts';

/** Makes the words of a report's sheets. */
export function useSheetWords(): (report: Report) => SheetWords {
  const { t } = useI18n();
  const words = useReportWords();
  return (report) => {
    const goesOn = words.goesOn(report);
    const made = t('reports.sheet.made', { time: words.moment(report.madeOn) });
    return {
      title: words.title(report),
      said: goesOn ? [made, t('reports.sheet.going_on')] : [made],
      period: t('reports.sheet.period'),
      measure: t('reports.sheet.measure'),
      now: t('reports.sheet.now'),
      compared: goesOn
        ? null
        : { was: t(`reports.sheet.was_${report.kind}`), year: t('reports.sheet.year') },
      cases: t('figure.key.cases'),
      units: {
        minutes: t('reports.sheet.open_minutes'),
        fen: t('figures.yuan'),
        days: t('reports.sheet.open_days'),
      },
    };
  };
}
