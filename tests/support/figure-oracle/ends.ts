// How searches and read-first lines ended, by hand.

import {
  SEARCH_RESULTS,
  outcomeOf,
  searchResultOf,
} from '../../../src/shared/figures/find-book.ts';
import { lineGroupOf, isFurther } from '../../../src/shared/figures/line-groups.ts';
import type { LineGroup } from '../../../src/shared/figures/line-groups.ts';
import { addDays } from '../../../src/shared/library/zone.ts';
import { fold } from '../../../src/shared/queues/engine/fold.ts';
import { QUEUES } from '../../../src/shared/queues/index.ts';
import type { Request } from '../../../src/shared/queues/request.ts';
import { holdsMoney } from '../../../src/shared/queues/states.ts';
import { part, counting, at, asked, isHere, dayOf } from './scene.ts';
import type { Oracle, Scene } from './scene.ts';

/** Result of a search that had ended by the end of the period, and since its beginning. */
function endedSearch(scene: Scene, request: Request) {
  const { from, to } = scene.question;
  const standing = at(scene, request, to);
  if (!standing?.ended || !isHere(scene, standing.campus)) return null;
  let since = to;
  while (at(scene, request, addDays(since, -1))?.ended === true) since = addDays(since, -1);
  if (since < from) return null;
  return standing.events.map(searchResultOf).findLast((each) => each !== undefined) ?? 'cancelled';
}

const findOutcomes: Oracle = (scene) =>
  asked(scene, false).flatMap((request) => {
    const result = endedSearch(scene, request);
    if (result === null) return [];
    const outcome = outcomeOf(result);
    return [part(outcome === 'notFound' ? 'not_found' : outcome, 'cases', request.id)];
  });

const findCauses: Oracle = (scene) =>
  asked(scene, false).flatMap((request) => {
    const result = endedSearch(scene, request);
    return result === null
      ? []
      : [part(SEARCH_RESULTS.find((each) => each === result) ?? '', 'cases', request.id)];
  });

function groupOf(scene: Scene, request: Request): LineGroup | null {
  const { from, to } = scene.question;
  const day = dayOf(scene, request.submittedOn);
  const standing = at(scene, request, to);
  if (!standing || day < from || day > to || !isHere(scene, standing.campus)) return null;
  const was = (state: string) => standing.events.some((event) => event.to === state);
  const mark = (was('with_reader') ? 1 : 0) + (was('returned') ? 2 : 0);
  return lineGroupOf(standing.state, standing.cameFrom ?? '', mark);
}

const lines: Oracle = (scene) =>
  asked(scene, false).flatMap((request) => {
    const group = groupOf(scene, request);
    return group === null ? [] : [part(group, 'lines', request.id)];
  });

const applications: Oracle = (scene) => {
  const known = new Map<string, { group: LineGroup; id: string }>();
  for (const { series, category, id } of lines(scene)) {
    if (series !== 'lines') continue;
    const bundle = scene.requests.find((each) => each.id === id)?.bundleId ?? id;
    const group = category as LineGroup;
    const before = known.get(bundle);
    if (!before || isFurther(group, before.group)) known.set(bundle, { group, id });
  }
  return [...known.values()].map(({ group, id }) => part(group, 'applications', id));
};

const fundBurn: Oracle = (scene) =>
  scene.steps.flatMap((step) =>
    asked(scene).flatMap((request) => {
      const then = counting(scene.eventsOf(request.id)).filter(
        (event) => dayOf(scene, event.at) <= (step.to ?? ''),
      );
      if (then.length === 0) return [];
      const folded = fold(QUEUES[request.queue], then);
      const committed = holdsMoney(QUEUES[request.queue], folded) ? folded.encumbered : 0;
      const accepted = then.findLast((event) => event.action === 'accept');
      const waived = then.some(
        ({ action, facts }) => action === 'settle' && facts['outcome'] === 'waived',
      );
      const invoice = Number(accepted?.patch?.fields?.['invoice'] ?? 0);
      const spent = invoice + (waived ? folded.encumbered : 0);
      return [
        part(step.key, 'committed', request.id, committed),
        part(step.key, 'spent', request.id, spent),
      ];
    }),
  );

/** They by name. */
export const ENDS = {
  find_outcomes: findOutcomes,
  find_causes: findCauses,
  purchase_lines: lines,
  purchase_applications: applications,
  fund_burn: fundBurn,
};
