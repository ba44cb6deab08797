// What a simulation did, line by line: a digest that two runs of a seed must share, and the last lines for a failure.

import { createHash } from 'node:crypto';

/** The record of one run. */
export interface Trace {
  note(line: string): void;
  lines(): readonly string[];
  /** Hex SHA-256 of all lines so far. */
  digest(): string;
}

/** Makes it; each line begins with the virtual time in ms. */
export function createTrace(now: () => number): Trace {
  const lines: string[] = [];
  return {
    note: (line) => void lines.push(`${now()} ${line}`),
    lines: () => lines,
    digest: () => createHash('sha256').update(lines.join('\n')).digest('hex'),
  };
}
