// A chart as data: the same numbers make the drawing, its table, its description and its Excel file.

/** How a number is written: whole for tables and tooltips, short for an axis. */
export interface NumberWords {
  full(value: number): string;
  short(value: number): string;
  /** What an axis counts in: 60 for minutes that are read as hours, so that its marks are whole hours. */
  scale?: number;
}

export interface ChartSeries {
  /** Code by which the desk knows it; what a click gives back. */
  key?: string;
  name: string;
  /** Token of its colour, `--done`. */
  colour: string;
  /** Tokens of its bars where each category has a colour of its own. */
  colours?: readonly string[];
  /** null is "no data" and is drawn as a gap. */
  values: readonly (number | null)[];
  /** A bar unless told otherwise. */
  draw?: 'bar' | 'line';
  /** A comparison is an outline or dashes, a target a thin line without points. */
  role?: 'plain' | 'before' | 'target';
  /** Measured on the axis at the right. */
  right?: boolean;
  /** How its numbers are written where that is not as the chart's. */
  words?: NumberWords;
  /** Kind of its cells in Excel. */
  cells?: 'number' | 'share' | 'fen' | 'minutes';
  /** `false`: its bars go without their number although the chart's have it. */
  labelled?: boolean;
  /** How many cases a value rests on. */
  n?: readonly number[] | null;
}

export interface ChartData {
  /** What stands on the category axis, one for each value. */
  categories: readonly string[];
  /** Codes of the categories, in step with them. */
  keys?: readonly string[];
  series: readonly ChartSeries[];
  /** Places of categories that are not whole: their bars are paler than the rest. */
  cut?: readonly number[];
  /** Bars lie instead of standing. */
  lying?: boolean;
  /** Series of one category are put end to end. */
  stacked?: boolean;
  /** What the first column of the table is. */
  heading: string;
  words?: NumberWords;
  /** The number stands at the end of a lying bar. */
  labelled?: boolean;
}

/** Categories that a drawing can hold; the table and the Excel file have all. */
export const MOST_BARS = 40;

const PLAIN: NumberWords = { full: String, short: String };

/** How the numbers of a series are written. */
export function wordsOf(data: ChartData, series: ChartSeries): NumberWords {
  return series.words ?? data.words ?? PLAIN;
}

/** Series without the comparison and the targets: what a point can be opened of. */
export function isOwn(series: ChartSeries): boolean {
  return (series.role ?? 'plain') === 'plain';
}

/** The chart cut to what a drawing can hold; time is never cut. */
export function drawable(data: ChartData): { data: ChartData; left: number } {
  const left = data.lying ? data.categories.length - MOST_BARS : 0;
  if (left <= 0) return { data, left: 0 };
  return {
    left,
    data: {
      ...data,
      categories: data.categories.slice(0, MOST_BARS),
      series: data.series.map((each) => ({ ...each, values: each.values.slice(0, MOST_BARS) })),
    },
  };
}

/** Whether anything at all is known. */
export function hasData(data: ChartData): boolean {
  return data.series.some((each) => isOwn(each) && each.values.some((value) => value !== null));
}
