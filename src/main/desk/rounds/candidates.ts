// What somebody could walk for at a campus: open requests in a state that is a stop, with where their copies stand.

import { sql } from 'kysely';
import type { Request } from '../../../shared/queues/request.ts';
import type { QueueName } from '../../../shared/queues/request.ts';
import type { Position, Walk } from '../../../shared/rounds/position.ts';
import { ROUND_QUEUES, STOPS, stopFor } from '../../../shared/rounds/stops.ts';
import type { StopSpec, Walker } from '../../../shared/rounds/stops.ts';
import { fromStored } from '../db/columns.ts';
import type { Reads } from '../db/transact.ts';
import type { DetailSource } from '../queues/detail.ts';
import { walkNow } from './walk-now.ts';

/** A request to walk for, with where. */
export interface Candidate {
  request: Request;
  stop: StopSpec;
  position: Position;
}

type Stored = Record<string, unknown> & {
  callKey: string;
  standHolding: string | null;
  standKey: string | null;
  standSeen: string | null;
};

/** Who looks, as somebody who walks. */
export function walkerOf({ looker, env }: DetailSource): Walker {
  return { ...looker, settings: env.settings };
}

async function openStops(db: Reads, queue: QueueName, campus: string): Promise<Stored[]> {
  const states = [...STOPS[queue].keys()];
  const { rows } = await sql<Stored>`
    select request.*, copy.holding as "standHolding", copy."shelfKey" as "standKey",
      copy."seenAt" as "standSeen"
    from request indexed by request_filter
      left join copy on copy.id = request."copyId"
    where request.queue = ${queue} and request."isOpen" = 1
      and request.state in (${sql.join(states)}) and request.campus = ${campus}
  `.execute(db);
  return rows;
}

/** Where the copy of a request stands; one that names no copy stands where its title would. */
export function positionIn(
  walk: Walk,
  request: Request,
  copy: { holding: string; callKey: string; seenAt: string | null } | null,
  titleKey: string,
): Position {
  if (copy) return walk.positionOf(copy, request.campus);
  const shelf = walk.onShelf(request.collection ?? '', titleKey);
  return { ...shelf, campus: shelf.campus || request.campus };
}

/** Everything that the person may walk for at a campus, in walking order, whoever has claimed it. */
export async function candidatesAt(source: DetailSource, campus: string): Promise<Candidate[]> {
  const walker = walkerOf(source);
  const walk = walkNow(source.statements, source.env.settings);
  const found: Candidate[] = [];
  for (const queue of ROUND_QUEUES) {
    for (const stored of await openStops(source.reads, queue, campus)) {
      const request = fromStored('request', stored);
      const stop = stopFor(request, walker);
      if (!stop) continue;
      const { standHolding, standKey, standSeen } = stored;
      const copy =
        standHolding === null
          ? null
          : { holding: standHolding, callKey: standKey ?? '', seenAt: standSeen };
      found.push({ request, stop, position: positionIn(walk, request, copy, stored.callKey) });
    }
  }
  return found.toSorted(
    (a, b) => walk.compare(a.position, b.position) || (a.request.id < b.request.id ? -1 : 1),
  );
}
