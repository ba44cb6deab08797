// What is due by itself at the service: commands of the system through the lane, with the ids that a desk would give them.

import type { Instant } from '../../shared/lib/time.ts';
import { QUEUES } from '../../shared/queues/index.ts';
import { dueCommands } from '../../shared/queues/timers.ts';
import type { DueCommand } from '../../shared/queues/timers.ts';
import type { Env, World } from '../../shared/queues/world/world.ts';
import { isAccepted } from '../../shared/sync/protocol.ts';
import { hasFailed } from '../failure.ts';
import type { ServiceLane } from '../lane/lane.ts';
import { CODE_PREFIXES } from '../lane/lane-port.ts';
import type { LaneDraft } from '../lane/lane-port.ts';
import { actorIn, timerId } from '../lane/timer-id.ts';
import type { ResultLook } from '../lane/timer-id.ts';
import { NEVER } from '../lane/stored.ts';
import type { Group, Listing, Store, StoreWrites } from '../store/port.ts';

/** What timers work with. */
export interface DueParts {
  store: Store;
  lane: ServiceLane;
  log(line: string): void;
}

const PAGE = 100;

function draftOf(command: DueCommand): LaneDraft {
  const { id, actor, point, type, entity, expectHead, input } = command;
  const draft = { id, actor, point, type, entity, expectHead, input };
  return type.endsWith('.open_return') ? { ...draft, codePrefix: CODE_PREFIXES.system } : draft;
}

/** Timers that are still to run; the lane finds the id for one whose own was spoilt. */
async function undecided({ reads }: Store, drafts: readonly LaneDraft[]): Promise<LaneDraft[]> {
  const known = new Map((await reads.results(drafts.map(({ id }) => id))).map((r) => [r.id, r]));
  const firsts = new Set(drafts.map(({ id }) => id));
  const look: ResultLook = {
    result: async (id) => (firsts.has(id) ? known.get(id) : (await reads.results([id]))[0]),
    actor: (result) => actorIn(reads, result),
  };
  const open: LaneDraft[] = [];
  for (const draft of drafts) {
    if (!(await timerId(draft.id, look)).result) open.push(draft);
  }
  return open;
}

/** Runs commands of the system; tells whether the lane failed, and how many were accepted. */
export async function runAll({ store, lane }: DueParts, commands: readonly DueCommand[]) {
  const drafts = await undecided(store, commands.map(draftOf));
  const answers = await Promise.all(drafts.map((draft) => lane.run(draft)));
  const failed = answers.some((answer) => hasFailed(answer));
  const ran = answers.filter((answer) => !hasFailed(answer) && isAccepted(answer.code)).length;
  return { failed, ran };
}

/** A request whose timer is due, as it was when that was asked. */
interface DueRequest {
  place: Listing;
  ver: number;
}

/** A group that writes nothing but places in lists. */
export const NO_ROWS: Omit<Group, 'listed' | 'unlisted'> = {
  rows: [],
  log: [],
  results: [],
  texts: [],
  desks: [],
  counters: [],
  jobs: [],
};

/**
 * A timer that is refused, or that leaves its request as it was, would come up for ever: it rests until the request
 * changes.
 */
async function rest(writes: StoreWrites, now: Instant, due: readonly DueRequest[]) {
  const seen = new Map(due.map((each) => [each.place.id, each.ver]));
  const still = (await writes.listedUpTo('timer', now, PAGE)).filter(({ id }) => seen.has(id));
  const rows = await writes.rows(still);
  const same = new Set(rows.flatMap(({ id, ver }) => (seen.get(id) === ver ? [id] : [])));
  const resting = still.filter(({ id }) => same.has(id) || !rows.some((row) => row.id === id));
  if (resting.length === 0) return 0;
  const listed = resting.map((place) => ({ ...place, key: NEVER }));
  await writes.write({ ...NO_ROWS, unlisted: resting, listed });
  return resting.length;
}

async function dueRequests({ store, lane }: DueParts, now: Instant) {
  const places = await store.reads.listedUpTo('timer', now, PAGE);
  return lane.look(async (world, env) => {
    const requests = [];
    for (const { id } of places) {
      const request = await world.get('request', id);
      if (request) requests.push(request);
    }
    const vers = new Map(requests.map(({ id, ver }) => [id, ver]));
    return {
      due: places.map((place) => ({ place, ver: vers.get(place.id) ?? 0 })),
      commands: [...dueCommands(QUEUES, requests, [], env, now, () => '')],
    };
  }, places);
}

/** Runs the timers of requests that are due; gives how many acted. */
export async function runRequestTimers(parts: DueParts): Promise<number> {
  let acted = 0;
  for (;;) {
    const now = parts.lane.now();
    const { due, commands } = await dueRequests(parts, now);
    if (due.length === 0) return acted;
    const { failed, ran } = await runAll(parts, commands);
    acted += ran;
    if (failed) return acted;
    const rested = await parts.lane.alone((writes) => rest(writes, now, due));
    if (typeof rested !== 'number') return acted;
    if (ran === 0 && rested === 0) return acted;
  }
}

/** Runs what `due` finds over one look, a page of commands after the other; gives how many acted. For short lists, read whole. */
export async function runWhole(
  parts: DueParts,
  due: (world: World, env: Env, now: Instant) => Promise<Iterable<DueCommand>>,
): Promise<number> {
  const now = parts.lane.now();
  const commands = await parts.lane.look(async (world, env) => [...(await due(world, env, now))]);
  let acted = 0;
  for (let from = 0; from < commands.length; from += PAGE) {
    const { failed, ran } = await runAll(parts, commands.slice(from, from + PAGE));
    acted += ran;
    if (failed) break;
  }
  return acted;
}

/** Opens the returns of temporary moves that end today or before; gives how many it opened. */
export function runReturns(parts: DueParts): Promise<number> {
  return runWhole(parts, async (world, env, now) => {
    const copies = await world.list('copiesToReturn', env.settings.calendars.dayOf(now));
    return dueCommands(QUEUES, [], copies, env, now, () => '');
  });
}
