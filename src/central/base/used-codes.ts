// The highest request codes of a base under the prefixes that the service gives out itself, so that none is given twice.

import { CODE_PREFIXES } from '../lane/lane-port.ts';

const PREFIXES: readonly string[] = Object.values(CODE_PREFIXES);

/** Counters by prefix. */
export type Counters = { prefix: string; last: number }[];

/** Watches codes go by; a linked case's letter after the number does not count. */
export function codeWatcher(): { see(code: string): void; counters(): Counters } {
  const last = new Map<string, number>();
  return {
    see(code) {
      const [, prefix = '', number = ''] = /^([A-Z]+)-(\d{1,9})[A-Z]*$/u.exec(code) ?? [];
      if (!PREFIXES.includes(prefix)) return;
      last.set(prefix, Math.max(last.get(prefix) ?? 0, Number(number)));
    },
    counters: () => [...last].map(([prefix, highest]) => ({ prefix, last: highest })),
  };
}
