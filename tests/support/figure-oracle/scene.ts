// What the plain computation of figures stands on: every request is replayed for every day that is asked about.

import type { FigureAnswer, FigureQuestion } from '../../../src/shared/figures/names.ts';
import { standingAt } from '../figures-as-of/replay.ts';
import { addDays } from '../../../src/shared/library/zone.ts';
import type { Fund, Loan } from '../../../src/shared/library/entities.ts';
import { QUEUES } from '../../../src/shared/queues/index.ts';
import type { Request, RequestEvent } from '../../../src/shared/queues/request.ts';
import { labelOf } from '../../../src/shared/queues/states.ts';
import type { Settings } from '../../../src/shared/queues/world/world.ts';

/** One contribution: a request in a category and a series. */
export interface Part {
  category: string;
  series: string;
  id: string;
  value: number;
  /** What it adds to the number of cases. */
  weight: number;
  open: boolean;
  /** Whether it is among the rows behind the point. */
  listed: boolean;
}

/** Everything there is. */
export interface Record {
  requests: readonly Request[];
  funds: readonly Fund[];
  loans: readonly Loan[];
  eventsOf(id: string): readonly RequestEvent[];
  settings: Settings;
  now: string;
}

export type Step = FigureAnswer['categories'][number];
export interface Scene extends Record {
  question: FigureQuestion;
  steps: readonly Step[];
}
export type Oracle = (scene: Scene) => Part[];

export const ENDED = new Set(['done', 'cancelled', 'rejected']);
export const part = (category: string, series: string, id: string, value = 1, more = {}): Part => ({
  category,
  series,
  id,
  value,
  weight: 1,
  open: false,
  listed: true,
  ...more,
});

/** Events that nobody took back. */
export function counting(events: readonly RequestEvent[]): RequestEvent[] {
  const undone = events.map((event) => event.undoes);
  return events.filter((event) => event.undoes === null && !undone.includes(event.id));
}

/** A request as it stood when a day ended, and the campus that had it. */
export function at({ eventsOf, settings }: Scene, request: Request, day: string) {
  const events = eventsOf(request.id);
  const standing = standingAt({ queue: request.queue, events }, settings.calendars.endOf(day));
  if (!standing) return null;
  const campus = standing.events.reduce(
    (known, event) => event.patch?.campus ?? known,
    (standing.events[0] as RequestEvent | undefined)?.campus ?? '',
  );
  // An exception counts where it came from.
  const counted = standing.state === 'exception' ? (standing.cameFrom ?? '') : standing.state;
  const label = labelOf(QUEUES[request.queue], counted);
  return { ...standing, campus, label, ended: ENDED.has(label) };
}

/** Requests of the queue that people asked for, by collection; by campus where it is the request's own. */
export function asked(scene: Scene, own = true): Request[] {
  const { question, requests, eventsOf } = scene;
  const { campus, collection, queue } = question;
  return requests.filter(
    (request) =>
      request.queue === queue &&
      counting(eventsOf(request.id))[0]?.role !== 'system' &&
      (collection === null || request.collection === collection) &&
      (!own || campus === null || request.campus === campus),
  );
}

export const isHere = ({ question }: Scene, campus: string) =>
  question.campus === null || question.campus === campus;
export const within = (step: { from: string | null; to: string | null }, day: string) =>
  (step.from ?? '') <= day && day <= (step.to ?? '');
export const stepOf = ({ steps }: Scene, day: string) =>
  steps.find((step) => within(step, day))?.key;
export const days = (from: string, to: string): string[] =>
  from > to ? [] : [from, ...days(addDays(from, 1), to)];
export const dayOf = ({ settings }: Scene, instant: string) => settings.calendars.dayOf(instant);
export const until = ({ settings, now, question }: Scene) => {
  const end = settings.calendars.endOf(question.to);
  return end < now ? end : now;
};
export const open = ({ settings }: Scene, campus: string, a: string, b: string) =>
  Math.floor(settings.calendars.bh(settings.calendars.ofCampus(campus), a, b));

/** The last second that counts. */
export function lastInstant(scene: Scene): string {
  const end = until(scene);
  return end === scene.now ? end : new Date(Date.parse(end) - 1000).toISOString();
}
