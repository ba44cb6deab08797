// Figures of how long things take and how much is in time. Unit: open minutes of the calendar of the campus that works on it.

import { labelOf } from '../queues/states.ts';
import { Batch } from './batch.ts';
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

/** Tells a sink the minutes of requests in states, by the state's number; in batches but for what goes on. */
class Stages {
  readonly #sink: Sink;
  readonly #places: readonly number[];
  /** By the state's number; null where it is no stage. */
  readonly #batches: readonly (Batch | null)[];
  /** Of one request the states that it came to more than once: these are added up. */
  readonly #repeated = new Map<number, { minutes: number; goesOn: boolean }>();

  constructor({ definition, states }: Ask, sink: Sink) {
    const open = openStates(definition);
    this.#sink = sink;
    this.#places = states.map((state) => open.indexOf(state));
    this.#batches = this.#places.map((place) => (place < 0 ? null : new Batch(sink, place)));
  }

  left(state: number, n: number, minutes: number): void {
    this.#batches[state]?.add(n, minutes);
  }

  goesOn(state: number, n: number, minutes: number): void {
    const place = this.#places[state] ?? -1;
    if (place >= 0) this.#sink.lasting(place, 0, n, minutes);
  }

  addUp(state: number, minutes: number, goesOn: boolean): void {
    const known = this.#repeated.get(state) ?? { minutes: 0, goesOn: false };
    known.minutes += minutes;
    known.goesOn ||= goesOn;
    this.#repeated.set(state, known);
  }

  /** After the last visit of a request. */
  endRequest(n: number): void {
    if (this.#repeated.size === 0) return;
    for (const [state, { minutes, goesOn }] of this.#repeated) {
      if (goesOn) this.goesOn(state, n, minutes);
      else this.left(state, n, minutes);
    }
    this.#repeated.clear();
  }

  endSheet(): void {
    for (const batch of this.#batches) batch?.flush();
  }
}

/** A visit that goes on at the end of the period, or one of several to its state. */
function tellVisit({ visits, who }: Sheet, ask: Ask, stages: Stages, owner: number, visit: number) {
  const state = visits.state[visit] ?? 0;
  const left = visits.leftDay[visit] ?? 0;
  const goesOn = left === 0 || left > ask.to;
  const entered = goesOn ? (visits.enteredAt[visit] ?? 0) : 0;
  if (goesOn ? entered > ask.end : left < ask.from) return;
  const minutes = goesOn
    ? ask.open(who.campus[owner] ?? 0, entered, ask.end)
    : (visits.minutes[visit] ?? 0);
  if (visits.again[visit] === 1) stages.addUp(state, minutes, goesOn);
  else stages.goesOn(state, who.n[owner] ?? 0, minutes);
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
    const { n: numbers } = who;
    const { counts, state: states, leftDay, minutes: stayed, again } = visits;
    const { from, to } = ask;
    const stages = new Stages(ask, sink);
    for (let owner = 0, start = 0; owner < counts.length; owner += 1) {
      const end = start + (counts[owner] ?? 0);
      const n = numbers[owner] ?? 0;
      if (asked[owner] === 1) {
        for (let visit = start; visit < end; visit += 1) {
          const left = leftDay[visit] ?? 0;
          // Nearly all of them: over in the period, and the only one of its state.
          if (left >= from && left <= to && left !== 0 && again[visit] === 0) {
            stages.left(states[visit] ?? 0, n, stayed[visit] ?? 0);
          } else tellVisit(sheet, ask, stages, owner, visit);
        }
        stages.endRequest(n);
      }
      start = end;
    }
    stages.endSheet();
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
