// Sentences are patterns with `{name}` places, filled where they are read.

import type { Facts } from '../lib/result.ts';

/** Languages of the product. */
export type Language = 'zh' | 'en';

/** Fills `{name}` places; a fact that is missing or null leaves a dash, so that no sentence shows a brace. */
export function fill(pattern: string, facts: Facts | Record<string, unknown>): string {
  return pattern.replaceAll(/\{(\w+)\}/gu, (_, name: string) => {
    const value: unknown = (facts as Record<string, unknown>)[name];
    return typeof value === 'string' || typeof value === 'number' ? String(value) : '–';
  });
}
