// How long things took, by hand.

import { clockOf } from '../../../src/main/desk/db/computed.ts';
import { fold } from '../../../src/shared/queues/engine/fold.ts';
import { QUEUES } from '../../../src/shared/queues/index.ts';
import type { Request } from '../../../src/shared/queues/request.ts';
import { labelOf } from '../../../src/shared/queues/states.ts';
import { ENDED, part, counting, asked, stepOf, dayOf, until, open, lastInstant } from './scene.ts';
import type { Oracle, Part, Scene } from './scene.ts';

function timeTo(point: (request: Request) => string | null): Oracle {
  return (scene) =>
    asked(scene).flatMap((request) => {
      const step = stepOf(scene, dayOf(scene, request.submittedOn));
      if (step === undefined) return [];
      const folded = fold(QUEUES[request.queue], scene.eventsOf(request.id));
      const reached = point(folded);
      const { to } = scene.question;
      const minutes = (end: string) => open(scene, request.campus, request.submittedOn, end);
      if (reached !== null && dayOf(scene, reached) <= to) {
        return [part(step, 'p50', request.id, minutes(reached))];
      }
      if (folded.endedOn !== null && dayOf(scene, folded.endedOn) <= to) return [];
      return [part(step, 'p50', request.id, minutes(lastInstant(scene)), { open: true })];
    });
}

/** Visits to states: entered, left (null: still there), and when they were due before they were left. */
function visits({ eventsOf, settings }: Scene, request: Request) {
  const events = counting(eventsOf(request.id));
  const moves = events.filter((event, place) => place === 0 || event.from !== event.to);
  return moves.map((move, place) => {
    const next = moves[place + 1];
    const before = next ? events.slice(0, events.indexOf(next)) : events;
    const then = fold(QUEUES[request.queue], before);
    const due = clockOf(then, settings).dueAt;
    // An exception counts where it came from.
    const state = move.to === 'exception' ? (move.from ?? '') : move.to;
    return { state, entered: move.at, left: next?.at ?? null, due, campus: then.campus };
  });
}

const isOpenState = (request: Request, state: string) =>
  !ENDED.has(labelOf(QUEUES[request.queue], state));

const attainment: Oracle = (scene) =>
  asked(scene).flatMap((request) =>
    visits(scene, request).flatMap(({ left, due, entered, state }) => {
      const { from, to } = scene.question;
      const day = left === null ? null : dayOf(scene, left);
      if (due === null || !isOpenState(request, state)) return [];
      if (day !== null && day < from) return [];
      if (left !== null && day !== null && day <= to) {
        return [part(stepOf(scene, day) ?? '', 'share', request.id, left > due ? 0 : 1)];
      }
      const late = due.slice(0, 19) < lastInstant(scene).slice(0, 19) && entered <= until(scene);
      const step = stepOf(scene, dayOf(scene, lastInstant(scene)));
      return late && step !== undefined ? [part(step, 'share', request.id, 0)] : [];
    }),
  );

const stageTime: Oracle = (scene) =>
  asked(scene).flatMap((request) => {
    const { from, to } = scene.question;
    const stages = new Map<string, Part>();
    for (const { state, entered, left, campus } of visits(scene, request)) {
      const day = left === null ? null : dayOf(scene, left);
      const goesOn = left === null || (day ?? '') > to;
      if (!isOpenState(request, state) || (day !== null && day < from)) continue;
      if (goesOn && dayOf(scene, entered) > to) continue;
      const minutes = goesOn
        ? open(scene, request.campus, `${entered.slice(0, 19)}.000Z`, lastInstant(scene))
        : open(scene, campus, entered, left ?? '');
      const known = stages.get(state);
      const value = minutes + (known?.value ?? 0);
      stages.set(
        state,
        part(state, 'p50', request.id, value, { open: goesOn || known?.open === true }),
      );
    }
    return [...stages.values()];
  });

const fillRate: Oracle = (scene) =>
  asked(scene).flatMap((request) => {
    const { readyOn, endedOn, decidedOn, state } = fold(
      QUEUES[request.queue],
      scene.eventsOf(request.id),
    );
    const end = readyOn ?? endedOn;
    const step = end === null ? undefined : stepOf(scene, dayOf(scene, end));
    if (step === undefined) return [];
    const last = counting(scene.eventsOf(request.id)).findLast(
      (event) => event.to === 'cancelled' && event.from !== 'cancelled',
    );
    const byReader =
      last?.role === 'reader' || ['reader_cancel', 'reader_found'].includes(last?.reason ?? '');
    const calledOff = readyOn === null && state === 'cancelled' && decidedOn === null && byReader;
    const value = readyOn === null ? 0 : 1;
    return [
      ...(calledOff ? [] : [part(step, 'net', request.id, value)]),
      part(step, 'gross', request.id, value),
    ];
  });

/** They by name. */
export const TIMES = {
  first_touch: timeTo((request) => request.firstTouchOn),
  decision: timeTo((request) => request.decidedOn),
  turnaround: timeTo((request) => request.readyOn),
  attainment,
  stage_time: stageTime,
  fill_rate: fillRate,
};
