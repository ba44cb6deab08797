// A place on a chart that the arrow keys move: each step is said, Enter opens what is behind it.

import { computed, ref, watch } from 'vue';
import type { ComputedRef, Ref } from 'vue';
import { isOwn, wordsOf } from './chart-data.ts';
import type { ChartData } from './chart-data.ts';

export interface ChartPlace {
  category: number;
  series: number;
}

export interface ChartCursor {
  at: Readonly<Ref<ChartPlace | null>>;
  /** What stands there, for a screen reader. */
  said: ComputedRef<string>;
  /** Moves; true when the key was its own. */
  press(key: string): boolean;
  leave(): void;
}

function within(value: number, count: number): number {
  return Math.min(Math.max(value, 0), count - 1);
}

/** Steps of the arrow keys as [categories, series]. */
function stepOf(key: string, lying: boolean): [number, number] | undefined {
  const steps: Record<string, [number, number]> = {
    ArrowRight: [1, 0],
    ArrowLeft: [-1, 0],
    ArrowUp: [0, 1],
    ArrowDown: [0, -1],
  };
  const lain: Record<string, [number, number]> = {
    ArrowDown: [1, 0],
    ArrowUp: [-1, 0],
    ArrowRight: [0, 1],
    ArrowLeft: [0, -1],
  };
  return (lying ? lain : steps)[key];
}

/** The cursor of a chart; it goes when the chart's shape changes. `none` is said of a gap. */
export function useChartCursor(data: () => ChartData, none: () => string): ChartCursor {
  const at = ref<ChartPlace | null>(null);
  watch(
    () => [data().categories.length, data().series.length],
    () => (at.value = null),
  );
  const own = () => data().series.flatMap((each, index) => (isOwn(each) ? [index] : []));

  function move([categories, series]: [number, number]): void {
    const mine = own();
    const now = at.value;
    if (!now) {
      at.value = { category: 0, series: mine[0] ?? 0 };
      return;
    }
    const next = within(mine.indexOf(now.series) + series, mine.length);
    at.value = {
      category: within(now.category + categories, data().categories.length),
      series: mine[next] ?? now.series,
    };
  }
  const jump = (category: number) =>
    (at.value = { category, series: at.value?.series ?? own()[0] ?? 0 });

  return {
    at,
    said: computed(() => {
      const place = at.value;
      const series = place && data().series[place.series];
      if (!place || !series) return '';
      const value = series.values[place.category] ?? null;
      const text = value === null ? none() : wordsOf(data(), series).full(value);
      const n = series.n?.[place.category];
      const rests = n === undefined ? '' : ` (n = ${n})`;
      return `${data().categories[place.category] ?? ''}, ${series.name}: ${text}${rests}`;
    }),
    press(key) {
      if (data().categories.length === 0) return false;
      if (key === 'Home') jump(0);
      else if (key === 'End') jump(data().categories.length - 1);
      else {
        const step = stepOf(key, data().lying === true);
        if (!step) return false;
        move(step);
      }
      return true;
    },
    leave: () => (at.value = null),
  };
}
