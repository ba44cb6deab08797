// The names of a chart's series: some lines on the page, or one that scrolls, and as many lines as they need in a picture.

import type { ChartData, ChartSeries } from './chart-data.ts';

type Token = (name: string) => string;
type Option = Record<string, unknown>;

const MARK = { width: 16, height: 11 };
/** Pixels between two names, and between two lines of them. */
const GAP = 9;
/** Pixels of a letter of 12: of a Chinese sign, and of any other at most. */
const LETTER = { wide: 12, narrow: 7.5 };
/** What ECharts leaves free around all names, and between a mark and its name. */
const PADDING = 5;

/** Height of a line of names. */
export const LEGEND_LINE = 12 + GAP;

/** A comparison is dashed in its mark as it is in the drawing. */
const DASHES = 'path://M0,0h6v2h-6zM10,0h6v2h-6z';
const DASHED_BOX =
  'path://M0,0h5v2h-5zM11,0h5v2h-5zM0,9h5v2h-5zM11,9h5v2h-5zM0,0h2v4h-2zM14,0h2v4h-2zM0,7h2v4h-2zM14,7h2v4h-2z';

function nameWidth(name: string): number {
  const letters = [...name].map((letter) => (letter > '\u2E7F' ? LETTER.wide : LETTER.narrow));
  return MARK.width + PADDING + letters.reduce((sum, each) => sum + each, 0);
}

/** How many lines the names of a chart need in so many pixels; none for a single series. */
export function legendLines({ series }: Pick<ChartData, 'series'>, width: number): number {
  if (series.length < 2) return 0;
  let lines = 1;
  let at = 0;
  for (const { name } of series) {
    const wide = nameWidth(name);
    if (at > 0 && at + wide > width - 2 * PADDING) {
      lines += 1;
      at = 0;
    }
    at += wide + GAP;
  }
  return lines;
}

function item(series: ChartSeries, token: Token): Option {
  if (series.role !== 'before') return { name: series.name };
  return {
    name: series.name,
    icon: series.draw === 'line' ? DASHES : DASHED_BOX,
    itemStyle: {
      color: token(series.colour),
      borderWidth: 0,
      decal: { color: 'transparent' },
    },
  };
}

/** Lines of names that a card of the page has room for beside its drawing; more of them are one that scrolls. */
const MOST_LINES = 3;

/** How many lines the names take up on a page of that width; 1 too where they scroll. */
export function linesOnPage(data: Pick<ChartData, 'series'>, width: number): number {
  const lines = legendLines(data, width);
  return lines > MOST_LINES ? 1 : lines;
}

/** What ECharts is told of the names; those of a picture, and few lines of them, have nothing to scroll with. */
export function legendOption(data: ChartData, token: Token, top: number, isWhole: boolean) {
  return {
    show: data.series.length > 1,
    type: isWhole ? 'plain' : 'scroll',
    data: data.series.map((each) => item(each, token)),
    top,
    left: 0,
    ...(isWhole ? { right: 0 } : {}),
    selectedMode: false,
    itemWidth: MARK.width,
    itemHeight: MARK.height,
    itemGap: GAP,
    textStyle: { color: token('--ink-2') },
    pageTextStyle: { color: token('--ink-2') },
    pageIconColor: token('--ink-2'),
    pageIconInactiveColor: token('--border'),
  };
}
