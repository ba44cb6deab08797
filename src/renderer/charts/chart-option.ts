// What ECharts is told of a chart: axes, marks, patterns; colours are read from the page's tokens.

import { isOwn, wordsOf } from './chart-data.ts';
import type { ChartData, ChartSeries, NumberWords } from './chart-data.ts';
import { LEGEND_LINE, legendLines, legendOption, linesOnPage } from './chart-legend.ts';

type Token = (name: string) => string;
type Option = Record<string, unknown>;

/** Steps of time beyond which bars are hairlines and a line is drawn instead. */
const MOST_STEPS = 200;

/** How much of its colour the bar of a step has that is not whole. */
const PALE = 0.45;

/** Between the days of a span; an axis has room for the first of them. */
const SPAN = ' – ';

function isLine(data: ChartData, series: ChartSeries): boolean {
  return series.draw === 'line' || (!data.lying && data.categories.length > MOST_STEPS);
}

function line(data: ChartData, series: ChartSeries, token: Token): Option {
  const colour = token(series.colour);
  const plain = (series.role ?? 'plain') === 'plain';
  return {
    type: 'line',
    symbol: series.role === 'target' ? 'none' : 'circle',
    // A single value between two gaps would be invisible without its point; many points are small ones.
    symbolSize: data.categories.length > 31 ? 3 : 6,
    showSymbol: data.categories.length <= MOST_STEPS,
    showAllSymbol: true,
    connectNulls: false,
    sampling: data.categories.length > MOST_STEPS ? 'lttb' : undefined,
    step: series.role === 'target' ? 'middle' : undefined,
    lineStyle: {
      color: colour,
      width: plain ? 2 : 1.5,
      type: { plain: 'solid', before: 'dashed', target: [8, 4] }[series.role ?? 'plain'],
    },
    itemStyle: { color: colour, borderColor: colour },
  };
}

function bar(data: ChartData, series: ChartSeries, token: Token): Option {
  const colour = token(series.colour);
  const outlined = series.role === 'before';
  const words = wordsOf(data, series);
  return {
    type: 'bar',
    stack: data.stacked && !outlined ? 'all' : undefined,
    barMaxWidth: 28,
    itemStyle: outlined
      ? {
          color: 'transparent',
          borderColor: colour,
          borderWidth: 1.5,
          borderType: 'dashed',
          // ECharts has no word for "no pattern" beside patterns of its own: one that cannot be seen.
          decal: { color: 'transparent' },
        }
      : { color: colour },
    label:
      data.labelled && series.labelled !== false && !outlined
        ? {
            show: true,
            position: data.lying ? 'right' : 'top',
            color: token('--ink'),
            fontSize: data.lying ? 12 : 10.5,
            formatter: ({ value }: { value: unknown }) =>
              typeof value === 'number' ? words.full(value * (words.scale ?? 1)) : '',
          }
        : undefined,
  };
}

/** A gap is a dash; a bar carries a colour of its own, and that its step is not whole. */
function datum(value: number | null, { scale = 1 }: NumberWords, itemStyle: Option) {
  if (value === null) return '-';
  if (Object.keys(itemStyle).length === 0) return value / scale;
  return { value: value / scale, itemStyle };
}

/** What the mark of a category has that the series has not. */
function ownStyle(data: ChartData, series: ChartSeries, index: number, token: Token): Option {
  const colour = series.colours?.[index];
  const isPale = isOwn(series) && !isLine(data, series) && data.cut?.includes(index);
  return {
    ...(colour === undefined ? {} : { color: token(colour) }),
    ...(isPale ? { opacity: PALE } : {}),
  };
}

function seriesOption(data: ChartData, series: ChartSeries, token: Token): Option {
  const words = wordsOf(data, series);
  const option: Option = {
    name: series.name,
    data: series.values.map((value, index) =>
      datum(value, words, ownStyle(data, series, index, token)),
    ),
    tooltip: {
      valueFormatter: (value: unknown) =>
        typeof value === 'number' ? words.full(value * (words.scale ?? 1)) : '–',
    },
    emphasis: { focus: 'none' },
    labelLayout: { hideOverlap: true },
    ...(isLine(data, series) ? line(data, series, token) : bar(data, series, token)),
  };
  if (series.right) option['yAxisIndex'] = 1;
  return option;
}

function valueAxis(data: ChartData, token: Token, right: boolean): Option {
  const first = data.series.find((each) => (each.right ?? false) === right);
  const { short, scale = 1 } = first ? wordsOf(data, first) : { short: String };
  return {
    type: 'value',
    minInterval: first?.cells === 'share' || scale !== 1 ? undefined : 1,
    splitLine: { show: !right, lineStyle: { color: token('--border') } },
    axisLabel: {
      color: token('--ink-2'),
      hideOverlap: true,
      formatter: (value: number) => short(value * scale),
    },
  };
}

function axes(data: ChartData, token: Token): Option {
  const category = {
    type: 'category',
    data: data.categories,
    inverse: data.lying === true,
    axisLine: { lineStyle: { color: token('--border-strong') } },
    axisTick: { show: false },
    axisLabel: {
      color: token('--ink-2'),
      hideOverlap: true,
      ...(data.lying
        ? { width: 176, overflow: 'break', interval: 0 }
        : { formatter: (name: string) => name.split(SPAN)[0] ?? name }),
    },
  };
  const left = valueAxis(data, token, false);
  if (data.lying) return { xAxis: left, yAxis: category };
  const second = data.series.some(({ right }) => right) ? [valueAxis(data, token, true)] : [];
  return { xAxis: category, yAxis: [left, ...second] };
}

/** A picture that leaves the page: its title and what stands under it are drawn into it. */
export interface Picture {
  title: string;
  under: string;
  /** In pixels before doubling. */
  width: number;
}

/** What ECharts is told of a chart on the page, where it is so many pixels wide, or in a picture. */
export function chartOption(data: ChartData, token: Token, picture?: Picture, onPage = 0): Option {
  const under = picture?.under ?? '';
  const head = picture === undefined ? 0 : under === '' ? 32 : 50;
  const needed = legendLines(data, picture?.width ?? onPage);
  const lines = picture ? needed : linesOnPage(data, onPage);
  return {
    animation: false,
    textStyle: { fontFamily: token('--font'), color: token('--ink') },
    title: {
      show: picture !== undefined,
      text: picture?.title,
      subtext: under,
      left: 0,
      top: 0,
      itemGap: 4,
      subtextStyle: { fontSize: 12, color: token('--ink-2') },
      textStyle: { fontSize: 15, color: token('--ink') },
    },
    aria: {
      enabled: true,
      label: { enabled: false },
      decal: { show: data.series.filter((each) => isOwn(each) && each.draw !== 'line').length > 1 },
    },
    grid: {
      left: 8,
      right: data.labelled && data.lying ? 64 : 20,
      top: head + (lines > 0 ? 11 + lines * LEGEND_LINE : 12),
      bottom: 4,
      containLabel: true,
    },
    legend: legendOption(data, token, head, needed === lines),
    // The page's policy forbids inline styles, which an HTML tooltip would need.
    tooltip: {
      trigger: 'axis',
      renderMode: 'richText',
      confine: true,
      axisPointer: { type: data.series.every(({ draw }) => draw === 'line') ? 'line' : 'shadow' },
      backgroundColor: token('--surface'),
      borderColor: token('--border-strong'),
      textStyle: { color: token('--ink'), fontSize: 12 },
    },
    ...axes(data, token),
    series: data.series.map((each) => seriesOption(data, each, token)),
  };
}
