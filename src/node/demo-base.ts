// The base of the demonstration library, over the generator that an entry hands in.

import type { Instant } from '../shared/lib/time.ts';
import type { Base, RowOfBase } from './base.ts';
import { cardHasher } from './env.ts';

/** What is used of the demonstration's generator; the entries hand it in. */
export type MakeDemo = (options: {
  seed?: number;
  scale?: number;
  cardHash(card: string): string;
}) => {
  version: number;
  seed: number;
  scale: number;
  start: Instant;
  baseText: string;
  cardKey: string;
  password: string;
  verifier: string;
  rows(): Iterable<RowOfBase>;
};

/** Rows between two lines of progress. */
const PROGRESS_ROWS = 100_000;

/** The base of a demonstration library; `progress` is told how many rows were made. */
export function demoBase(
  makeDemo: MakeDemo,
  asked: { seed?: number | undefined; scale?: number | undefined },
  progress: (text: string) => void,
): Base {
  const options = {
    ...(asked.seed === undefined ? {} : { seed: asked.seed }),
    ...(asked.scale === undefined ? {} : { scale: asked.scale }),
  };
  const { cardKey } = makeDemo({ ...options, cardHash: () => '' });
  const demo = makeDemo({ ...options, cardHash: cardHasher(cardKey) });
  return {
    spec: { kind: 'demo', seed: demo.seed, scale: demo.scale, version: demo.version },
    text: demo.baseText,
    start: demo.start,
    cardKey,
    demo: { password: demo.password, verifier: demo.verifier },
    *rows() {
      let count = 0;
      for (const each of demo.rows()) {
        yield each;
        count += 1;
        if (count % PROGRESS_ROWS === 0) progress(`  ${count.toLocaleString('en')} rows`);
      }
      progress(`  ${count.toLocaleString('en')} rows; indexing…`);
    },
  };
}
