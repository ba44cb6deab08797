// A report in words: chapters with a row a number, its comparisons with sign and shape, and what is drawn.

import { useI18n } from 'vue-i18n';
import { REPORT_SECTIONS, isCumulative, isStanding } from '../../../shared/figures/report.ts';
import type { Report, ReportSection, ReportedPart } from '../../../shared/figures/report.ts';
import { hasData } from '../../charts/chart-data.ts';
import type { ChartData } from '../../charts/chart-data.ts';
import { dayOf, dayText, hourText, monthText } from '../../i18n/dates.ts';
import { useLanguage } from '../../i18n/use-language.ts';
import { useWords } from '../../i18n/use-words.ts';
import { changeOf } from '../figures/figure-series.ts';
import { useCutNote } from '../figures/use-cut-note.ts';
import { useFigureChart } from '../figures/use-figure-chart.ts';
import { useFigureUnits } from '../figures/use-figure-units.ts';
import { useFigureWords } from '../figures/use-figure-words.ts';

type Told = number | string | null;

/** One number with what it was; raw values go into Excel. */
export interface ReportRow {
  figure: string;
  /** First row of its figure. */
  isFirst: boolean;
  name: string;
  unit: ReturnType<ReturnType<typeof useFigureUnits>['unitOf']>;
  now: { value: Told; text: string };
  was: { value: Told; text: string; change: string };
  year: { value: Told; text: string; change: string };
}

export interface ReportDrawing {
  key: string;
  title: string;
  /** Its categories are codes; else they are steps of time. */
  byCode: boolean;
  data: ChartData;
  notes: string[];
}

export interface ReportChapter {
  id: ReportSection;
  title: string;
  rows: ReportRow[];
  drawings: ReportDrawing[];
  /** What must be known of figures that are not drawn, each with their names. */
  notes: string[];
}

export interface ReportWords {
  title(report: Pick<Report, 'kind' | 'from' | 'to'>): string;
  period(report: Pick<Report, 'kind' | 'from' | 'to'>): string;
  /** Whether the period was not over when it was counted: nothing whole is held against it. */
  goesOn(report: Pick<Report, 'to' | 'madeOn'>): boolean;
  /** Day, with its year, and time of an instant. */
  moment(instant: string): string;
  chapters(report: Report): ReportChapter[];
  number(part: Pick<ReportedPart, 'figure' | 'queue' | 'unit'>, key: string, value: Told): string;
  name(part: Pick<ReportedPart, 'figure' | 'queue'>, key: string): string;
}

/** What a title says of its unit. */
const UNIT = /\s*[（(].*$/u;

/** Reports in the page's language. */
export function useReportWords(): ReportWords {
  const { t, n } = useI18n();
  const { language } = useLanguage();
  const words = useWords();
  const figures = useFigureWords();
  const units = useFigureUnits();
  const chartOf = useFigureChart();
  const cutNote = useCutNote();

  function change(key: string, unit: ReportRow['unit'], now: Told, was: Told): string {
    if (typeof now !== 'number' || typeof was !== 'number') return '';
    const { by, share } = changeOf(key, now, was);
    if (by === 0) return '=';
    const mark = by > 0 ? '▲' : '▼';
    if (unit === 'share')
      return `${mark} ${t('reports.sheet.points', { n: (Math.abs(by) * 100).toFixed(1) })}`;
    if (share === null) return `${mark} ${units.of(unit).full(Math.abs(by))}`;
    return `${mark} ${n(Math.round(Math.abs(share) * 1000) / 10)}%`;
  }
  const goesOn: ReportWords['goesOn'] = ({ to, madeOn }) => dayOf(madeOn) <= to;
  /** The end of the period, or the day of counting where that came first. */
  function asOf({ to, madeOn }: Report): string {
    const counted = dayOf(madeOn);
    return t('figures.as_of', { to: dayText(counted < to ? counted : to, language.value) });
  }
  function titleOf(figure: ReportedPart['figure'], report: Report): string {
    const title = figures.title(figure, null);
    return isStanding(figure) ? `${title} · ${asOf(report)}` : title;
  }
  function nameOf({ figure, queue }: ReportedPart, key: string, report: Report): string {
    const name = figures.total(figure, queue, key);
    return isCumulative(figure, key) && !isStanding(figure) ? `${name} · ${asOf(report)}` : name;
  }
  function rowsOf(part: ReportedPart, report: Report): ReportRow[] {
    const { figure, unit } = part;
    const title = titleOf(figure, report);
    // A time without a target has no line for it.
    const told = part.numbers.filter(({ key, now }) => key !== 'target' || now !== null);
    return told.map(({ key, now, was, year }, index) => {
      const own = units.unitOf(key, unit);
      const name = nameOf(part, key, report);
      const inWords = (value: Told) => ({ value, text: units.total(key, value, unit) });
      const compared = (whole: Told) => {
        const value = goesOn(report) ? null : whole;
        const changed = isCumulative(figure, key) ? '' : change(key, own, now, value);
        return { ...inWords(value), change: changed };
      };
      return {
        figure: title,
        isFirst: index === 0,
        // A figure may be called as its first number is.
        name: index === 0 && title.replace(UNIT, '') === name ? '' : name,
        unit: own,
        now: inWords(now),
        was: compared(was),
        year: compared(year),
      };
    });
  }
  function drawingOf(part: ReportedPart, report: Report): ReportDrawing[] {
    const { figure, queue, drawn, notes } = part;
    if (!drawn) return [];
    const data = chartOf({ figure, queue }, drawn, { all: false, compare: 'none', cut: true });
    const said = [
      ...notes.flatMap((code) => figures.note(code) ?? []),
      ...(hasData(data) ? cutNote(figure, data, drawn.categories) : []),
    ];
    const title = titleOf(figure, report);
    return [{ key: figure, title, byCode: drawn.axis === 'code', data, notes: said }];
  }
  function notesOf(parts: readonly ReportedPart[]): string[] {
    const named = new Map<string, string[]>();
    for (const { figure, notes } of parts.filter(({ drawn }) => !drawn)) {
      const name = figures.title(figure, null).replace(UNIT, '');
      for (const code of notes) named.set(code, [...(named.get(code) ?? []), name]);
    }
    const separator = language.value === 'zh' ? '、' : ', ';
    return [...named].flatMap(([code, names]) => {
      const note = figures.note(code);
      const told = { figures: names.join(separator), note };
      return note === undefined ? [] : [t('reports.sheet.noted', told)];
    });
  }
  function chapterTitle(id: ReportSection): string {
    if (id === 'library' || id === 'transit') return t(`reports.sheet.${id}`);
    return words.ofQueue(id).name;
  }
  const period: ReportWords['period'] = ({ kind, from, to }) =>
    kind === 'month'
      ? monthText(from.slice(0, 7), language.value)
      : `${dayText(from, language.value)} – ${dayText(to, language.value)}`;
  return {
    period,
    goesOn,
    moment: (instant) =>
      `${dayText(dayOf(instant), language.value)} ${hourText(instant, language.value)}`,
    title: (report) => `${t(`reports.sheet.${report.kind}`)} · ${period(report)}`,
    number: ({ unit }, key, value) => units.total(key, value, unit),
    name: ({ figure, queue }, key) =>
      `${figures.title(figure, queue)} · ${figures.total(figure, queue, key)}`,
    chapters: (report) =>
      REPORT_SECTIONS.map((id) => {
        const parts = report.parts.filter(({ section }) => section === id);
        return {
          id,
          title: chapterTitle(id),
          rows: parts.flatMap((each) => rowsOf(each, report)),
          drawings: parts.flatMap((each) => drawingOf(each, report)),
          notes: notesOf(parts),
        };
      }),
  };
}
