// Which library a profile stands on: the one it was made with, or for a new profile the one that was asked for.

import type { Base, BaseSpec, ChooseBase } from '../desk/base/base.ts';
import { emptyBase } from '../desk/base/empty.ts';
import type { DeskStart } from '../desk/process-messages.ts';
import { cardHasher } from '../desk/queues/env.ts';
import type { Instant } from '../../shared/lib/time.ts';
import type { Kind, Kinds } from '../../shared/queues/world.ts';

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
  rows(): Iterable<{ [K in Kind]: { kind: K; row: Kinds[K] } }[Kind]>;
};

/** Rows between two lines of progress. */
const PROGRESS_ROWS = 100_000;

/**
 * Makes the choice of a start.
 * @throws Error with a sentence when something else is asked for than the profile has (when the choice is made)
 */
export function chooseBase(
  start: DeskStart,
  makeDemo: MakeDemo,
  progress: (text: string) => void,
): ChooseBase {
  return (saved) => {
    if (saved !== null) assertSame(start, saved);
    const kind = saved?.kind ?? start.library ?? 'demo';
    if (kind === 'empty') return emptyBase();
    const asked = saved?.kind === 'demo' ? saved : start;
    return demoBase(makeDemo, asked, progress);
  };
}

function assertSame(start: DeskStart, saved: BaseSpec): void {
  const other =
    (start.library !== undefined && start.library !== saved.kind) ||
    (saved.kind === 'demo' &&
      ((start.seed ?? saved.seed) !== saved.seed || (start.scale ?? saved.scale) !== saved.scale));
  if (!other) return;
  const has =
    saved.kind === 'empty'
      ? 'its own library'
      : `the demonstration library (seed ${saved.seed}, scale ${saved.scale})`;
  throw new Error(`${start.profile} already holds ${has}; name another folder with --profile.`);
}

function demoBase(
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
    load(put) {
      let count = 0;
      for (const { kind, row } of demo.rows()) {
        put(kind, row);
        count += 1;
        if (count % PROGRESS_ROWS === 0) progress(`  ${count.toLocaleString('en')} rows`);
      }
      progress(`  ${count.toLocaleString('en')} rows; indexing…`);
    },
  };
}
