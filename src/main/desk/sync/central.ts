// The desk's dealings with its service, put together: the line, the engine, and what the service says of itself.

import { millis } from '../../../shared/lib/time.ts';
import type { Clock } from '../../../shared/lib/time.ts';
import { desksAnswer } from '../../../shared/sync/entry.ts';
import type { DeskSessionAnswer, DesksAnswer } from '../../../shared/sync/entry.ts';
import type { LogRow } from '../../../shared/sync/protocol.ts';
import { mirror } from '../profile/mirror.ts';
import type { Joined } from '../profile/joined.ts';
import type { Store } from '../profile/store.ts';
import { failingOf } from './ask.ts';
import type { Timers } from './ask.ts';
import type { ConnectCentral } from './central-port.ts';
import { createEngine } from './engine.ts';
import type { Engine } from './engine.ts';
import { deskKeys } from './keys.ts';
import type { DeskKeys } from './keys.ts';
import { createLink } from './link.ts';
import type { Link } from './link.ts';
import { receiptsOf } from './receipts.ts';
import type { ReplicaSync } from './replica-sync-port.ts';

/** The network as the hosts hand it in. */
export interface Network {
  connect: ConnectCentral;
  /** A number from 0 to 1. */
  random(): number;
}

/** A desk of the library as the service tells of it. */
export type OtherDesk = DesksAnswer['desks'][number];

/** The desk's dealings with its service. */
export interface DeskCentral {
  keys: DeskKeys;
  engine: Engine;
  replica: ReplicaSync;
  /** The line; null on a desk that works alone. */
  link(): Link | null;
  /** Begins to sync if the desk has joined; also anew, after rows were lost. */
  begin(): void;
  /** The library's clock as the service has it, milliseconds ahead of real time. */
  adoptClock(offset: number): Promise<void>;
  /** Desks by what the service last said. */
  desks(): OtherDesk[];
  /** Asks for the desks once more if one of these is not among them: it joined since. Tells `sync` when they are there. */
  lookFor(deskIds: readonly string[]): void;
  /** Asks the service for them. @throws CallFailed */
  askDesks(): Promise<OtherDesk[]>;
  stop(): Promise<void>;
}

/** What it is made from. */
export interface CentralParts {
  store: Store;
  replica: ReplicaSync;
  network: Network;
  /** Real time. */
  real: Clock;
  timers: Timers;
  newId(): string;
  /** Waits for what is under way, then runs `work` with nothing beside it. */
  alone<T>(work: () => Promise<T>): Promise<T>;
  /** The desk is known under another name: nobody is signed in at the service any more. */
  onRenamed(): void;
}

const DESKS = 'desks';
const CHECKED = 'checkedAt';
/** The library's clock runs ahead of this desk's when rows are made so much later than now (milliseconds). */
const AHEAD_MS = 2000;

/** The clock of the library as the service has it, for a demonstration that is set forward somewhere else. */
function createClockKeeper({ store, alone }: CentralParts) {
  let ownClock = false;
  const adopt = async (offset: number): Promise<void> => {
    if (offset === store.clock.offset()) return;
    await alone(async () => {
      store.clock.adopt(offset);
      mirror(store);
    });
    store.changes.tell(['clock', 'session']);
  };
  return {
    adopt,
    /** What the service says when the desk signs in. */
    async told(offset: number | null) {
      ownClock = offset !== null;
      await adopt(offset ?? 0);
    },
    seen(rows: readonly LogRow[]) {
      const last = rows.at(-1)?.serverTime;
      if (!ownClock || last === undefined) return;
      const ahead = millis(last) - millis(store.clock.now());
      if (ahead > AHEAD_MS) void adopt(store.clock.offset() + ahead);
    },
  };
}

/** Tells the engine whenever something was saved or got its result. */
async function followOutbox(store: Store, engine: Engine, signal: AbortSignal): Promise<void> {
  for await (const { topics } of store.changes.listen(signal)) {
    if (topics.includes('outbox')) engine.outboxChanged();
  }
}

/** A line is made once for each address. */
function createLines(
  parts: CentralParts,
  keys: DeskKeys,
  onOpened: (answer: DeskSessionAnswer) => void,
) {
  const { store, network, timers, real } = parts;
  let line: Link | null = null;
  return (): Link | null => {
    const address = store.joined()?.address;
    if (address === undefined) return null;
    if (line?.address === address) return line;
    line = createLink({
      address,
      central: network.connect(address),
      timers,
      clock: real,
      deskId: () => store.deskId,
      key: () => keys.own(),
      onOpened,
    });
    return line;
  };
}

/** The desk is called otherwise at its service. */
function rename(
  { store, onRenamed }: CentralParts,
  desk: Pick<Joined, 'deskCode' | 'campus'>,
): void {
  const known = store.joined();
  if (!known) return;
  const { deskId, cardKey } = store;
  store.join({ ...known, ...desk }, { deskId, cardKey });
  onRenamed();
}

function engineOf(
  parts: CentralParts,
  shared: { keys: DeskKeys; link: () => Link | null; seen(rows: readonly LogRow[]): void },
): Engine {
  const { store, replica, network, real, timers } = parts;
  const { kept } = store.outbox;
  const joined = () => {
    const known = store.joined();
    if (!known) throw new Error('a desk that works alone has nothing to sync');
    return known;
  };
  return createEngine({
    replica,
    keys: shared.keys,
    clock: real,
    timers,
    random: network.random,
    seen: shared.seen,
    tell: () => store.changes.tell(['sync']),
    log: store.log,
    lastCounter: () => store.outbox.last() - store.outbox.offset(),
    receipts: (staffIds) => receiptsOf(kept, store.deskId, staffIds),
    link() {
      const line = shared.link();
      if (!line) throw new Error('a desk that works alone has no line');
      return line;
    },
    firstEpoch: () => joined().epoch,
    firstRows() {
      // A replica that was damaged begins without rows, whatever the desk once joined on.
      const hasBase = store.replica().mark('base') !== undefined;
      return hasBase ? joined().how : 'snapshot';
    },
    checkedAt() {
      const value = kept.get('desk', '', CHECKED);
      return typeof value === 'number' ? value : null;
    },
    onChecked: (at) => kept.set('desk', '', CHECKED, at),
    renamed: (desk) => rename(parts, desk),
  });
}

/** Makes it; nothing is sent before `begin`. */
export function createDeskCentral(parts: CentralParts): DeskCentral {
  const { store, replica, newId } = parts;
  const { kept } = store.outbox;
  const keys = deskKeys(kept, newId);
  // A stop between the two steps of taking a new id.
  keys.useNext(store.deskId);
  const clock = createClockKeeper(parts);
  const link = createLines(parts, keys, ({ clockOffset, deskCode, campus }) => {
    void clock.told(clockOffset);
    const known = store.joined();
    // A stop in the middle of taking another id leaves the desk with the name of the old one.
    if (known && (known.deskCode !== deskCode || known.campus !== campus)) {
      rename(parts, { deskCode, campus });
    }
    void askDesks().catch(notAsked);
  });
  const notAsked = (error: unknown) => {
    if (!failingOf(error)) store.log(`desks: ${String(error)}`);
  };
  const askDesks = async (): Promise<OtherDesk[]> => {
    const line = link();
    if (!line) return [];
    const call = { method: 'GET', path: '/v1/desks' } as const;
    const { desks } = await line.askAsDesk(call, desksAnswer);
    kept.set('desk', '', DESKS, desks);
    return desks;
  };
  const desks = () => desksAnswer.shape.desks.safeParse(kept.get('desk', '', DESKS)).data ?? [];
  /** Asked about, and unknown to the service as well. */
  const strangers = new Set<string>();
  const lookFor = (deskIds: readonly string[]) => {
    const fresh = deskIds.filter(
      (id) => !strangers.has(id) && desks().every(({ desk }) => desk !== id),
    );
    if (fresh.length === 0) return;
    for (const id of fresh) strangers.add(id);
    askDesks().then(
      () => store.changes.tell(['sync']),
      (error: unknown) => {
        for (const id of fresh) strangers.delete(id);
        notAsked(error);
      },
    );
  };
  const engine = engineOf(parts, { keys, link, seen: clock.seen });
  const stop = new AbortController();
  void followOutbox(store, engine, stop.signal);
  return {
    keys,
    engine,
    replica,
    link,
    adoptClock: clock.adopt,
    askDesks,
    begin() {
      if (store.joined() !== null) engine.start();
    },
    desks,
    lookFor,
    async stop() {
      stop.abort();
      await engine.stop();
    },
  };
}
