// Things known by a name of two parts (kind and id, list and key), without putting the parts together at each look.

/** A map by such names. */
export interface NameMap<V> {
  get(part: string, key: string): V | undefined;
  set(part: string, key: string, value: V): void;
}

/** Makes an empty one. */
export function nameMap<V>(): NameMap<V> {
  const parts = new Map<string, Map<string, V>>();
  return {
    get: (part, key) => parts.get(part)?.get(key),
    set(part, key, value) {
      const keys = parts.get(part);
      if (keys) keys.set(key, value);
      else parts.set(part, new Map([[key, value]]));
    },
  };
}

/** Says of each name whether it comes for the first time. */
export function firstTimes(): (part: string, key: string) => boolean {
  const parts = new Map<string, Set<string>>();
  return (part, key) => {
    let keys = parts.get(part);
    if (!keys) parts.set(part, (keys = new Set()));
    const before = keys.size;
    return keys.add(key).size > before;
  };
}
