// Works through tasks in order, several at once: never two that share a copy or a reader, never a later one first.

/** Something that has to wait for whatever shares one of its keys and came before. */
export interface Ordered<T> {
  task: T;
  keys: readonly string[];
}

/** Whether what shares a key with the task may follow, has to be left, or all has to stop. */
export type Verdict = 'next' | 'leave_chain' | 'stop';

/**
 * Works on tasks, at most `width` at once. After `leave_chain` nothing that shares a key is begun any more, after
 * `stop`, or once `goOn` says no, nothing at all. Gives the tasks that were never begun.
 */
export async function inOrder<T>(
  tasks: readonly Ordered<T>[],
  width: number,
  goOn: () => boolean,
  work: (task: T) => Promise<Verdict>,
): Promise<T[]> {
  let waiting = [...tasks];
  const taken = new Set<string>();
  const left = new Set<string>();
  let stopped = false;

  /** The first task that shares no key with one under way, one left, or one that waits before it. */
  const next = (): Ordered<T> | undefined => {
    const before = new Set<string>([...taken, ...left]);
    for (const each of waiting) {
      if (!each.keys.some((key) => before.has(key))) return each;
      for (const key of each.keys) before.add(key);
    }
    return undefined;
  };
  const one = async (each: Ordered<T>): Promise<void> => {
    const verdict = await work(each.task);
    for (const key of each.keys) taken.delete(key);
    if (verdict === 'leave_chain') for (const key of each.keys) left.add(key);
    if (verdict === 'stop') stopped = true;
  };
  const atWork = new Set<Promise<void>>();
  for (;;) {
    while (!stopped && goOn() && atWork.size < width) {
      const each = next();
      if (!each) break;
      waiting = waiting.filter((other) => other !== each);
      for (const key of each.keys) taken.add(key);
      const run = one(each).finally(() => atWork.delete(run));
      atWork.add(run);
    }
    if (atWork.size === 0) return waiting.map(({ task }) => task);
    await Promise.race(atWork);
  }
}
