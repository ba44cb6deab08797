// Any work by anybody through several lanes on one library, and everything that must hold afterwards.

import type { Listing, Store } from '../../src/central/store/port.ts';
import { NEVER, listingsOf, rowOf } from '../../src/central/lane/stored.ts';
import { sha256 } from '../../src/node/env.ts';
import { memoryWorld } from '../../src/shared/queues/world/memory-world.ts';
import type { MemoryWorld } from '../../src/shared/queues/world/memory-world.ts';
import type { Kind } from '../../src/shared/queues/world/world.ts';
import { firstBreak } from '../../src/shared/sync/chain.ts';
import { canonicalJson } from '../../src/shared/sync/image.ts';
import { GENESIS, isAccepted } from '../../src/shared/sync/protocol.ts';
import type { CommandResult, LogRow } from '../../src/shared/sync/protocol.ts';
import { addDesk, good, laneClock, laneDesk, laneOver, nextId } from './central-lane.ts';
import { STAFF, actorFor, diceOf, oneOf, pointFor } from './model-input.ts';
import type { Dice } from './model-input.ts';
import { broken } from './model-invariants.ts';
import { moveFor } from './model-run.ts';

const KINDS: Kind[] = [
  ...(['request', 'event', 'custody', 'bundle', 'exception_case', 'title', 'copy'] as const),
  ...(['reader', 'loan', 'hold', 'fund', 'staff', 'manifest', 'round', 'shelf_task'] as const),
  'notice',
];

/** A lane under way. */
export type OpenLane = Awaited<ReturnType<typeof laneOver>>;

/** The store's rows as a world in memory, read past every cache. */
export async function mirror(store: Store): Promise<MemoryWorld> {
  const world = memoryWorld();
  for (const kind of KINDS) {
    const stored = await store.reads.all(kind);
    const texts = new Map((await store.reads.texts(stored)).map((text) => [text.id, text]));
    for (const { id, image } of stored) {
      const row = rowOf(kind, image, texts.get(id));
      if (row) world.put(kind, row);
    }
  }
  return world;
}

function pushes(
  dice: Dice,
  world: MemoryWorld,
  desks: readonly ReturnType<typeof laneDesk>[],
  lanes: readonly OpenLane[],
) {
  const looked = {
    requests: world.all('request').toSorted((a, b) => (a.id < b.id ? -1 : 1)),
    barcodeOf: (id: string) => world.all('copy').find((each) => each.id === id)?.barcode ?? null,
  };
  return desks.map((desk) => {
    const { lane, library } = oneOf(dice, lanes);
    const { epoch } = library.about();
    const commands = Array.from({ length: 1 + Math.floor(dice() * 3) }, () => {
      const id = nextId();
      const move = moveFor(dice, looked, `of-${id}`, desk.count() + 1);
      const anybody = move.type === 'request.undo';
      const actor = anybody ? oneOf(dice, STAFF) : actorFor(dice, move.spec, move.request);
      const head = dice() < 0.95 ? (move.request?.head ?? null) : nextId();
      const set = { id, point: pointFor(dice, move.request), expectHead: head };
      const code = { ...move.input, ...(move.input['code'] ? { code: id } : {}) };
      return desk.make(actor, move.type, move.entity, code, set);
    });
    return lane.push(desk.id, { epoch, from: commands[0]?.cseq ?? 0, commands });
  });
}

/** Three desks work at once for so many rounds, each push through any of the lanes, one a store. */
export async function anyWork(stores: readonly Store[], rolls: readonly number[], rounds: number) {
  const dice = diceOf(rolls);
  const store = oneOf(dice, stores);
  const lanes: OpenLane[] = [];
  for (const each of stores) lanes.push(await laneOver(each));
  const desks = [];
  for (const id of ['d1', 'd2', 'd3']) {
    await addDesk(store, id);
    const { lane, library } = oneOf(dice, lanes);
    desks.push(laneDesk(lane, library, id));
  }
  const results: CommandResult[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const answers = await Promise.all(pushes(dice, await mirror(store), desks, lanes));
    results.push(...answers.flatMap((answer) => good(answer).results));
    laneClock.forward(dice() < 0.9 ? 5 : 1440);
  }
  return { lanes, results };
}

function logProblems(rows: readonly LogRow[], results: readonly CommandResult[]): string[] {
  const gap = firstBreak({ seq: 0, hash: GENESIS }, rows, sha256);
  const turns = rows.map(({ commandId }) => commandId).filter((id, at, all) => id !== all[at - 1]);
  const once = new Set(turns);
  const accepted = results.filter(({ code, seq }) => isAccepted(code) && seq !== null);
  return [
    ...(gap === null ? [] : [`the chain breaks at ${gap}`]),
    ...(once.size === turns.length ? [] : ['rows of a command are apart']),
    ...accepted.flatMap(({ id }) => (once.has(id) ? [] : [`${id} was accepted and left nothing`])),
    ...(once.size === accepted.length ? [] : ['somebody left rows without a result']),
  ];
}

async function listProblems(store: Store, world: MemoryWorld, open: OpenLane): Promise<string[]> {
  const settings = () => open.lane.settings();
  const expected = KINDS.flatMap((kind) =>
    world.all(kind).flatMap((row) => listingsOf(kind, row, settings)),
  );
  const found: Listing[] = [];
  await store.dump(async (table, rows) => {
    if (table === 'lookup') found.push(...(rows as unknown as Listing[]));
  });
  const lists = new Set(expected.map(({ list }) => list));
  const names = (all: readonly Listing[]) =>
    new Set(all.flatMap(({ list, key, id }) => (lists.has(list) ? [`${list} ${key} ${id}`] : [])));
  const [has, should] = [names(found), names(expected)];
  const openRequests = world.all('request').filter((each) => each.endedOn === null);
  const timers = await store.reads.listedUpTo('timer', NEVER, 1000);
  return [
    ...[...has].flatMap((name) => (should.has(name) ? [] : [`${name} is listed`])),
    ...[...should].flatMap((name) => (has.has(name) ? [] : [`${name} is not listed`])),
    ...(timers.length === openRequests.length ? [] : ['open requests without a place for timers']),
  ];
}

async function lookProblems(open: OpenLane, world: MemoryWorld): Promise<string[]> {
  const problems: string[] = [];
  for (const kind of KINDS) {
    for (const row of world.all(kind)) {
      const looked = await open.lane.look((each) => each.get(kind, row.id));
      if (canonicalJson(looked) !== canonicalJson(row)) problems.push(`${kind} ${row.id} differs`);
    }
  }
  return problems;
}

/** What does not hold after such work; nothing, if all is well. */
export async function workProblems(
  store: Store,
  { lanes, results }: Awaited<ReturnType<typeof anyWork>>,
): Promise<string[]> {
  const world = await mirror(store);
  const problems = [...logProblems(await store.reads.log(0, 100_000), results), ...broken(world)];
  for (const open of lanes) {
    problems.push(
      ...(await lookProblems(open, world)),
      ...(await listProblems(store, world, open)),
    );
  }
  return problems;
}
