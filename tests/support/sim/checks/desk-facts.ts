// What lies in a desk's two files at one moment.

import { pendingIn, reachedIn, settledOf } from '../../../../src/main/desk/db/pending.ts';
import type { MaybeRow } from '../../../../src/main/desk/db/row-map.ts';
import { allRows } from '../../../../src/main/desk/db/statements.ts';
import type { Judged } from '../../../../src/main/desk/outbox/results.ts';
import type { Placed } from '../../../../src/main/desk/outbox/placed.ts';
import type { Store } from '../../../../src/main/desk/profile/store.ts';
import { appliedMark } from '../../../../src/main/desk/queues/replay.ts';
import { readToOf } from '../../../../src/main/desk/sync/read-to.ts';
import type { ReadTo } from '../../../../src/main/desk/sync/replica-sync-port.ts';
import { memoryWorld } from '../../../../src/shared/queues/world/memory-world.ts';
import type { MemoryWorld } from '../../../../src/shared/queues/world/memory-world.ts';
import type { Kind } from '../../../../src/shared/queues/world/world.ts';
import { KINDS } from './service-facts.ts';

/** A desk's rows and commands. */
export interface DeskFacts {
  name: string;
  deskId: string;
  readTo: ReadTo | null;
  /** Rows as the screen shows them. */
  shown: MemoryWorld;
  /** Authoritative rows under pending commands, by `kind id`; null where there was none. */
  settled: Map<string, { kind: Kind; id: string; row: MaybeRow }>;
  /** Commands over the settled rows, in order. */
  pending: Placed[];
  /** Commands without a result whose rows the log has brought already. */
  reached: ReadonlySet<string>;
  /** Place of the last command that the rows show; what came after it is decided before anything else is. */
  shownTo: number;
  /** Every command with its result, oldest first. */
  outbox: Judged[];
}

const ALL = 100_000;

function shownOf({ statements }: ReturnType<Store['replica']>): MemoryWorld {
  const world = memoryWorld();
  for (const kind of KINDS) {
    for (const row of allRows(statements, kind)) world.put(kind, row);
  }
  return world;
}

/** Reads all of it. */
export function deskFacts(name: string, store: Store): DeskFacts {
  const { outbox } = store;
  const { statements } = store.replica();
  const places = new Map(outbox.after(0, ALL).map((placed) => [placed.place, placed]));
  const settled: DeskFacts['settled'] = new Map();
  for (const kind of KINDS) {
    for (const [id, row] of settledOf(statements, kind)) {
      settled.set(`${kind} ${id}`, { kind, id, row });
    }
  }
  return {
    name,
    deskId: store.deskId,
    readTo: readToOf(store.replica()),
    shown: shownOf(store.replica()),
    settled,
    pending: pendingIn(statements).flatMap(({ place }) => places.get(place) ?? []),
    reached: reachedIn(statements),
    shownTo: appliedMark(store.replica()),
    outbox: outbox.page('all', 0, 0, ALL).toReversed(),
  };
}
