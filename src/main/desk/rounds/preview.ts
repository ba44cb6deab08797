// What a round would hold before anybody claims it: counts by floor and queue, and the first stops in walking order.

import type { RoundFilters } from '../../../shared/desk-contract/rounds.ts';
import type { QueueName } from '../../../shared/queues/request.ts';
import { ROUND_QUEUES } from '../../../shared/rounds/stops.ts';
import type { DetailSource } from '../queues/detail.ts';
import { candidatesAt } from './candidates.ts';
import type { Candidate } from './candidates.ts';
import { openChecksAt } from './checks.ts';

function countBy<K>(candidates: readonly Candidate[], key: (each: Candidate) => K): Map<K, number> {
  const counts = new Map<K, number>();
  for (const each of candidates) counts.set(key(each), (counts.get(key(each)) ?? 0) + 1);
  return counts;
}

/** Answers `rounds.preview`. */
export async function previewRound(source: DetailSource, filters: RoundFilters) {
  const { looker } = source;
  const campus = filters.campus ?? looker.point?.campus ?? '';
  const all = await candidatesAt(source, campus);
  const isFree = ({ request: { claim } }: Candidate) =>
    claim === null || claim.until <= looker.now || claim.by === looker.actor.id;
  const onFloor = ({ position }: Pick<Candidate, 'position'>) =>
    filters.floors === undefined || filters.floors.includes(position.floor ?? '');
  const ofQueue = ({ request }: Candidate) =>
    filters.queues === undefined || filters.queues.includes(request.queue);
  const free = all.filter(isFree);
  const fit = free.filter((each) => onFloor(each) && ofQueue(each));
  const checks = openChecksAt(source, campus);
  const queues = countBy(free.filter(onFloor), ({ request }) => request.queue);
  return {
    campus,
    total: fit.length,
    claimed: all.filter((each) => !isFree(each) && onFloor(each) && ofQueue(each)).length,
    floors: [...countBy(free.filter(ofQueue), ({ position }) => position.floor)].map(
      ([floor, count]) => ({ floor, count }),
    ),
    queues: ROUND_QUEUES.map((queue: QueueName) => ({ queue, count: queues.get(queue) ?? 0 })),
    stops: fit.slice(0, filters.limit).map(({ request, stop, position }) => ({
      requestId: request.id,
      queue: request.queue,
      kind: stop.kind,
      position,
    })),
    checks: filters.checks ? checks.filter(onFloor) : [],
  };
}
