// Chance of the simulator: whatever makes the numbers, the same questions are asked of them.

/** Dice. */
export interface Dice {
  /** At least 0 and less than 1. */
  unit(): number;
  /** A whole number, both ends included. */
  between(low: number, high: number): number;
  chance(probability: number): boolean;
  pick<T>(list: readonly T[]): T;
  /** One of the names, each as likely as its weight. */
  weighed<K extends string>(weights: Readonly<Record<K, number>>): K;
  /** A UUID for a call. */
  id(): string;
}

/** Makes dice of numbers from 0 to 1. */
export function diceFrom(unit: () => number): Dice {
  const between = (low: number, high: number) => low + Math.floor(unit() * (high - low + 1));
  const digits = (count: number) =>
    Array.from({ length: count }, () => between(0, 15).toString(16)).join('');
  return {
    unit,
    between,
    chance: (probability) => unit() < probability,
    pick<T>(list: readonly T[]): T {
      const index = between(0, list.length - 1);
      if (list.length === 0) throw new Error('nothing to pick from');
      return list[index] as T;
    },
    weighed<K extends string>(weights: Readonly<Record<K, number>>): K {
      const names = Object.keys(weights) as K[];
      let left = unit() * names.reduce((sum, name) => sum + weights[name], 0);
      const found = names.find((name) => (left -= weights[name]) < 0);
      return found ?? (names[0] as K);
    },
    id: () =>
      `${digits(8)}-${digits(4)}-4${digits(3)}-${'89ab'[between(0, 3)]}${digits(3)}-${digits(12)}`,
  };
}
