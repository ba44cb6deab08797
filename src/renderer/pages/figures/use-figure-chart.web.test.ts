// How answers become drawings: colours and shares of a status, sums of a stacked comparison, targets, empty starts.

import { describe, expect, it } from 'vitest';
import { defineComponent, h } from 'vue';
import { pageWith } from '../../../../tests/support/page.ts';
import type { FigureAnswer, FigureName } from '../../../shared/figures/names.ts';
import { useFigureChart } from './use-figure-chart.ts';
import type { CardSpec } from './sections.ts';

function chartOf(
  answer: Partial<FigureAnswer>,
  figure: FigureName,
  how: { all?: boolean; compare?: 'none' | 'before' | 'year' } = {},
) {
  let made: ReturnType<ReturnType<typeof useFigureChart>> | undefined;
  const spec: CardSpec = { figure, queue: 'reallocation' };
  const whole: FigureAnswer = {
    axis: 'code',
    grain: null,
    categories: [],
    series: [],
    totals: {},
    before: null,
    notes: [],
    ...answer,
  };
  const inside = defineComponent({
    setup() {
      const chart = useFigureChart();
      made = chart(spec, whole, { all: false, compare: 'none', ...how });
      return () => h('div');
    },
  });
  pageWith({}).mount(inside, {}).unmount();
  if (!made) throw new Error('no chart');
  return made;
}
const code = (key: string) => ({ key, from: null, to: null, name: null });
const month = (text: string) => ({
  key: `${text}-01`,
  from: `${text}-01`,
  to: `${text}-28`,
  name: null,
});
const series = (
  key: string,
  values: (number | null)[],
  unit: 'requests' | 'minutes' = 'requests',
) => ({
  key,
  unit,
  values,
  n: null,
});

describe('a figure as a drawing', () => {
  const STATUS = {
    categories: ['pending', 'in_progress', 'done', 'cancelled', 'rejected'].map(code),
    series: [series('requests', [29, 11, 1205, 565, 3124]), series('system', [0, 0, 0, 0, 0])],
    totals: { total: 4934 },
  };

  it('has the field’s own words, a colour for each status, and shares of the whole', () => {
    const chart = chartOf(STATUS, 'status');
    expect(chart.categories).toEqual(['待处理', '调拨中', '已调拨', '已取消', '拒绝']);
    expect(chart.series).toHaveLength(1);
    expect(new Set(chart.series[0]?.colours).size).toBe(5);
    expect(chart.series[0]?.words?.full(1205)).toBe('1,205 (24.4%)');
  });

  it('shows what the system opened apart, in no share and no comparison', () => {
    const own = [series('requests', [1, 0, 0, 0, 0]), series('system', [0, 2, 0, 0, 0])];
    const before = { ...STATUS, axis: 'code' as const, grain: null, series: own };
    const chart = chartOf({ ...STATUS, series: own, before }, 'status', { compare: 'year' });
    expect(chart.series.map(({ key, role }) => [key, role])).toEqual([
      ['requests', 'plain'],
      ['system', 'plain'],
      ['before_requests', 'before'],
    ]);
    expect(chart.series[1]?.words?.full(2)).toBe('2');
  });

  it('tells the shares of a comparison of the comparison’s own whole', () => {
    const before = {
      ...STATUS,
      axis: 'code' as const,
      grain: null,
      series: [series('requests', [3, 10, 150, 100, 491])],
      totals: { total: 754 },
    };
    const chart = chartOf({ ...STATUS, before }, 'status', { compare: 'year' });
    expect(chart.series.at(-1)?.words?.full(491)).toBe('491 (65.1%)');
    const untold = { ...before, totals: { total: null } };
    const without = chartOf({ ...STATUS, before: untold }, 'status', { compare: 'year' });
    expect(without.series.at(-1)?.words?.full(491)).toBe('491');
  });

  it('compares what is put end to end as a whole, with gaps where nothing is known', () => {
    const categories = ['2018-04', '2018-05'].map(month);
    const rows = [series('pending', [1, 2]), series('done', [3, 4]), series('rejected', [5, 6])];
    const was = [
      series('pending', [1, null]),
      series('done', [2, null]),
      series('rejected', [0, null]),
    ];
    const time = { axis: 'time' as const, grain: 'month' as const, categories, totals: {} };
    const before = { ...time, series: was };
    const chart = chartOf({ ...time, series: rows, before }, 'trend', { compare: 'before' });
    expect(chart.stacked).toBe(true);
    expect(chart.series.at(-1)).toMatchObject({
      role: 'before',
      draw: 'line',
      name: '上一时段',
      values: [3, null],
    });
  });

  it('adds up nothing that has no sum, and turns narrow outlines into a line', () => {
    const weeks = Array.from({ length: 30 }, (_, index) => ({
      key: `w${index}`,
      from: '2018-01-01',
      to: '2018-01-07',
      name: null,
    }));
    const flow = ['created', 'closed', 'net'].map((key, at) =>
      series(
        key,
        weeks.map(() => at),
      ),
    );
    const time = { axis: 'time' as const, grain: 'week' as const, categories: weeks, totals: {} };
    const before = { ...time, series: flow };
    const chart = chartOf({ ...time, series: flow, before }, 'net_flow', { compare: 'year' });
    expect(chart.series.filter(({ role }) => role === 'before')).toMatchObject([
      { key: 'before_net', draw: 'line', values: weeks.map(() => 2) },
    ]);
    const loans = {
      ...time,
      series: [
        {
          ...series(
            'loans',
            weeks.map(() => 7),
          ),
          unit: 'loans' as const,
        },
      ],
    };
    const bars = chartOf({ ...loans, before: loans }, 'loans', { compare: 'before' });
    expect(bars.series.map(({ draw }) => draw)).toEqual(['bar', 'line']);
  });

  it('draws its target as a line, and begins where there is anything', () => {
    const answer = {
      axis: 'time' as const,
      grain: 'month' as const,
      categories: ['2018-03', '2018-04', '2018-05'].map(month),
      series: [
        series('p50', [null, 60, 90], 'minutes'),
        series('p90', [null, 600, 900], 'minutes'),
      ],
      totals: { p50: 75, p90: 700, target: 840 },
    };
    const chart = chartOf(answer, 'first_touch', { all: true });
    expect(chart.categories).toEqual(['2018年4月', '2018年5月']);
    expect(chart.series.map(({ key, draw, role }) => [key, draw, role])).toEqual([
      ['p50', 'line', 'plain'],
      ['p90', 'line', 'plain'],
      ['target', 'line', 'target'],
    ]);
    expect(chart.series[0]?.words?.full(75)).toBe('1 小时 15 分');
  });
});
