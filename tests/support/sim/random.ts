// Randomness of a simulation: every source is named and follows from the seed alone.

/** A source of chance: numbers from 0 to below 1, and what is made from them. */
export interface Chance {
  (): number;
  /** Whether something of this likelihood happens. */
  hits(likelihood: number): boolean;
  /** A whole number from `low` to `high`, both included. */
  between(low: number, high: number): number;
  /** One of a list. @throws Error when it is empty */
  oneOf<T>(list: readonly T[]): T;
  /** Another source, which this one's further use does not disturb. */
  of(name: string): Chance;
  bytes(length: number): Uint8Array;
}

/** FNV-1a with a final mix, so that neighbouring names start far apart. */
function startOf(name: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < name.length; index += 1) {
    hash = Math.imul(hash ^ name.charCodeAt(index), 0x01000193);
  }
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  return (hash ^ (hash >>> 13)) >>> 0;
}

/** The generator sfc32 over four words. */
function numbers(name: string): () => number {
  let a = startOf(`${name}/a`);
  let b = startOf(`${name}/b`);
  let c = startOf(`${name}/c`);
  let count = 1;
  return () => {
    const sum = (a + b + count) | 0;
    count += 1;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = ((c << 21) | (c >>> 11)) + sum;
    return (sum >>> 0) / 4_294_967_296;
  };
}

/** The source of that name. */
export function chanceOf(name: string): Chance {
  const next = numbers(name);
  for (let warm = 0; warm < 12; warm += 1) next();
  const between = (low: number, high: number) => low + Math.floor(next() * (high - low + 1));
  return Object.assign(() => next(), {
    hits: (likelihood: number) => next() < likelihood,
    between,
    oneOf: <T>(list: readonly T[]): T => {
      const found = list[between(0, list.length - 1)];
      if (found === undefined) throw new Error('nothing to choose from');
      return found;
    },
    of: (more: string) => chanceOf(`${name}/${more}`),
    bytes: (length: number) => Uint8Array.from({ length }, () => between(0, 255)),
  });
}
