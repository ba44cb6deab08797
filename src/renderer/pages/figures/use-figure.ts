// One figure of the page: its question, its answer, and everything that is shown of it.

import { computed } from 'vue';
import type { ComputedRef, Ref } from 'vue';
import { useI18n } from 'vue-i18n';
import type { FigureAnswer, FigureQuestion } from '../../../shared/figures/names.ts';
import { spanBefore } from '../../../shared/figures/periods.ts';
import { isDay } from '../../../shared/library/zone.ts';
import { isOwn } from '../../charts/chart-data.ts';
import type { ChartData } from '../../charts/chart-data.ts';
import type { SheetFacts } from '../../charts/chart-sheet.ts';
import type { Live } from '../../desk/use-live.ts';
import { LOOKS } from './figure-look.ts';
import { hasAny, hasGaps, withoutEmptyStart } from './figure-series.ts';
import { spanOf } from './periods.ts';
import type { Span } from './periods.ts';
import type { CardSpec } from './sections.ts';
import { useAnswered } from './use-answered.ts';
import { useCutNote } from './use-cut-note.ts';
import { useFigureChart } from './use-figure-chart.ts';
import type { FigureFilters } from './use-figure-filters.ts';
import { useFigureNumbers } from './use-figure-numbers.ts';
import type { BigNumber } from './use-figure-numbers.ts';
import type { Unit } from './use-figure-units.ts';
import { useFigureWords } from './use-figure-words.ts';
import { useFilterWords } from './use-filter-words.ts';

/** A bar or point that somebody wants to see the requests of. */
export interface OpenPoint {
  question: FigureQuestion;
  categoryKey: string;
  seriesKey: string;
  /** What the requests' own parts are measured in. */
  unit: Unit;
  /** Figure and bar in words. */
  title: string;
  point: string;
}

export interface ShownFigure {
  /** With the queue's name, and without. */
  title: ComputedRef<string>;
  short: ComputedRef<string>;
  live: Pick<Live<unknown>, 'error' | 'loading' | 'refresh'>;
  /** The last answer, of whatever question; everything below tells of it. */
  answer: ComputedRef<FigureAnswer | undefined>;
  /** Whether it answers what is asked now: else it is not to be shown. */
  current: ComputedRef<boolean>;
  chart: ComputedRef<ChartData | undefined>;
  numbers: ComputedRef<BigNumber[]>;
  notes: ComputedRef<string[]>;
  /** Why there is nothing to draw, as the key of its words. */
  nothing: ComputedRef<string>;
  /** What it counts and over which days, and its main numbers for a screen reader. */
  about: ComputedRef<{ note: string; spoken: string; span: string }>;
  facts: ComputedRef<SheetFacts>;
  pointOf(category: number, series: number): OpenPoint | null;
}

/** Notes of an answer that has nothing to draw. */
export const NOTHING: ReadonlySet<string> = new Set(['no_data', 'damaged']);

/** Whether the span that a question would be compared with begins before any day that can be asked for. */
function isTooEarly(span: Span, compare: FigureQuestion['compare']): boolean {
  return compare !== 'none' && !isDay(spanBefore(span, compare).from);
}

/** What the desk is asked for a card. A span of the card's own goes before the chosen period. */
export function questionOf(spec: CardSpec, filters: FigureFilters): FigureQuestion {
  const span = spec.span === undefined ? filters : spanOf(spec.span, filters.to);
  const { campus, collection, category, compare } = filters;
  return {
    figure: spec.figure,
    queue: spec.queue,
    from: span.from,
    to: span.to,
    campus,
    collection,
    category,
    grain: spec.grain ?? filters.grain,
    compare: spec.span === 'all' || isTooEarly(span, compare) ? 'none' : compare,
  };
}

/** Key of the words for filters that leave nothing. */
export const NARROWED = 'figures.nothing_filtered';

/** A figure of the page; nothing is asked before it is `seen`. */
export function useFigure(
  spec: () => CardSpec,
  filters: () => FigureFilters,
  narrowed: () => boolean,
  seen: Readonly<Ref<boolean>>,
): ShownFigure {
  const { t } = useI18n();
  const words = useFigureWords();
  const filterWords = useFilterWords();
  const chartOf = useFigureChart();
  const numbersOf = useFigureNumbers();
  const asked = computed(() => ({ question: questionOf(spec(), filters()), filters: filters() }));
  const { live, told, current } = useAnswered(asked, seen);
  const answer = computed(() => told.value?.answer);
  const question = computed(() => (told.value ?? asked.value).question);
  const all = () => spec().span === 'all' || (told.value ?? asked.value).filters.period === 'all';
  const title = computed(() => words.title(spec().figure, spec().queue, spec().grain));
  const cutNote = useCutNote();
  const short = computed(() => words.title(spec().figure, null, spec().grain));
  const chart = computed(() => {
    const { compare } = question.value;
    return answer.value && chartOf(spec(), answer.value, { all: all(), compare, cut: true });
  });
  const numbers = computed(() =>
    answer.value ? numbersOf(spec().figure, spec().queue, answer.value) : [],
  );
  const span = computed(() => {
    const isAsOf = LOOKS[spec().figure].asOf || (all() && answer.value?.axis === 'code');
    if (isAsOf) return t('figures.as_of', { to: question.value.to });
    const steps = answer.value && all() ? withoutEmptyStart(answer.value).categories : [];
    return words.span(steps[0]?.from ?? question.value.from, question.value.to);
  });
  const notes = computed(() => {
    if (!answer.value) return [];
    const shown = all() ? withoutEmptyStart(answer.value) : answer.value;
    // Where nothing is drawn there are no gaps to be seen, nor bars.
    const isDrawn = !answer.value.notes.some((note) => NOTHING.has(note));
    return [
      ...answer.value.notes.flatMap((code) => (NOTHING.has(code) ? [] : (words.note(code) ?? []))),
      ...(isTooEarly(question.value, filters().compare) ? [t('figures.compared_too_early')] : []),
      ...(answer.value.before && !hasAny(answer.value.before) ? [t('figures.nothing_before')] : []),
      ...(isDrawn && hasGaps(shown) ? [t('figures.gaps')] : []),
      ...(isDrawn && chart.value ? cutNote(spec().figure, chart.value, shown.categories) : []),
    ];
  });
  const nothing = computed(() => {
    if (answer.value?.notes.includes('damaged')) return 'figure.note.damaged';
    const isOpenOnly = spec().figure === 'backlog' || spec().figure === 'backlog_age';
    if (isOpenOnly && answer.value?.totals['total'] === 0) return 'figures.none_open';
    return narrowed() ? NARROWED : 'figures.no_data';
  });
  const about = computed(() => {
    const said = numbers.value.map(({ name, value, change }) =>
      [name, value, change].filter(Boolean).join(' '),
    );
    return {
      note: `${span.value} · ${words.about(spec().figure)}`,
      span: [span.value, ...filterWords(question.value).map(([, value]) => value)].join(' · '),
      spoken: [...said, span.value].join(', '),
    };
  });
  const facts = computed<SheetFacts>(() => [
    [t('figures.filter.period'), span.value],
    ...filterWords(question.value),
    ...numbers.value.map(({ name, value }) => [name, value] as const),
    [t('figures.about_sheet'), words.about(spec().figure)],
    ...notes.value.map((note) => ['', note] as const),
  ]);

  return {
    title,
    short,
    live,
    answer,
    current,
    chart,
    numbers,
    notes,
    nothing,
    about,
    facts,
    pointOf(category, series) {
      const data = chart.value;
      const chosen = data?.series[series];
      const categoryKey = data?.keys?.[category];
      if (!data || chosen?.key === undefined || !isOwn(chosen) || categoryKey === undefined)
        return null;
      return {
        question: question.value,
        categoryKey,
        seriesKey: chosen.key,
        unit: answer.value?.series.find(({ key }) => key === chosen.key)?.unit ?? 'requests',
        title: title.value,
        point: [data.categories[category], chosen.name].filter(Boolean).join(' · '),
      };
    },
  };
}
