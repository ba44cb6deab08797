// Figures of how long things take and how much is in time. Unit: open minutes of the calendar of the campus that works on it.

import { labelOf } from '../queues/states.ts';
import { isAskedHere } from './gathering.ts';
import type { Ask, FigureDefinition } from './gathering.ts';
import type { Sheet } from './sheet.ts';

const numberAt = (column: ArrayLike<number>, index: number) => column[index] ?? 0;
const PERCENTILES = [
  { key: 'p50', unit: 'minutes' },
  { key: 'p90', unit: 'minutes' },
] as const;

/** Days and minutes of a time point. */
type PointColumns = (sheet: Sheet) => { day: ArrayLike<number>; minutes: ArrayLike<number> };

/**
 * P50 and P90 of bh(submitted, point) of what was submitted in each step, as known at the end of the period. What is
 * still open then enters as "longer than now − submitted"; what ended without the point is left out.
 */
function timeTo(point: PointColumns): FigureDefinition {
  return {
    axis: 'time',
    measure: 'percentiles',
    series: PERCENTILES,
    reads: ['times'],
    reach: 'submitted',
    order: 'highest',
    gather(sheet, ask, sink) {
      const { who, times } = sheet;
      const { day, minutes } = point(sheet);
      for (let owner = 0; owner < who.length; owner += 1) {
        const step = ask.stepOf(numberAt(who.submittedDay, owner));
        if (step < 0 || !isAskedHere(sheet, ask, owner)) continue;
        const n = numberAt(who.n, owner);
        const reached = numberAt(day, owner);
        if (reached > 0 && reached <= ask.to) sink.hit(step, 0, n, numberAt(minutes, owner));
        else if (isOpenAt(numberAt(times.endedDay, owner), ask.to)) {
          const campus = numberAt(who.campus, owner);
          sink.lasting(step, 0, n, ask.open(campus, numberAt(who.submittedAt, owner), ask.end));
        }
      }
    },
  };
}

function isOpenAt(endedDay: number, day: number): boolean {
  return endedDay === 0 || endedDay > day;
}

/** Submission to the first visible staff action. */
const firstTouch = timeTo(({ times }) => ({ day: times.touchDay, minutes: times.touchMinutes }));
/** Submission to approved, accepted, answered, found, not found or rejected. */
const decision = timeTo(({ times }) => ({
  day: times.decisionDay,
  minutes: times.decisionMinutes,
}));
/** Submission to ready, with the reader, or done without them. */
const turnaround = timeTo(({ times }) => ({ day: times.readyDay, minutes: times.readyMinutes }));

/**
 * Target attainment: met ÷ (met + breached) over the visits to states with a target or a promised day that were left in
 * each step; visits that go on past it count as breached at the end of the period.
 */
const attainment: FigureDefinition = {
  axis: 'time',
  measure: 'mean',
  series: [{ key: 'share', unit: 'share' }],
  reads: ['visits'],
  reach: 'all',
  order: 'lowest',
  gather(sheet, ask, sink) {
    const { who, visits } = sheet;
    for (let visit = 0; visit < visits.length; visit += 1) {
      const owner = numberAt(visits.owner, visit);
      const left = numberAt(visits.leftDay, visit);
      if (left !== 0 && left < ask.from) continue;
      if (!isAskedHere(sheet, ask, owner)) continue;
      const n = numberAt(who.n, owner);
      if (left !== 0 && left <= ask.to) {
        const late = numberAt(visits.late, visit);
        if (late > 0) sink.hit(ask.stepOf(left), 0, n, late === 1 ? 1 : 0);
      } else if (isPastDue(sheet, visit, ask)) sink.hit(ask.steps - 1, 0, n, 0);
    }
  },
};

function isPastDue({ visits }: Sheet, visit: number, { end }: Ask): boolean {
  const due = numberAt(visits.dueAt, visit);
  return due > 0 && due < end && numberAt(visits.enteredAt, visit) <= end;
}

/** States in which a request is open, in the order of the definition. */
function openStates(definition: Ask['definition']): string[] {
  return [...Object.keys(definition.states), 'exception'].filter((state) => {
    const label = labelOf(definition, state);
    return label === 'pending' || label === 'in_progress';
  });
}

/**
 * Stage time: Σ bh over the visits of a request to a state that were left in the period, P50 and P90 over requests; a
 * visit that goes on at its end enters as "longer than so far".
 */
const stageTime: FigureDefinition = {
  axis: 'code',
  measure: 'percentiles',
  series: PERCENTILES,
  codes: openStates,
  reads: ['visits'],
  reach: 'all',
  order: 'highest',
  gather(sheet, ask, sink) {
    const places = ask.states.map((state) => openStates(ask.definition).indexOf(state));
    const { who, visits } = sheet;
    for (let start = 0; start < visits.length;) {
      const owner = numberAt(visits.owner, start);
      let next = start;
      while (next < visits.length && visits.owner[next] === owner) next += 1;
      if (isAskedHere(sheet, ask, owner)) {
        for (const [state, stage] of stagesOf(sheet, ask, start, next)) {
          const place = places[state] ?? -1;
          if (place < 0) continue;
          const n = numberAt(who.n, owner);
          if (stage.goesOn) sink.lasting(place, 0, n, stage.minutes);
          else sink.hit(place, 0, n, stage.minutes);
        }
      }
      start = next;
    }
  },
};

/** Minutes of one request by state number. */
function stagesOf({ visits, who }: Sheet, ask: Ask, start: number, end: number) {
  const stages = new Map<number, { minutes: number; goesOn: boolean }>();
  for (let visit = start; visit < end; visit += 1) {
    const left = numberAt(visits.leftDay, visit);
    const goesOn = left === 0 || left > ask.to;
    if (left !== 0 && left < ask.from) continue;
    const entered = numberAt(visits.enteredAt, visit);
    if (goesOn && entered > ask.end) continue;
    const campus = numberAt(who.campus, numberAt(visits.owner, visit));
    const minutes = goesOn ? ask.open(campus, entered, ask.end) : numberAt(visits.minutes, visit);
    const state = numberAt(visits.state, visit);
    const known = stages.get(state) ?? { minutes: 0, goesOn: false };
    stages.set(state, { minutes: known.minutes + minutes, goesOn: known.goesOn || goesOn });
  }
  return stages;
}

/** They by name. */
export const TIME_FIGURES = {
  first_touch: firstTouch,
  decision,
  turnaround,
  attainment,
  stage_time: stageTime,
};
