// Turns the series of an answer and of its comparison into what a chart draws; no words, no database.

import type { FigureAnswer, FigureSeries, Grain } from '../../../shared/figures/names.ts';
import { addDays, weekdayOf } from '../../../shared/library/zone.ts';

type Values = Pick<FigureAnswer, 'axis' | 'categories' | 'series'>;
type Steps = Pick<FigureAnswer, 'axis' | 'grain' | 'categories'>;
export type Row = readonly (number | null)[];

/** Leaves off the steps before the first that has anything: "all" begins long before any library. */
export function withoutEmptyStart<T extends Values>(values: T): T {
  if (values.axis !== 'time') return values;
  const first = values.categories.findIndex((_, index) =>
    values.series.some((series) => (series.values[index] ?? 0) !== 0),
  );
  if (first <= 0) return values;
  return {
    ...values,
    categories: values.categories.slice(first),
    series: values.series.map((series) => ({
      ...series,
      values: series.values.slice(first),
      n: series.n?.slice(first) ?? null,
    })),
  };
}

/** The target of a figure as a line of its own, where it has one. */
export function withTarget<T extends Values & Pick<FigureAnswer, 'totals'>>(values: T): T {
  const { target } = values.totals;
  const [first] = values.series;
  if (typeof target !== 'number' || !first) return values;
  const line = { key: 'target', unit: first.unit, values: first.values.map(() => target), n: null };
  return { ...values, series: [...values.series, line] };
}

/** Leaves off what nobody needs to see: series that the system never filled, and codes without anything. */
export function withoutEmpty<T extends Values>(values: T, dropCodes: boolean): T {
  const isEmpty = (row: Row) => row.every((value) => value === null || value === 0);
  const series = values.series.filter((each) => each.key !== 'system' || !isEmpty(each.values));
  if (!dropCodes || values.axis === 'time') return { ...values, series };
  const kept = values.categories.flatMap((_, index) =>
    isEmpty(series.map((each) => each.values[index] ?? null)) ? [] : [index],
  );
  const only = <Each>(list: readonly Each[]) =>
    kept.flatMap((index) => list.slice(index, index + 1));
  return {
    ...values,
    categories: only(values.categories),
    series: series.map((each) => ({
      ...each,
      values: only(each.values),
      n: each.n && only(each.n),
    })),
  };
}

/** The comparison in step with the answer: by place on a time axis, by code on another. */
export function besides(answer: Values, before: Values, series: FigureSeries): Row | undefined {
  const other = before.series.find(({ key }) => key === series.key);
  if (!other) return undefined;
  if (answer.axis === 'time')
    return answer.categories.map((_, index) => other.values[index] ?? null);
  const at = new Map(before.categories.map(({ key }, index) => [key, index]));
  return answer.categories.map(({ key }) => other.values[at.get(key) ?? -1] ?? null);
}

/** Σ of rows, step by step; null where none of them has anything. */
export function sumOf(rows: readonly Row[]): Row {
  return (rows[0] ?? []).map((_, index) => {
    const known = rows.flatMap((row) => row[index] ?? []);
    return known.length === 0 ? null : known.reduce((sum, value) => sum + value, 0);
  });
}

/** Whether anything at all is known. */
export function hasAny({ series }: Pick<Values, 'series'>): boolean {
  return series.some(({ values }) => values.some((value) => value !== null));
}

/** Whether a time axis has a gap between or beside what it knows. */
export function hasGaps({ axis, series }: Values): boolean {
  return axis === 'time' && series.some(({ values }) => values.includes(null));
}

/** Whether a day is the first of a step of that width. */
function begins(day: string, grain: Grain): boolean {
  if (grain === 'week') return weekdayOf(day) === 0;
  return grain === 'day' || day.endsWith(grain === 'month' ? '-01' : '-01-01');
}

/** Places of the steps that the period cuts off: the first or the last week, month or year that is not whole. */
export function cutSteps({ axis, grain, categories }: Steps): number[] {
  const last = categories.length - 1;
  const [from, to] = [categories[0]?.from, categories[last]?.to];
  if (axis !== 'time' || grain === null || !from || !to) return [];
  const [isFirst, isLast] = [!begins(from, grain), !begins(addDays(to, 1), grain)];
  return [...(isFirst ? [0] : []), ...(isLast && !(isFirst && last === 0) ? [last] : [])];
}

/** Single numbers that are a difference and may fall below nothing: a share of one says nothing. */
const BALANCES: ReadonlySet<string> = new Set(['net']);

/** How a number by name has changed: absolute, and as a share of what it was; null where it was nothing or less. */
export function changeOf(
  key: string,
  now: number,
  was: number,
): { by: number; share: number | null } {
  const by = now - was;
  const hasShare = was > 0 && now >= 0 && !BALANCES.has(key);
  return { by, share: hasShare ? by / was : null };
}
