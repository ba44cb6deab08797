// Items that one side pushes and the other takes one after the other, until the row ends or fails.

/** A row of items under way. */
export interface PushQueue<T> {
  push(item: T): void;
  /** No more comes; what was pushed is still taken. */
  end(): void;
  /** No more comes, and whoever takes learns of it once the rest is taken. */
  fail(error: unknown): void;
  items: AsyncIterable<T>;
}

/** Makes it; `onLeave` hears once when nobody takes any more. */
export function pushQueue<T>(onLeave: () => void): PushQueue<T> {
  const waiting: T[] = [];
  let over: { error: unknown } | 'ended' | null = null;
  let wake = (): void => undefined;
  let left = false;
  const finish = (how: { error: unknown } | 'ended') => {
    over ??= how;
    wake();
  };
  async function* take(): AsyncIterable<T> {
    try {
      for (;;) {
        const item = waiting.shift();
        if (item !== undefined) yield item;
        else if (over === 'ended') return;
        else if (over !== null) throw over.error;
        else await new Promise<void>((resolve) => (wake = resolve));
      }
    } finally {
      if (!left) onLeave();
      left = true;
    }
  }
  return {
    push(item) {
      if (over !== null) return;
      waiting.push(item);
      wake();
    },
    end: () => finish('ended'),
    fail: (error) => finish({ error }),
    items: take(),
  };
}
