// A map that forgets what was not asked for in a long time: two generations, so that a hit costs next to nothing.

/**
 * A map of at most about twice `most` entries. A name has two parts: putting them together into one text at each look
 * would cost more than the look itself.
 */
export interface BoundedMap<V> {
  get(part: string, key: string): V | undefined;
  set(part: string, key: string, value: V): void;
  delete(part: string, key: string): void;
  clear(): void;
}

/** One generation. */
function generation<V>() {
  const parts = new Map<string, Map<string, V>>();
  let size = 0;
  return {
    size: () => size,
    get: (part: string, key: string) => parts.get(part)?.get(key),
    has: (part: string, key: string) => parts.get(part)?.has(key) ?? false,
    set(part: string, key: string, value: V) {
      let keys = parts.get(part);
      if (!keys) parts.set(part, (keys = new Map()));
      const before = keys.size;
      keys.set(key, value);
      size += keys.size - before;
    },
    delete(part: string, key: string) {
      if (parts.get(part)?.delete(key)) size -= 1;
    },
  };
}

/** Makes it. */
export function boundedMap<V>(most: number): BoundedMap<V> {
  let young = generation<V>();
  let old = generation<V>();
  const set = (part: string, key: string, value: V) => {
    if (young.size() >= most && !young.has(part, key)) {
      old = young;
      young = generation();
    }
    young.set(part, key, value);
  };
  return {
    get(part, key) {
      const value = young.get(part, key);
      if (value !== undefined) return value;
      const aged = old.get(part, key);
      if (aged !== undefined) set(part, key, aged);
      return aged;
    },
    set,
    delete(part, key) {
      young.delete(part, key);
      old.delete(part, key);
    },
    clear() {
      young = generation();
      old = generation();
    },
  };
}
