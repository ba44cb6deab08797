// A figure's answer as a chart: which series are bars, lines, outlines or targets, in which words and colours.

import { useI18n } from 'vue-i18n';
import type { FigureAnswer, FigureSeries } from '../../../shared/figures/names.ts';
import type { ChartData, ChartSeries, NumberWords } from '../../charts/chart-data.ts';
import { LOOKS, RUNNING, TARGETS, colourOf } from './figure-look.ts';
import type { FigureLook } from './figure-look.ts';
import { besides, sumOf, withoutEmptyStart } from './figure-series.ts';
import type { CardSpec } from './sections.ts';
import { useFigureUnits } from './use-figure-units.ts';
import type { FigureUnits } from './use-figure-units.ts';
import { useFigureWords } from './use-figure-words.ts';

/** Series beyond which the comparison is drawn as one line of their sum. */
const MOST_PAIRED = 2;

/** How one series is drawn, without its words. */
function styleOf(
  series: FigureSeries,
  look: FigureLook,
  mainUnit: string,
): Pick<ChartSeries, 'draw' | 'role' | 'right'> {
  const target = TARGETS.has(series.key);
  const running = RUNNING.has(series.key);
  const other = series.unit !== mainUnit;
  return {
    draw: look.draw === 'lines' || target || running || other ? 'line' : 'bar',
    role: target ? 'target' : 'plain',
    right: running || other,
  };
}

/** Adds the share of a whole to a number. */
function withShare(words: NumberWords, whole: number): NumberWords {
  if (whole <= 0) return words;
  return {
    ...words,
    full: (value) => `${words.full(value)} (${((value / whole) * 100).toFixed(1)}%)`,
  };
}

function compared(
  answer: FigureAnswer,
  own: readonly ChartSeries[],
  name: (of: string | null) => string,
): ChartSeries[] {
  const { before } = answer;
  if (!before) return [];
  const plain = answer.series.filter(
    ({ key, unit }) => !TARGETS.has(key) && !RUNNING.has(key) && unit === answer.series[0]?.unit,
  );
  const rows = plain.flatMap((series) => {
    const values = besides(answer, before, series);
    const like = own.find(({ key }) => key === series.key);
    return values && like ? [{ values, like }] : [];
  });
  if (rows.length > MOST_PAIRED && answer.axis === 'time') {
    const sum = { key: 'before', name: name(null), colour: '--ink-2', draw: 'line' as const };
    return [{ ...sum, role: 'before', values: sumOf(rows.map(({ values }) => values)) }];
  }
  return rows.map(({ values, like }) => ({
    ...like,
    key: `before_${like.key ?? ''}`,
    name: name(rows.length > 1 ? like.name : null),
    role: 'before',
    n: null,
    values,
  }));
}

/** Makes charts of answers. */
export function useFigureChart(): (
  spec: CardSpec,
  answer: FigureAnswer,
  how: { all: boolean; compare: 'none' | 'before' | 'year' },
) => ChartData {
  const { t } = useI18n();
  const units: FigureUnits = useFigureUnits();
  const words = useFigureWords();

  return (spec, whole, { all, compare }) => {
    const answer = all ? withoutEmptyStart(whole) : whole;
    const look = LOOKS[spec.figure];
    const main = answer.series[0]?.unit ?? 'cases';
    const total = look.shareOf === undefined ? null : answer.totals[look.shareOf];
    const own = answer.series.map((series, turn): ChartSeries => {
      const plain = units.of(series.unit);
      return {
        key: series.key,
        name: words.key(spec.figure, spec.queue, series.key),
        colour: colourOf(series.key, turn),
        values: series.values,
        n: series.n,
        cells: units.cells(series.unit),
        words: typeof total === 'number' ? withShare(plain, total) : plain,
        ...styleOf(series, look, main),
      };
    });
    const period = t(`figures.compared.${compare === 'none' ? 'before' : compare}`);
    const before = compared(answer, own, (of) => (of === null ? period : `${of} · ${period}`));
    return {
      heading: t(`figure.heading.${answer.axis}`),
      keys: answer.categories.map(({ key }) => key),
      categories: answer.categories.map((each) =>
        words.category(spec.figure, spec.queue, each, answer.grain),
      ),
      lying: answer.axis === 'code',
      stacked: look.draw === 'stack',
      labelled: look.labelled === true && answer.axis === 'code',
      words: units.of(main),
      series: [...own, ...before],
    };
  };
}
