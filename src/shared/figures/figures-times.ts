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
 * each step; visits that go on past it count as breached on the last day of the period, or today if that comes first.
 */
const attainment: FigureDefinition = {
  axis: 'time',
  measure: 'mean',
  series: [{ key: 'share', unit: 'share' }],
  reach: 'active',
  order: 'lowest',
  gather(sheet, ask, sink) {
    const asked = askedHere(sheet, ask);
    const { n: numbers } = sheet.who;
    const { owner: owners, leftDay, late: lates } = sheet.visits;
    const lastStep = ask.stepOf(ask.last);
    for (let visit = 0; visit < owners.length; visit += 1) {
      const owner = owners[visit] ?? 0;
      const left = leftDay[visit] ?? 0;
      if ((left !== 0 && left < ask.from) || asked[owner] === 0) continue;
      if (left !== 0 && left <= ask.to) {
        const late = lates[visit] ?? 0;
        if (late > 0) sink.hit(ask.stepOf(left), 0, numbers[owner] ?? 0, late === 1 ? 1 : 0);
      } else if (lastStep >= 0 && isPastDue(sheet, visit, ask)) {
        sink.hit(lastStep, 0, numbers[owner] ?? 0, 0);
      }
    }
  },
};

function isPastDue({ visits }: Sheet, visit: number, { end }: Ask): boolean {
  const due = visits.dueAt[visit] ?? 0;
  return due > 0 && due < end && (visits.enteredAt[visit] ?? 0) <= end;
}

/** States in which a request is open, in the order of the definition; an exception counts where it came from. */
function openStates(definition: Ask['definition']): string[] {
  return Object.keys(definition.states).filter((state) => {
    if (state === 'exception') return false;
    const label = labelOf(definition, state);
    return label === 'pending' || label === 'in_progress';
  });
}

/** Adds up the visits of one request to states that it came to more than once, and tells them when they are all there. */
function repeated(tell: (state: number, owner: number, minutes: number, goesOn: boolean) => void) {
  const stages = new Map<number, { minutes: number; goesOn: boolean }>();
  return {
    add(state: number, minutes: number, goesOn: boolean): void {
      const known = stages.get(state) ?? { minutes: 0, goesOn: false };
      stages.set(state, { minutes: known.minutes + minutes, goesOn: known.goesOn || goesOn });
    },
    flush(owner: number): void {
      if (stages.size === 0) return;
      for (const [state, { minutes, goesOn }] of stages) tell(state, owner, minutes, goesOn);
      stages.clear();
    },
  };
}

/** Makes what tells the minutes of a request in a state, by the state's number. */
function stageTeller({ who }: Sheet, ask: Ask, sink: Sink) {
  const open = openStates(ask.definition);
  const places = ask.states.map((state) => open.indexOf(state));
  const { n: numbers } = who;
  return (state: number, owner: number, minutes: number, goesOn: boolean): void => {
    const place = places[state] ?? -1;
    if (place < 0) return;
    if (goesOn) sink.lasting(place, 0, numbers[owner] ?? 0, minutes);
    else sink.hit(place, 0, numbers[owner] ?? 0, minutes);
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
  reach: 'active',
  order: 'highest',
  gather(sheet, ask, sink) {
    const asked = askedHere(sheet, ask);
    const { visits, who } = sheet;
    const { owner: owners, state: states, leftDay, minutes: stayed, again } = visits;
    const { from, to, end } = ask;
    const tell = stageTeller(sheet, ask, sink);
    const sums = repeated(tell);
    for (let visit = 0, owner = 0, next = owners[0] ?? 0; visit < owners.length; visit += 1) {
      owner = next;
      next = visit + 1 < owners.length ? (owners[visit + 1] ?? 0) : -1;
      if (asked[owner] === 0) continue;
      const left = leftDay[visit] ?? 0;
      const goesOn = left === 0 || left > to;
      const entered = goesOn ? (visits.enteredAt[visit] ?? 0) : 0;
      if (goesOn ? entered <= end : left >= from) {
        const open = goesOn ? ask.open(who.campus[owner] ?? 0, entered, end) : (stayed[visit] ?? 0);
        if (again[visit] === 1) sums.add(states[visit] ?? 0, open, goesOn);
        else tell(states[visit] ?? 0, owner, open, goesOn);
      }
      if (next !== owner) sums.flush(owner);
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
