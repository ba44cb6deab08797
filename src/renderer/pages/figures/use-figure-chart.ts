// A figure's answer as a chart: which series are bars, lines, outlines or targets, in which words and colours.

import { useI18n } from 'vue-i18n';
import type { FigureAnswer, FigureSeries, FigureValues } from '../../../shared/figures/names.ts';
import type { ChartData, ChartSeries, NumberWords } from '../../charts/chart-data.ts';
import { LINES, LOOKS, RUNNING, TARGETS, colourOf } from './figure-look.ts';
import type { FigureLook } from './figure-look.ts';
import {
  besides,
  cutSteps,
  sumOf,
  withTarget,
  withoutEmpty,
  withoutEmptyStart,
} from './figure-series.ts';
import type { CardSpec } from './sections.ts';
import { useFigureUnits } from './use-figure-units.ts';
import type { FigureUnits } from './use-figure-units.ts';
import { useFigureWords } from './use-figure-words.ts';

/** Steps beyond which outlines beside bars are too narrow to see and the comparison is a line. */
const MOST_OUTLINES = 24;

/** Requests that the system opened: beside the others, in no share and no comparison. */
const APART = 'system';

/** Standing bars that have room for a number each. */
const FEW = 8;

/** How one series is drawn, without its words. */
function styleOf(
  series: FigureSeries,
  look: FigureLook,
  mainUnit: string,
  axis: FigureAnswer['axis'],
): Pick<ChartSeries, 'draw' | 'role' | 'right'> {
  const target = TARGETS.has(series.key);
  const other = series.unit !== mainUnit;
  return {
    draw: look.draw === 'lines' || target || LINES.has(series.key) || other ? 'line' : 'bar',
    role: target ? 'target' : 'plain',
    right: axis === 'time' && (RUNNING.has(series.key) || other),
  };
}

/** Adds the share of a whole to a number, where there is one. */
function withShare(words: NumberWords, whole: number | string | null | undefined): NumberWords {
  if (typeof whole !== 'number' || whole <= 0) return words;
  return {
    ...words,
    full: (value) => `${words.full(value)} (${((value / whole) * 100).toFixed(1)}%)`,
  };
}

/** Numbers stand at bars that have room for them: lying ones, and a few standing ones. */
function isLabelled({ draw, labelled }: FigureLook, answer: FigureAnswer): boolean {
  if (answer.axis === 'code') return labelled === true;
  return draw === 'bars' && answer.series.length === 1 && answer.categories.length <= FEW;
}

/** How a comparison is told: its name, and its numbers as parts of its own whole. */
interface Telling {
  name(of: string | null): string;
  words(unit: FigureSeries['unit'], whole: FigureValues): NumberWords;
}

function compared(
  answer: FigureAnswer,
  own: readonly ChartSeries[],
  look: FigureLook,
  { name, words }: Telling,
): ChartSeries[] {
  const { before } = answer;
  if (!before) return [];
  const plain = answer.series.filter(
    ({ key, unit }) =>
      ![TARGETS, RUNNING].some((set) => set.has(key)) &&
      key !== APART &&
      (look.compared === undefined || look.compared === key) &&
      unit === answer.series[0]?.unit,
  );
  const rows = plain.flatMap((series) => {
    const values = besides(answer, before, series);
    const like = own.find(({ key }) => key === series.key);
    return like && values?.some((value) => value !== null)
      ? [{ values, like, unit: series.unit }]
      : [];
  });
  // What is put end to end is compared as a whole; anything else has no sum that means something.
  if (look.draw === 'stack' && rows.length > 1) {
    const draw = answer.axis === 'time' ? 'line' : 'bar';
    const values = sumOf(rows.map((row) => row.values));
    return [{ key: 'before', name: name(null), colour: '--ink-2', draw, role: 'before', values }];
  }
  return rows.map(({ values, unit, like: { colours, ...like } }) => ({
    ...like,
    colour: colours ? '--ink-2' : like.colour,
    key: `before_${like.key ?? ''}`,
    name: name(own.length > 1 && (rows.length > 1 || look.compared) ? like.name : null),
    ...(answer.axis === 'time' && answer.categories.length > MOST_OUTLINES
      ? { draw: 'line' as const }
      : {}),
    role: 'before',
    n: null,
    values,
    words: words(unit, before),
  }));
}

/** Makes charts of answers. */
export function useFigureChart(): (
  spec: CardSpec,
  answer: FigureAnswer,
  how: { all: boolean; compare: 'none' | 'before' | 'year'; cut?: boolean },
) => ChartData {
  const { t } = useI18n();
  const units: FigureUnits = useFigureUnits();
  const words = useFigureWords();

  return (spec, whole, { all, compare, cut = false }) => {
    const look = LOOKS[spec.figure];
    const shown = all ? withoutEmptyStart(whole) : whole;
    const answer = withTarget(withoutEmpty(shown, look.dropEmpty === true));
    const main = answer.series[0]?.unit ?? 'cases';
    const ofWhole: Telling['words'] = (unit, { totals }) =>
      withShare(units.of(unit), look.shareOf === undefined ? null : totals[look.shareOf]);
    const own = answer.series.map((series, turn): ChartSeries => {
      const apart = series.key === APART;
      return {
        key: series.key,
        name: words.key(spec.figure, spec.queue, series.key),
        colour: colourOf(series.key, turn),
        ...(look.byLabel && !apart
          ? { colours: answer.categories.map(({ key }) => colourOf(key, turn)) }
          : {}),
        values: series.values,
        n: series.n,
        cells: units.cells(series.unit),
        words: apart ? units.of(series.unit) : ofWhole(series.unit, answer),
        ...(apart ? { labelled: false } : {}),
        ...styleOf(series, look, main, answer.axis),
      };
    });
    const period = t(`figures.compared.${compare === 'none' ? 'before' : compare}`);
    const before = compared(answer, own, look, {
      name: (of) => (of === null ? period : `${of} · ${period}`),
      words: ofWhole,
    });
    return {
      heading: t(`figure.heading.${answer.axis}`),
      keys: answer.categories.map(({ key }) => key),
      categories: answer.categories.map((each) =>
        words.category(spec.figure, spec.queue, each, answer.grain),
      ),
      // Paler bars need their sentence: only for whoever says it.
      cut: cut && !look.atEnd ? cutSteps(answer) : [],
      lying: answer.axis === 'code',
      stacked: look.draw === 'stack',
      labelled: isLabelled(look, answer),
      words: units.of(main),
      series: [...own, ...before],
    };
  };
}
