import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ref } from 'vue';
import { MOST_BARS, drawable, hasData } from './chart-data.ts';
import type { ChartData, ChartSeries } from './chart-data.ts';
import { LEGEND_LINE, legendLines, legendOption } from './chart-legend.ts';
import { seriesNear } from './chart-near.ts';
import { chartOption } from './chart-option.ts';
import { chartSheets, sheetName } from './chart-sheet.ts';
import { useChartCursor } from './use-chart-cursor.ts';

const series = (rest: Partial<ChartSeries> = {}): ChartSeries => ({
  key: 'requests',
  name: '件数',
  colour: '--chart-1',
  values: [3, null, 0],
  ...rest,
});
const chart = (rest: Partial<ChartData> = {}): ChartData => ({
  heading: '月份',
  categories: ['4月', '5月', '6月'],
  keys: ['2018-04', '2018-05', '2018-06'],
  series: [series()],
  ...rest,
});
const drawn = (data: ChartData) =>
  chartOption(data, (name) => name)['series'] as Record<string, unknown>[];

describe('what is drawn', () => {
  it('leaves a gap where nothing is known and a bar of nothing where it is zero', () => {
    expect(drawn(chart())[0]).toMatchObject({ type: 'bar', data: [3, '-', 0] });
  });

  it('shows the bar of a step that is not whole paler than the others, and no other mark', () => {
    const data = chart({
      cut: [2],
      series: [series(), series({ draw: 'line' }), series({ role: 'before' })],
    });
    expect(drawn(data).map((each) => each['data'])).toEqual([
      [3, '-', { value: 0, itemStyle: { opacity: 0.45 } }],
      [3, '-', 0],
      [3, '-', 0],
    ]);
  });

  it('shows a comparison as an outline or dashes and a target as a line without points', () => {
    const [, before, dashed, target] = drawn(
      chart({
        series: [
          series(),
          series({ role: 'before' }),
          series({ role: 'before', draw: 'line' }),
          series({ role: 'target', draw: 'line' }),
        ],
      }),
    );
    expect(before).toMatchObject({ itemStyle: { color: 'transparent', borderType: 'dashed' } });
    expect(dashed).toMatchObject({ lineStyle: { type: 'dashed' } });
    expect(target).toMatchObject({ symbol: 'none' });
  });

  it('counts an axis of minutes in hours and still tells minutes', () => {
    const words = { full: (value: number) => `${value} min`, short: String, scale: 60 };
    const [line] = drawn(chart({ words, series: [series({ values: [90, null, 600] })] }));
    expect(line?.['data']).toEqual([1.5, '-', 10]);
    const tooltip = line?.['tooltip'] as { valueFormatter(value: unknown): string } | undefined;
    expect([1.5, '-'].map((value) => tooltip?.valueFormatter(value))).toEqual(['90 min', '–']);
  });

  it('cuts 30,000 codes to what can be read, and says how many are left', () => {
    const many = Array.from({ length: 30_000 }, (_, index) => `K${index}`);
    const data = chart({
      lying: true,
      categories: many,
      series: [series({ values: many.map(() => 1) })],
    });
    const cut = drawable(data);
    expect([cut.data.categories.length, cut.data.series[0]?.values.length, cut.left]).toEqual([
      MOST_BARS,
      MOST_BARS,
      30_000 - MOST_BARS,
    ]);
    expect(drawable(chart()).left).toBe(0);
  });

  it('knows nothing where only a target or a comparison has values', () => {
    expect(
      hasData(chart({ series: [series({ values: [null] }), series({ role: 'target' })] })),
    ).toBe(false);
    expect(hasData(chart())).toBe(true);
  });
});

describe('the names of the series', () => {
  const many = (count: number) =>
    chart({
      series: Array.from({ length: count }, (_, at) => series({ name: `已发货·待归还 ${at}` })),
    });
  const option = (data: ChartData, width?: number) =>
    chartOption(
      data,
      (name) => name,
      width === undefined ? undefined : { title: '', under: '', width },
    ) as { legend: { type: string }; grid: { top: number } };

  it('are all in a picture, on lines of their own above the drawing; very many on the page scroll', () => {
    expect(option(many(12)).legend.type).toBe('scroll');
    const [one, lots] = [option(many(2), 1000), option(many(12), 1000)];
    expect([one.legend.type, lots.legend.type]).toEqual(['plain', 'plain']);
    expect([legendLines(many(1), 1000), legendLines(many(12), 1000)]).toEqual([0, 2]);
    expect(lots.grid.top - one.grid.top).toBe(LEGEND_LINE);
  });

  it('stand on up to three lines of the page, by its width', () => {
    const onPage = (count: number, width: number) =>
      chartOption(many(count), (name) => name, undefined, width) as ReturnType<typeof option>;
    expect([onPage(6, 520).legend.type, onPage(18, 520).legend.type]).toEqual(['plain', 'scroll']);
    expect(onPage(6, 520).grid.top - onPage(2, 520).grid.top).toBe(LEGEND_LINE);
    expect(onPage(18, 520).grid.top).toBe(onPage(2, 520).grid.top);
    expect(onPage(18, 1200).legend.type).toBe('plain');
  });

  it('need no fewer lines in less room, and one for each at most', () => {
    fc.assert(
      fc.property(
        fc.array(fc.string(), { minLength: 2, maxLength: 20 }),
        fc.integer({ min: 50, max: 2000 }),
        (names, width) => {
          const data = { series: names.map((name) => series({ name })) };
          const lines = legendLines(data, width);
          expect(lines).toBeGreaterThanOrEqual(legendLines(data, width + 100));
          expect(lines).toBeLessThanOrEqual(names.length);
        },
      ),
    );
  });

  it('have the dashes of a comparison', () => {
    const legend = legendOption(
      chart({ series: [series(), series({ role: 'before', draw: 'line' })] }),
      (name) => name,
      0,
      true,
    );
    expect(legend.data.map((each) => each['icon'] !== undefined)).toEqual([false, true]);
  });
});

describe('a click beside the marks', () => {
  /** 0 lies at pixel 100, each unit is one pixel up. */
  const pixelOf = (_series: number, value: number) => 100 - value;
  const near = (data: ChartData, pixel: number, category = 0) =>
    seriesNear(data, category, pixel, pixelOf);

  it('means the part of a stack at its height, above it the first that has anything', () => {
    const stack = chart({
      stacked: true,
      series: [[0], [10], [30], [99]].map((values, at) =>
        series({ values, role: at === 3 ? 'before' : 'plain' }),
      ),
    });
    expect([95, 85, 62, 20].map((pixel) => near(stack, pixel))).toEqual([1, 2, 2, 1]);
  });

  it('means the nearest line, and never a target or a comparison', () => {
    const lines = chart({
      series: [
        series({ draw: 'line', values: [10] }),
        series({ draw: 'line', values: [60] }),
        series({ draw: 'line', values: [40], role: 'target' }),
        series({ draw: 'line', values: [null] }),
      ],
    });
    expect([85, 66, 64, 0].map((pixel) => near(lines, pixel))).toEqual([0, 0, 1, 1]);
  });

  it('means nothing where nothing stands', () => {
    const empty = chart({ series: [series({ values: [0] }), series({ values: [null] })] });
    expect(near(empty, 50)).toBeNull();
    expect(near(chart(), 50, 1)).toBeNull();
  });
});

describe('the cursor', () => {
  const with2 = () =>
    chart({ series: [series(), series({ role: 'before' }), series({ name: '办结' })] });

  it('walks the points of a chart, says each, and passes by the comparison', () => {
    const cursor = useChartCursor(with2, () => '无数据');
    expect(cursor.press('ArrowRight')).toBe(true);
    expect(cursor.said.value).toBe('4月, 件数: 3');
    cursor.press('ArrowRight');
    expect(cursor.said.value).toBe('5月, 件数: 无数据');
    cursor.press('ArrowUp');
    expect([cursor.at.value, cursor.said.value]).toEqual([
      { category: 1, series: 2 },
      '5月, 办结: 无数据',
    ]);
    cursor.press('End');
    expect(cursor.at.value).toEqual({ category: 2, series: 2 });
    expect(cursor.press('a')).toBe(false);
  });

  it('never leaves the chart, whatever is pressed', () => {
    const keys = fc.constantFrom('ArrowLeft', 'ArrowRight', 'ArrowUp', 'ArrowDown', 'Home', 'End');
    fc.assert(
      fc.property(fc.array(keys, { maxLength: 30 }), fc.boolean(), (pressed, lying) => {
        const cursor = useChartCursor(
          () => ({ ...with2(), lying }),
          () => '–',
        );
        for (const key of pressed) cursor.press(key);
        const at = cursor.at.value;
        if (at === null) return pressed.length === 0;
        return at.category >= 0 && at.category < 3 && [0, 2].includes(at.series);
      }),
    );
  });

  it('goes when the chart becomes another', async () => {
    const data = ref(chart());
    const cursor = useChartCursor(
      () => data.value,
      () => '–',
    );
    cursor.press('End');
    data.value = chart({ categories: ['4月'] });
    await Promise.resolve();
    expect(cursor.at.value).toBeNull();
  });
});

describe('an Excel file', () => {
  const names = { numbers: '借阅: 2018/05 [全部]', about: '说明', cases: '件数 n' };

  it('has numbers as numbers, text as text whatever it begins with, and nothing where nothing is known', () => {
    const [numbers, about] = chartSheets(
      chart({
        categories: ['=1+1', '5月', '6月'],
        series: [
          series({ n: [10, 0, 4] }),
          series({ name: '金额', cells: 'fen', values: [12_345, null, 0] }),
        ],
      }),
      names,
      [['指标', '@SUM(A1)']],
    );
    expect(numbers?.data[0]?.map((cell) => cell?.value)).toEqual([
      '月份',
      '件数',
      '件数 · 件数 n',
      '金额',
    ]);
    expect(numbers?.data[1]).toMatchObject([
      { value: '=1+1', type: String },
      { value: 3, type: Number },
      { value: 10, type: Number },
      { value: 123.45, type: Number, format: '#,##0.00' },
    ]);
    expect(numbers?.data[2]?.[1]).toBeNull();
    expect(numbers?.data[3]?.[1]).toMatchObject({ value: 0 });
    expect(about?.data[0]?.[1]).toMatchObject({ value: '@SUM(A1)', type: String });
  });

  it('names its sheets as Excel allows', () => {
    expect(sheetName(names.numbers)).toBe('借阅  2018 05  全部');
    fc.assert(
      fc.property(fc.string(), (name) => {
        const made = sheetName(name);
        return made.length <= 31 && !/[[\]:*?/\\]/u.test(made);
      }),
    );
  });

  it('has a day as a date', () => {
    const [numbers] = chartSheets(chart({ categories: ['2018-05-31', '5月', '6月'] }), names, []);
    expect(numbers?.data[1]?.[0]).toMatchObject({ type: Date, format: 'yyyy-mm-dd' });
    expect(numbers?.data[2]?.[0]).toMatchObject({ value: '5月', type: String });
  });
});
