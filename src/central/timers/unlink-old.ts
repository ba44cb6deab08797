// Requests that ended long ago lose their reader: row, events, notices and texts, a portion at a time.

import type { Request } from '../../shared/queues/request.ts';
import { daysAfter } from '../../shared/lib/time.ts';
import type { Instant } from '../../shared/lib/time.ts';
import { unlinkRequest } from '../erasing/unlink-request.ts';
import type { ErasedKey, ErasingParts } from '../erasing/unlink-request.ts';
import { hasFailed } from '../failure.ts';
import type { ServiceLane } from '../lane/lane.ts';

/** What it works with. */
export interface UnlinkingParts extends ErasingParts {
  lane: ServiceLane;
}

const PAGE = 500;
/** Requests of one turn: the log is looked through once for all of them. */
const PORTION = 500;

/** Ended before the day, and still somebody's; whatever a supervisor has a case about waits for that. */
async function due({ store, lane }: UnlinkingParts, before: Instant): Promise<string[]> {
  const found: string[] = [];
  for (let after = ''; found.length < PORTION;) {
    const page = await store.reads.page('request', after, PAGE);
    const last = page.at(-1);
    if (!last) break;
    after = last.id;
    const old = page
      .map(({ image }) => JSON.parse(image) as Request)
      .filter(({ endedOn, readerId }) => readerId !== null && endedOn !== null && endedOn < before)
      .map(({ id }) => id);
    found.push(...(await lane.look((world) => withoutCases(world, old))));
  }
  return found.slice(0, PORTION);
}

async function withoutCases(
  world: Parameters<Parameters<ServiceLane['look']>[0]>[0],
  ids: readonly string[],
): Promise<string[]> {
  const free: string[] = [];
  for (const id of ids) {
    if ((await world.list('openCases', id)).length === 0) free.push(id);
  }
  return free;
}

/** Unlinks one portion of what ended more than `privacy.unlink_days` ago; gives how many requests it was. */
export async function unlinkOld(parts: UnlinkingParts): Promise<number> {
  const { store, lane } = parts;
  const days = lane.settings().policies.number('privacy.unlink_days');
  const before = daysAfter(lane.now(), -days);
  const keys: ErasedKey[] = [];
  let unlinked = 0;
  for (const id of await due(parts, before)) {
    const done = await unlinkRequest(parts, id);
    if (hasFailed(done)) break;
    keys.push(...done);
    unlinked += done.length > 0 ? 1 : 0;
  }
  await store.eraseImages(keys);
  return unlinked;
}
