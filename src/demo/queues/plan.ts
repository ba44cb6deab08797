// When each request of the report was asked for, and how it is told; in order of asking they get numbers and ids.

import type { Book } from './book.ts';
import type { Stage } from './stage.ts';
import type { Opening } from './story-parts.ts';

/** A request to be told. */
export interface Plan {
  /** When it is asked for; ms. */
  at: number;
  /** Prefix of its code: `W` for readers, a service point's code for its desk. */
  prefix: string;
  play: (stage: Stage, book: Book, opening: Opening) => void;
}

/** A list of outcomes with how many of each, in no order that anybody would notice. */
export function outcomes<T extends string>(counts: Record<T, number>): T[] {
  const total = Object.values<number>(counts).reduce((sum, count) => sum + count, 0);
  const list: T[] = [];
  const left = { ...counts };
  const names = Object.keys(counts) as T[];
  // Each step takes the outcome that lags furthest behind its share.
  for (let step = 1; step <= total; step += 1) {
    let best: T | undefined;
    let lag = -Infinity;
    for (const name of names) {
      const behind = (counts[name] * step) / total - (counts[name] - left[name]);
      if (left[name] > 0 && behind > lag) {
        best = name;
        lag = behind;
      }
    }
    if (best === undefined) break;
    left[best] -= 1;
    list.push(best);
  }
  return list;
}
