// Where a copy goes next once it lies in the hand: who waits for it, on which campus, or back to its shelf.

import type { NextPlace } from '../../../shared/desk-contract/next-place.ts';
import type { Copy, Hold } from '../../../shared/library/entities.ts';
import { shelfKeys } from '../../../shared/library/shelf-keys.ts';
import { isFetching } from '../../../shared/circulation/holds/fetching.ts';
import { waitingFor } from '../../../shared/circulation/holds/queue-of-holds.ts';
import type { Request } from '../../../shared/queues/request.ts';
import { sqliteWorld } from '../db/world.ts';
import type { DetailSource } from '../queues/detail.ts';
import { walkNow } from '../rounds/walk-now.ts';
import { deedsHere } from '../search/copy-uses.ts';
import { nextStepOf } from '../search/scan-card.ts';
import { maskedName } from './books.ts';
import { freeSlot } from './slots.ts';

/** States in which a copy that is fetched for a hold is still to get there. */
const ON_THE_WAY: ReadonlySet<string> = new Set(['approved', 'picked', 'in_transit']);

/** Who waits first for the copy: by name, or for any copy of the title. */
async function holdFor(source: DetailSource, copy: Copy): Promise<Hold | undefined> {
  const world = sqliteWorld(source.statements);
  const [ready] = await world.list('readyHoldOf', copy.id);
  if (ready) return ready;
  const today = source.env.settings.calendars.dayOf(source.looker.now);
  const [first] = await waitingFor({ world, today }, copy);
  return first;
}

/** The request that has the copy, or is the first to get it. */
export async function requestFor(source: DetailSource, copy: Copy): Promise<Request | undefined> {
  const world = sqliteWorld(source.statements);
  const [custody] = await world.list('openCustodyOf', copy.id);
  return custody ? world.get('request', custody.requestId) : undefined;
}

function backToShelf({ statements, env, looker }: DetailSource, copy: Copy): NextPlace {
  const { settings } = env;
  const collection = settings.place(copy.holding);
  const campus = collection?.campus ?? '';
  if (looker.point !== null && campus !== looker.point.campus) {
    return { is: 'transit', campus, why: 'home', code: null };
  }
  const walk = walkNow(statements, settings);
  const { place } = walk.onShelf(copy.holding, shelfKeys(settings).ofCopy(copy));
  const range = place === null ? null : (settings.place(place)?.code ?? null);
  return { is: 'shelf', collection: copy.holding, range, callNumber: copy.callNumber };
}

/** Where the copy goes next, seen from where the person stands. */
export async function nextPlaceOf(source: DetailSource, copy: Copy): Promise<NextPlace> {
  if (copy.status !== 'available' && copy.status !== 'provisional') {
    const mayRestore =
      copy.status === 'in_repair' && deedsHere(source, copy).includes('copy.restore');
    return { is: 'aside', why: copy.status, mayRestore };
  }
  const request = await requestFor(source, copy);
  const campus = request?.targetCampus ?? null;
  // What is fetched for a hold goes on to where that is collected, by the errand that the scan has brought on.
  if (request && isFetching(request) && ON_THE_WAY.has(request.state) && campus !== null)
    return { is: 'transit', campus, why: 'hold', code: request.code };
  if (request) {
    const { id: requestId, code, queue } = request;
    const next = await nextStepOf(source, copy);
    const action = next?.requestId === requestId ? next.action : null;
    const away = campus === source.looker.point?.campus ? null : campus;
    return { is: 'request', requestId, code, queue, campus: away, action };
  }
  const hold = await holdFor(source, copy);
  if (!hold) return backToShelf(source, copy);
  const { pickupCampus } = hold;
  if (source.looker.point !== null && pickupCampus !== source.looker.point.campus) {
    return { is: 'transit', campus: pickupCampus, why: 'hold', code: null };
  }
  return {
    is: 'hold_shelf',
    holdId: hold.id,
    reader: maskedName(source.statements, hold.readerId),
    slot: hold.slot ?? freeSlot(source, pickupCampus),
  };
}
