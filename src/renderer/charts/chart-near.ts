// Which series somebody means who clicks beside its mark: the stack's part at that height, the nearest line.

import { isOwn } from './chart-data.ts';
import type { ChartData } from './chart-data.ts';

/** Pixel of a value of a series along the axis of values. */
export type PixelOf = (series: number, value: number) => number;

interface Mark {
  series: number;
  value: number;
}

/** The part of a stack whose pixels hold the click. */
function partAt(bars: readonly Mark[], pixel: number, pixelOf: PixelOf): Mark | undefined {
  let sum = 0;
  return bars.find(({ series, value }) => {
    const from = pixelOf(series, sum);
    sum += value;
    const to = pixelOf(series, sum);
    return Math.min(from, to) <= pixel && pixel <= Math.max(from, to);
  });
}

/** The series meant by a click over a category; null where nothing that opens has anything there. */
export function seriesNear(
  data: ChartData,
  category: number,
  pixel: number,
  pixelOf: PixelOf,
): number | null {
  const marks = data.series.flatMap((each, series): Mark[] => {
    const value = each.values[category] ?? null;
    return isOwn(each) && value !== null ? [{ series, value }] : [];
  });
  const bars = marks.filter(({ series, value }) => data.series[series]?.draw !== 'line' && value);
  const part = data.stacked ? partAt(bars, pixel, pixelOf) : undefined;
  const chosen = part ?? bars[0] ?? nearest(marks, pixel, pixelOf);
  return chosen?.series ?? null;
}

function nearest(marks: readonly Mark[], pixel: number, pixelOf: PixelOf): Mark | undefined {
  const far = ({ series, value }: Mark) => Math.abs(pixelOf(series, value) - pixel);
  const lines = marks.filter(({ value }) => value !== 0);
  return lines.toSorted((a, b) => far(a) - far(b))[0];
}
