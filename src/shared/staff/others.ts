// Whether enough of a kind of work was done by others for one person's, or one group's, to be compared with it.

import { isBySlot } from './work.ts';

/** Below so many cases a comparison says nothing about a person and is not shown. */
export const LEAST_CASES = 30;
/** With one other person a comparison would tell of that person. */
const LEAST_OTHERS = 2;

/** Stages by task and by who ended them. */
export type Workers = ReadonlyMap<string, ReadonlyMap<string, number>>;

/** How many stages of a kind others ended, and how many people they are. */
export interface Others {
  n: number;
  people: number;
}
/** What others did of a task. */
export type OthersOf = (task: string) => Others;

/** What everybody but some people did. */
export function othersThan(workers: Workers, own: ReadonlySet<string>): OthersOf {
  return (task) => {
    const others = { n: 0, people: 0 };
    for (const [actor, n] of workers.get(task) ?? []) {
      if (own.has(actor)) continue;
      others.n += n;
      others.people += 1;
    }
    return others;
  };
}

/** Whether a kind of work is compared at all: it goes at somebody's pace, and others did enough of it. */
export function isCompared(task: string, othersOf: OthersOf): boolean {
  if (isBySlot(task)) return false;
  const { n, people } = othersOf(task);
  return n >= LEAST_CASES && people >= LEAST_OTHERS;
}
