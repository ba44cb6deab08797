// Figures counted a second time, slowly and plainly.

import type { FigureQuestion } from '../../../src/shared/figures/names.ts';
import { ENDS } from './ends.ts';
import { PURCHASE } from './purchase.ts';
import { RATES } from './rates.ts';
import type { Oracle, Part, Record, Step } from './scene.ts';
import { STANDING } from './standing.ts';
import { TIMES } from './times.ts';

/** They by name. */
export const ORACLES: Partial<{ [F in FigureQuestion['figure']]: Oracle }> = {
  ...STANDING,
  ...TIMES,
  ...RATES,
  ...ENDS,
  ...PURCHASE,
};

/** What counts for an answer, by the plain computation. */
export function partsByHand(
  record: Record,
  question: FigureQuestion,
  steps: readonly Step[],
): Part[] {
  return ORACLES[question.figure]?.({ ...record, question, steps }) ?? [];
}

/** Percentile of durations as a table of ends and of what is at risk tells it. */
export function percentileByHand(parts: readonly Part[], share: number): number | null {
  const values = parts.map(({ value }) => value).toSorted((a, b) => a - b);
  if (values.length === 0) return null;
  const many = parts.filter((each) => each.open).length > values.length / 10;
  if (!many)
    return (
      values.find(
        (value) => values.filter((other) => other <= value).length >= share * values.length - 1e-9,
      ) ?? null
    );
  let surviving = 1;
  for (const at of [
    ...new Set(parts.filter((each) => !each.open).map(({ value }) => value)),
  ].toSorted((a, b) => a - b)) {
    const atRisk = parts.filter(({ value }) => value >= at).length;
    const ends = parts.filter((each) => !each.open && each.value === at).length;
    surviving *= 1 - ends / atRisk;
    if (surviving <= 1 - share + 1e-9) return at;
  }
  return null;
}
