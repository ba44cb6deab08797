// An exception counts where it came from, and is never an end.
import { expect, it } from 'vitest';
import { QUEUES } from '../queues/index.ts';
import { LABELS } from '../queues/request.ts';
import type { Course } from './course.ts';
import { STANDING_FIGURES } from './figures-standing.ts';
import { TIME_FIGURES } from './figures-times.ts';
import type { Ask } from './gathering.ts';
import { packSheet, stateNames } from './sheet.ts';
import { openSheet } from './sheet-columns.ts';
import { tallyOf } from './sinks.ts';

const definition = QUEUES.reallocation;
const never = { day: 0, minutes: 0 };

/** A request that has been an exception since its first day. */
function exceptionFrom(cameFrom: string): Course {
  return {
    n: 1,
    submittedAt: 0,
    submittedDay: 10,
    bySystem: 0,
    campus: 'north',
    collection: '',
    category: '',
    bundle: 0,
    touch: never,
    decision: never,
    ready: never,
    endedDay: 0,
    fill: 0,
    turns: [{ day: 10, state: 'exception', cameFrom, campus: 'north', mark: 0 }],
    visits: [],
    days: [],
    deeds: [],
    claims: [],
    legs: [],
    money: [],
  };
}

const ask: Ask = {
  definition,
  states: stateNames(definition),
  from: 10,
  to: 10,
  last: 10,
  steps: 1,
  stepOf: () => 0,
  filter: { campus: null, collection: null, category: null },
  end: 0,
  open: () => 0,
  openDays: () => 0,
  categoryOf: () => 0,
  funds: new Set(),
  loansIn12Months: () => null,
  kept: { bundles: new Map(), days: new Set(), unfinished: 0, suggested: false },
};

function labelOfException(cameFrom: string): string | undefined {
  const packed = packSheet([exceptionFrom(cameFrom)], definition, { numberOf: () => 1 });
  const tally = tallyOf(2, 'count', LABELS.length);
  STANDING_FIGURES.status.gather(
    openSheet((column) => packed.get(column) ?? null),
    ask,
    tally.sink,
  );
  const sums = tally.gathered(LABELS.length)[0]?.sums ?? [];
  return LABELS.find((_, place) => sums[place] === 1);
}

it('an exception has the label of the state that it came from', () => {
  expect(labelOfException(definition.first)).toBe('pending');
  expect(labelOfException('picked')).toBe('in_progress');
});

it('an exception is open, wherever it came from', () => {
  expect(labelOfException('done')).toBe('in_progress');
  expect(labelOfException('')).toBe('in_progress');
});

it('stage time has no stage of exceptions', () => {
  expect(TIME_FIGURES.stage_time.codes?.(definition)).not.toContain('exception');
  expect(TIME_FIGURES.stage_time.codes?.(definition)).toContain('picked');
});
