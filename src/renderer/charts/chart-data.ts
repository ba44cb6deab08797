// A chart as data: the same numbers make the drawing and its table.

export interface ChartSeries {
  name: string;
  /** Token of its colour, `--done`. */
  colour: string;
  values: readonly number[];
}

export interface ChartData {
  /** What stands on the category axis, one for each value. */
  categories: readonly string[];
  series: readonly ChartSeries[];
  /** Bars lie instead of standing. */
  lying?: boolean;
  /** Series of one category are put end to end. */
  stacked?: boolean;
  /** What the first column of the table is. */
  heading: string;
}

/** What ECharts is told; colours are read from the page's tokens. */
export function chartOption(
  data: ChartData,
  token: (name: string) => string,
): Record<string, unknown> {
  const category = {
    type: 'category',
    data: data.categories,
    inverse: data.lying === true,
    axisLine: { lineStyle: { color: token('--border-strong') } },
    axisTick: { show: false },
    axisLabel: { color: token('--ink-2'), hideOverlap: true },
  };
  const value = {
    type: 'value',
    splitLine: { lineStyle: { color: token('--border') } },
    axisLabel: { color: token('--ink-2'), hideOverlap: true },
  };
  return {
    animation: false,
    textStyle: { fontFamily: token('--font'), color: token('--ink') },
    aria: { enabled: true, decal: { show: data.series.length > 1 } },
    grid: {
      left: 8,
      right: 24,
      top: data.series.length > 1 ? 32 : 12,
      bottom: 4,
      containLabel: true,
    },
    legend: {
      show: data.series.length > 1,
      top: 0,
      left: 0,
      icon: 'rect',
      textStyle: { color: token('--ink-2') },
    },
    // The page's policy forbids inline styles, which an HTML tooltip would need.
    tooltip: { trigger: 'axis', renderMode: 'richText', axisPointer: { type: 'shadow' } },
    xAxis: data.lying ? value : category,
    yAxis: data.lying ? category : value,
    series: data.series.map(({ name, colour, values }) => ({
      type: 'bar',
      name,
      data: values,
      stack: data.stacked ? 'all' : undefined,
      barMaxWidth: 28,
      itemStyle: { color: token(colour) },
    })),
  };
}
