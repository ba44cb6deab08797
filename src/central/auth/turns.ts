// Takes turns by name: what must read, think and write without another in between.

/** Runs work of one name after the other, work of different names side by side. */
export type Turns = <T>(name: string, work: () => Promise<T>) => Promise<T>;

/** The same for several at a time: at most `most` of one name, in the order in which they came. */
export function createPlaces(most: number): Turns {
  const names = new Map<string, { working: number; waiting: (() => void)[] }>();
  return async (name, work) => {
    const own = names.get(name) ?? { working: 0, waiting: [] };
    names.set(name, own);
    if (own.working < most) own.working += 1;
    else await new Promise<void>((go) => own.waiting.push(go));
    try {
      return await work();
    } finally {
      const next = own.waiting.shift();
      if (next) next();
      else if ((own.working -= 1) === 0) names.delete(name);
    }
  };
}

/** Makes it. */
export function createTurns(): Turns {
  const last = new Map<string, Promise<unknown>>();
  return async (name, work) => {
    const before = last.get(name) ?? Promise.resolve();
    const own = before.then(work, work);
    last.set(name, own);
    try {
      return await own;
    } finally {
      if (last.get(name) === own) last.delete(name);
    }
  };
}
