// Opens the real desk core for a simulation: its files, its clock and timers, the simulated network; no page and no session.

import { openDeskCore } from '../../../src/main/desk/desk.ts';
import type { DeskContext } from '../../../src/main/desk/desk-context.ts';
import type { Central } from '../../../src/main/desk/sync/central-port.ts';
import type { JoinOutcome } from '../../../src/main/desk/sync/join.ts';
import type { ReplicaSync } from '../../../src/main/desk/sync/replica-sync-port.ts';
import type { Draft } from '../../../src/main/desk/queues/execute.ts';
import type { StoredOutcome } from '../../../src/main/desk/outbox/placed.ts';
import type { Store } from '../../../src/main/desk/profile/store.ts';
import { allRows, rowById } from '../../../src/main/desk/db/statements.ts';
import { uuidv7 } from '../../../src/shared/lib/ids.ts';
import { millis } from '../../../src/shared/lib/time.ts';
import type { Looked } from '../model-run.ts';
import { simBase } from './base.ts';
import { Killed } from './disk.ts';
import type { Life } from './life.ts';
import { poison } from './poison.ts';
import type { OnLoan } from './circulation.ts';
import type { Chance } from './random.ts';
import type { WallClock } from './scheduler.ts';
import type { Trace } from './trace.ts';

/** Changes what a simulated desk would otherwise be made of, to plant a bug. */
export interface SimDeskTwist {
  central?(central: Central, desk: string): Central;
  replica?(replica: ReplicaSync, desk: string, store: Store): ReplicaSync;
  /** The desk's files have been opened. */
  opened?(desk: string, folder: string): void;
  /** Rows may turn out to differ from the service's: somebody has damaged the files. */
  mends?: true;
  /** Somebody is about to do something. */
  gives?(draft: Draft, store: Store): void;
}

/** What a simulated desk is opened with. */
export interface OpenSimDesk {
  name: string;
  folder: string;
  life: Life;
  central: Central;
  clock: WallClock;
  chance: Chance;
  trace: Trace;
  twist: SimDeskTwist;
  /** Of the library; null for the usual one. */
  zone: string | null;
  /** Hears what should never be. */
  failed(text: string): void;
}

/** A desk that runs. */
export interface SimDesk {
  store: Store;
  context: DeskContext;
  /** What somebody sees who is about to do something. */
  looked(): Looked & OnLoan;
  /** Null when it was killed over it. */
  run(draft: Draft): Promise<StoredOutcome | null>;
  join(code: string): Promise<JoinOutcome>;
  /** Gives the id of what landed in the outbox. */
  poison(chance: Chance): string;
  /** Whether it has read all, and everything of its own has its outcome. */
  isQuiet(headSeq: number): boolean;
  /** How it stands, for a failure. */
  stateText(): string;
  close(): Promise<void>;
}

/** Address of the service, by which nobody is really reached. */
const ADDRESS = 'http://127.0.0.1:4100';
/** Lines of the log that tell of a bug rather than of a fault of the day. */
const BUG = /\n\s+at |TypeError|is not a function|broken at/u;
/** Nothing differs unless somebody has damaged something. */
const MENDED = /were mended/u;

function isQuiet({ store, central }: DeskContext, headSeq: number): boolean {
  if (store.joined() === null) return false;
  const { shown } = central.engine.state();
  const readTo = central.replica.readTo();
  const { waiting, received } = central.replica.standing();
  const whole = readTo?.cursor.seq === headSeq && central.replica.historyAfter().done;
  return shown === 'live' && whole && waiting + received === 0;
}

function stateText({ store, central }: DeskContext): string {
  const { shown, reason } = central.engine.state();
  const { waiting, received } = central.replica.standing();
  const seq = central.replica.readTo()?.cursor.seq ?? 'nothing';
  const open = store.outbox.firstOpen();
  return `${shown} (${reason?.code ?? 'no reason'}), read to ${seq}, ${waiting} waiting from ${open}, ${received} received`;
}

/** Opens it. */
export async function openSimDesk(parts: OpenSimDesk): Promise<SimDesk> {
  const { name, folder, life, clock, chance, trace, twist, zone, failed } = parts;
  const log = (line: string) => {
    if (!life.alive()) return;
    trace.note(`${name} says ${line.split('\n')[0]}`);
    if (MENDED.test(line) && twist.mends !== true) failed(`${name}: ${line}`);
    if (BUG.test(line) && !line.includes('simulated program')) failed(`${name}: ${line}`);
  };
  const core = await openDeskCore(
    {
      files: { folder },
      clock,
      timers: life.timers,
      newId: () => uuidv7(millis(clock.now()), chance.bytes(10)),
      newCode: (length) => 'START234'.slice(0, length),
      base: () => simBase(zone),
      network: {
        connect: () => twist.central?.(parts.central, name) ?? parts.central,
        random: chance,
      },
      log,
      print: () => undefined,
      checkOutput: false,
    },
    (replica, store) => twist.replica?.(replica, name, store) ?? replica,
  );
  const { context } = core;
  const { store, executor } = context;
  twist.opened?.(name, folder);
  return {
    store,
    context,
    looked: () => {
      const { statements } = store.replica();
      return {
        requests: allRows(statements, 'request'),
        loans: allRows(statements, 'loan').filter(({ closedOn }) => closedOn === null),
        holds: allRows(statements, 'hold').filter(({ status }) => status !== 'closed'),
        barcodeOf: (copyId) => rowById(statements, 'copy', copyId)?.barcode ?? null,
      };
    },
    async run(draft) {
      twist.gives?.(draft, store);
      try {
        const answer = await executor.run(draft);
        return life.alive() ? answer : null;
      } catch (error) {
        if (error instanceof Killed || !life.alive()) return null;
        throw error;
      }
    },
    join: (code) => context.join({ address: ADDRESS, code, name, fresh: false }),
    poison: (from) => poison(store, from),
    isQuiet: (headSeq) => isQuiet(context, headSeq),
    stateText: () => stateText(context),
    close: core.close,
  };
}
