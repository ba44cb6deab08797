// Refused actions that stood on a refused one: a chain reads as one, headed by what was refused first.

import type { Judged } from '../outbox/results.ts';

/** A refused action with the refused ones that stood on it, in order. */
export interface Chain {
  head: Judged;
  chain: Judged[];
}

/** Whether an action was done in the belief that an earlier one had happened. */
function standsOn(later: Judged, earlier: Judged): boolean {
  if (later.command.expectHead === earlier.command.id) return true;
  const sameEntity = later.command.entity === earlier.command.entity;
  // Done before this desk could know that the earlier one was refused.
  return sameEntity && later.command.at <= (earlier.result?.at ?? '');
}

/** Groups refused actions; those given newest first come back with the newest head first. */
export function refusedChains(newestFirst: readonly Judged[]): Chain[] {
  const chains: Chain[] = [];
  for (const each of newestFirst.toReversed()) {
    const found = chains.findLast(({ head, chain }) =>
      [head, ...chain].some((earlier) => standsOn(each, earlier)),
    );
    if (found) found.chain.push(each);
    else chains.push({ head: each, chain: [] });
  }
  return chains.toReversed();
}
