// Figures of how long things take and how much is in time. Unit: open minutes of the calendar of the campus that works on it.

import { labelOf } from '../queues/states.ts';
import { askedHere } from './gathering.ts';
import type { Ask, FigureDefinition, Sink } from './gathering.ts';
import type { Sheet } from './sheet-columns.ts';

const PERCENTILES = [
  { key: 'p50', unit: 'minutes' },
  { key: 'p90', unit: 'minutes' },
] as const;

/** Days and minutes of a time point. */
type PointColumns = (times: Sheet['times']) => { day: Uint16Array; minutes: Uint32Array };

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
      const asked = askedHere(sheet, ask);
      const { who, times } = sheet;
      const { n: numbers, submittedDay } = who;
      const { endedDay } = times;
      const { day, minutes } = point(times);
      for (let owner = 0; owner < asked.length; owner += 1) {
        const step = ask.stepOf(submittedDay[owner] ?? 0);
        if (step < 0 || asked[owner] === 0) continue;
        const n = numbers[owner] ?? 0;
        const reached = day[owner] ?? 0;
        if (reached > 0 && reached <= ask.to) sink.hit(step, 0, n, minutes[owner] ?? 0);
        else if (isOpenAt(endedDay[owner] ?? 0, ask.to)) {
          const since = who.submittedAt[owner] ?? 0;
          sink.lasting(step, 0, n, ask.open(who.campus[owner] ?? 0, since, ask.end));
        }
      }
    },
  };
}

function isOpenAt(endedDay: number, day: number): boolean {
  return endedDay === 0 || endedDay > day;
}

/** Submission to the first visible staff action. */
const firstTouch = timeTo((times) => ({ day: times.touchDay, minutes: times.touchMinutes }));
/** Submission to approved, accepted, answered, found, not found or rejected. */
const decision = timeTo((times) => ({
  day: times.decisionDay,
  minutes: times.decisionMinutes,
}));
/** Submission to ready, with the reader, or done without them. */
const turnaround = timeTo((times) => ({ day: times.readyDay, minutes: times.readyMinutes }));

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
    const asked = askedHere(sheet, ask);
    const { n: numbers } = sheet.who;
    const { owner: owners, leftDay, late: lates } = sheet.visits;
    for (let visit = 0; visit < owners.length; visit += 1) {
      const owner = owners[visit] ?? 0;
      const left = leftDay[visit] ?? 0;
      if ((left !== 0 && left < ask.from) || asked[owner] === 0) continue;
      if (left !== 0 && left <= ask.to) {
        const late = lates[visit] ?? 0;
        if (late > 0) sink.hit(ask.stepOf(left), 0, numbers[owner] ?? 0, late === 1 ? 1 : 0);
      } else if (isPastDue(sheet, visit, ask)) sink.hit(ask.steps - 1, 0, numbers[owner] ?? 0, 0);
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

/** Σ of minutes by state number, of one request at a time; `seen`: 1 left in the period · 2 the request is still there. */
interface Stages {
  minutes: Float64Array;
  seen: Uint8Array;
}

/** Makes what adds a visit to the stages of its request, if it was left in the period or goes on at its end. */
function stageAdder({ visits, who }: Sheet, ask: Ask, { minutes, seen }: Stages) {
  const { leftDay, state: states, minutes: stayed } = visits;
  return (owner: number, visit: number): void => {
    const left = leftDay[visit] ?? 0;
    const state = states[visit] ?? 0;
    if (left !== 0 && left < ask.from) return;
    if (left !== 0 && left <= ask.to) {
      minutes[state] = (minutes[state] ?? 0) + (stayed[visit] ?? 0);
      if (seen[state] === 0) seen[state] = 1;
      return;
    }
    const entered = visits.enteredAt[visit] ?? 0;
    if (entered > ask.end) return;
    minutes[state] = (minutes[state] ?? 0) + ask.open(who.campus[owner] ?? 0, entered, ask.end);
    seen[state] = 2;
  };
}

/** Makes what tells the stages of a request, whose visits are those from one place to before another, and forgets them. */
function stageTeller({ visits, who }: Sheet, ask: Ask, { minutes, seen }: Stages, sink: Sink) {
  const open = openStates(ask.definition);
  const places = ask.states.map((state) => open.indexOf(state));
  const { state: states } = visits;
  const { n: numbers } = who;
  return (owner: number, start: number, end: number): void => {
    for (let visit = start; visit < end; visit += 1) {
      const state = states[visit] ?? 0;
      const how = seen[state] ?? 0;
      if (how === 0) continue;
      const place = places[state] ?? -1;
      const n = numbers[owner] ?? 0;
      if (place >= 0 && how === 1) sink.hit(place, 0, n, minutes[state] ?? 0);
      if (place >= 0 && how === 2) sink.lasting(place, 0, n, minutes[state] ?? 0);
      seen[state] = 0;
      minutes[state] = 0;
    }
  };
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
    const count = ask.states.length;
    const stages: Stages = { minutes: new Float64Array(count), seen: new Uint8Array(count) };
    const add = stageAdder(sheet, ask, stages);
    const tell = stageTeller(sheet, ask, stages, sink);
    const asked = askedHere(sheet, ask);
    const { owner: owners } = sheet.visits;
    let start = 0;
    for (let visit = 0; visit < owners.length; visit += 1) {
      const owner = owners[visit] ?? 0;
      if (asked[owner] === 1) add(owner, visit);
      if (owners[visit + 1] === owner) continue;
      if (asked[owner] === 1) tell(owner, start, visit + 1);
      start = visit + 1;
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
