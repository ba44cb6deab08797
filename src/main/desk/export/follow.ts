// Long work as a feed sees it: how far it is, told whenever that changes and never faster than it is heard.

import type { Progress } from '../../../shared/desk-contract/exports.ts';

/** Work under way. */
export interface LongWork extends Progress {
  /** Set when nobody wants it any more; the work looks at it between two steps. */
  stopped: boolean;
  /** Says that something changed. */
  tell(): void;
}

/** Work that has not begun. */
export function longWork(): LongWork {
  return { done: 0, of: 0, stopped: false, tell: () => undefined };
}

/** Tells how far the work is until it has ended, well or not; what became of it is for its owner to say. */
export async function* follow(work: LongWork, ending: Promise<unknown>): AsyncIterable<Progress> {
  let ended = false;
  const end = () => {
    ended = true;
    work.tell();
  };
  ending.then(end, end);
  while (!ended) {
    yield { done: work.done, of: work.of };
    await new Promise<void>((resolve) => {
      work.tell = resolve;
      if (ended) resolve();
    });
  }
}
