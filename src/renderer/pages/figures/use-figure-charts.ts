// The figures as charts: which numbers stand side by side, in which words and colours.

import { computed } from 'vue';
import type { ComputedRef, Ref } from 'vue';
import { useI18n } from 'vue-i18n';
import { LABELS } from '../../../shared/queues/request.ts';
import type { ChartData } from '../../charts/chart-data.ts';
import type { Output } from '../../desk/operations.ts';
import { monthText } from '../../i18n/dates.ts';
import { useLanguage } from '../../i18n/use-language.ts';
import { useWords } from '../../i18n/use-words.ts';

type Figures = Output<'figures.asOf'>;

export interface FigureCharts {
  queues: ChartData;
  findBook: ChartData;
  purchase: ChartData;
  readers: ChartData;
  loans: ChartData;
}

/** Colour tokens of the public labels. */
const COLOURS = {
  pending: '--chart-pending',
  in_progress: '--chart-in-progress',
  done: '--chart-done',
  cancelled: '--chart-cancelled',
  rejected: '--chart-rejected',
} as const;
const OUTCOMES = [
  ['found', 'found'],
  ['careless', 'careless'],
  ['notFound', 'not_found'],
  ['answered', 'answered'],
  ['cancelled', 'cancelled'],
] as const;
const LINES = [
  ['waiting', 'waiting'],
  ['prepared', 'prepared'],
  ['shipped', 'shipped'],
  ['toReturn', 'to_return'],
  ['returned', 'returned'],
  ['rejected', 'rejected'],
  ['cancelled', 'cancelled'],
] as const;

/** Charts of the figures; undefined until they are there. */
export function useFigureCharts(
  figures: Readonly<Ref<Figures | undefined>>,
): ComputedRef<FigureCharts | undefined> {
  const { t } = useI18n();
  const words = useWords();
  const { language } = useLanguage();
  const bars = (
    heading: string,
    name: string,
    rows: readonly [string, number][],
    lying = false,
  ) => ({
    heading,
    lying,
    categories: rows.map(([category]) => category),
    series: [{ name, colour: '--accent', values: rows.map(([, value]) => value) }],
  });
  const percent = (part: number, whole: number) =>
    whole === 0 ? '0' : ((part / whole) * 100).toFixed(1);

  const queues = ({ queues: all }: Figures): ChartData => ({
    heading: t('figures.queue'),
    lying: true,
    stacked: true,
    categories: all.map(({ queue, total }) => `${words.ofQueue(queue).name} ${total}`),
    series: LABELS.map((label) => ({
      name: words.label(label),
      colour: COLOURS[label],
      values: all.map(({ labels }) => labels[label] ?? 0),
    })),
  });
  const findBook = ({ findBook: { ended, ...each } }: Figures): ChartData =>
    bars(
      t('figures.outcome'),
      t('figures.total'),
      OUTCOMES.map(([name, word]) => [
        `${t(`figures.${word}`)} ${percent(each[name], ended)}%`,
        each[name],
      ]),
      true,
    );
  const purchase = ({ purchase: lines }: Figures): ChartData =>
    bars(
      t('figures.state'),
      t('figures.lines'),
      LINES.map(([name, word]) => [`${t(`figures.${word}`)} ${lines[name]}`, lines[name]]),
      true,
    );
  const readers = ({ readers: { byMonth } }: Figures): ChartData =>
    bars(
      t('figures.month'),
      t('figures.registered'),
      byMonth.map(({ month, count }) => [monthText(month, language.value), count]),
    );
  const loans = ({ loansByYear }: Figures): ChartData =>
    bars(
      t('figures.year'),
      t('figures.loan_count'),
      loansByYear.map(({ year, count }) => [year, count]),
    );

  return computed(() => {
    const now = figures.value;
    if (!now) return undefined;
    return {
      queues: queues(now),
      findBook: findBook(now),
      purchase: purchase(now),
      readers: readers(now),
      loans: loans(now),
    };
  });
}
