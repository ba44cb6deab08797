// Opening hours as people type them: `08:00-12:00, 14:00-22:00`; empty is closed.

import type { OpenSpan } from '../../../shared/library/entities.ts';

/** Spans as one line of text. */
export function spansText(spans: readonly OpenSpan[]): string {
  return spans.map(([from, to]) => `${from}-${to}`).join(', ');
}

/** Reads a line; `undefined` when a part is no span. Full-width signs and dashes are taken too. */
export function parseSpans(text: string): OpenSpan[] | undefined {
  const parts = text
    .normalize('NFKC')
    .split(/[,;、\s]+/u)
    .filter((part) => part !== '');
  const spans = parts.map((part): OpenSpan | undefined => {
    const match = /^(\d{1,2}:\d{2})[-–—~](\d{1,2}:\d{2})$/u.exec(part);
    const [, from, to] = match ?? [];
    return from && to ? [from.padStart(5, '0'), to.padStart(5, '0')] : undefined;
  });
  return spans.every((span) => span !== undefined) ? spans : undefined;
}
