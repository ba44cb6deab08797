// Figures of how long things take and how much is in time. Unit: open minutes of the calendar of the campus that works on it.

import { labelOf } from '../queues/states.ts';
import { isAskedHere } from './gathering.ts';
import type { Ask, FigureDefinition } from './gathering.ts';
import type { Sheet } from './sheet-columns.ts';

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
    reach: 'submitted',
    order: 'highest',
    gather(sheet, ask, sink) {
      const { who, times } = sheet;
      const { day, minutes } = point(sheet);
      for (let owner = 0; owner < who.length; owner += 1) {
        const step = ask.stepOf(who.submittedDay[owner] ?? 0);
        if (step < 0 || !isAskedHere(sheet, ask, owner)) continue;
        const n = who.n[owner] ?? 0;
        const reached = day[owner] ?? 0;
        if (reached > 0 && reached <= ask.to) sink.hit(step, 0, n, minutes[owner] ?? 0);
        else if (isOpenAt(times.endedDay[owner] ?? 0, ask.to)) {
          const campus = who.campus[owner] ?? 0;
          sink.lasting(step, 0, n, ask.open(campus, who.submittedAt[owner] ?? 0, ask.end));
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
  reach: 'all',
  order: 'lowest',
  gather(sheet, ask, sink) {
    const { who, visits } = sheet;
    for (let visit = 0; visit < visits.length; visit += 1) {
      const owner = visits.owner[visit] ?? 0;
      const left = visits.leftDay[visit] ?? 0;
      if (left !== 0 && left < ask.from) continue;
      if (!isAskedHere(sheet, ask, owner)) continue;
      const n = who.n[owner] ?? 0;
      if (left !== 0 && left <= ask.to) {
        const late = visits.late[visit] ?? 0;
        if (late > 0) sink.hit(ask.stepOf(left), 0, n, late === 1 ? 1 : 0);
      } else if (isPastDue(sheet, visit, ask)) sink.hit(ask.steps - 1, 0, n, 0);
    }
  },
};

function isPastDue({ visits }: Sheet, visit: number, { end }: Ask): boolean {
  const due = visits.dueAt[visit] ?? 0;
  return due > 0 && due < end && (visits.enteredAt[visit] ?? 0) <= end;
}

/** States in which a request is open, in the order of the definition. */
function openStates(definition: Ask['definition']): string[] {
  return [...new Set([...Object.keys(definition.states), 'exception'])].filter((state) => {
    const label = labelOf(definition, state);
    return label === 'pending' || label === 'in_progress';
  });
}

/** Σ of minutes by state number, of one request at a time. */
interface Stages {
  minutes: Float64Array;
  /** 1 left in the period · 2 the request is still there. */
  seen: Uint8Array;
}

/** Adds a visit to the stages of its request, if it was left in the period or goes on at its end. */
function addVisit({ visits, who }: Sheet, visit: number, ask: Ask, stages: Stages): void {
  const left = visits.leftDay[visit] ?? 0;
  const state = visits.state[visit] ?? 0;
  if (left !== 0 && left < ask.from) return;
  if (left !== 0 && left <= ask.to) {
    stages.minutes[state] = (stages.minutes[state] ?? 0) + (visits.minutes[visit] ?? 0);
    if (stages.seen[state] === 0) stages.seen[state] = 1;
    return;
  }
  const entered = visits.enteredAt[visit] ?? 0;
  if (entered > ask.end) return;
  const campus = who.campus[visits.owner[visit] ?? 0] ?? 0;
  stages.minutes[state] = (stages.minutes[state] ?? 0) + ask.open(campus, entered, ask.end);
  stages.seen[state] = 2;
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
  reach: 'all',
  order: 'highest',
  gather(sheet, ask, sink) {
    const open = openStates(ask.definition);
    const places = ask.states.map((state) => open.indexOf(state));
    const { who, visits } = sheet;
    const count = ask.states.length;
    const stages: Stages = { minutes: new Float64Array(count), seen: new Uint8Array(count) };
    const flush = (owner: number) => {
      const n = who.n[owner] ?? 0;
      for (let state = 0; state < count; state += 1) {
        const place = places[state] ?? -1;
        const seen = stages.seen[state];
        const minutes = stages.minutes[state] ?? 0;
        if (place >= 0 && seen === 1) sink.hit(place, 0, n, minutes);
        if (place >= 0 && seen === 2) sink.lasting(place, 0, n, minutes);
      }
      stages.minutes.fill(0);
      stages.seen.fill(0);
    };
    for (let visit = 0; visit < visits.length; visit += 1) {
      const owner = visits.owner[visit] ?? 0;
      if (isAskedHere(sheet, ask, owner)) addVisit(sheet, visit, ask, stages);
      if (visits.owner[visit + 1] !== owner) flush(owner);
    }
  },
};

/** They by name. */
export const TIME_FIGURES = {
  first_touch: firstTouch,
  decision,
  turnaround,
  attainment,
  stage_time: stageTime,
};
