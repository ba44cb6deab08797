// Follows the log: what this process commits at once, what others commit by a hint, and by asking every half second.

import type { LogRow } from '../../shared/sync/protocol.ts';
import type { ServiceLane } from '../lane/lane.ts';
import type { Library } from '../library.ts';
import type { Log, Timers } from '../service-port.ts';
import type { Store } from '../store/port.ts';
import { createRing } from './ring.ts';
import type { Fit, Ring } from './ring.ts';

/** What follows the log. */
export interface Tailer {
  ring: Ring;
  /** Reads on until nothing is new. */
  catchUp(): Promise<void>;
  /** Hears that the ring has grown. Gives what stops it. */
  onGrowth(heard: () => void): () => void;
  /** Hears that the log is another one, and the reason if desks must be told of it. */
  onOtherLog(heard: (reason: string | null) => void): void;
  stop(): Promise<void>;
}

/** What a tailer is made from. */
export interface TailerParts {
  store: Store;
  lane: Pick<ServiceLane, 'onCommit' | 'heard'>;
  library: Library;
  timers: Timers;
  log: Log;
}

/** One file has one process, and all that it commits is heard here: the asking is for the case of a lost answer. */
const POLL_MS = { postgres: 500, sqlite: 5000 } as const;
/** Hints that come within so many ms are one. */
const HINT_MS = 20;
const PAGE = 1000;

/** Opens it at the log's present end. */
export async function createTailer(parts: TailerParts): Promise<Tailer> {
  const { store, lane, library, timers, log } = parts;
  const ring = createRing(await store.reads.head());
  const growing = new Set<() => void>();
  const others = new Set<(reason: string | null) => void>();
  let stopped = false;
  let reading: Promise<void> | null = null;
  // Somebody asked while the last page was on its way.
  let again = false;
  let cancelPoll = (): void => undefined;
  let cancelHint: (() => void) | null = null;

  const tellGrowth = () => {
    for (const heard of growing) heard();
  };
  /** Nothing that was held is given any more: a database that lacks the end may have taken the place of another. */
  const beginAgain = (reason: string | null) => {
    log(`tailer: another log (${reason ?? 'it does not go on from what was read'})`);
    ring.forget();
    for (const heard of others) heard(reason);
    void catchUp();
  };
  const grow = (rows: readonly LogRow[]): Fit => {
    const { seq } = ring.tail();
    const fit = ring.append(rows);
    if (fit === 'other') beginAgain(null);
    else if (ring.tail().seq > seq) tellGrowth();
    return fit;
  };
  const readOn = async () => {
    while (!stopped && again) {
      again = false;
      if (ring.isEmpty()) {
        ring.begin(await store.reads.head());
        lane.heard(null);
        tellGrowth();
      }
      const rows = await store.reads.log(ring.tail().seq, PAGE);
      if (rows.length === 0) continue;
      lane.heard(rows);
      if (grow(rows) === 'fits') again = true;
    }
  };
  function catchUp(): Promise<void> {
    again = true;
    reading ??= readOn()
      .catch((error: unknown) => log(`tailer: ${String(error)}`))
      .finally(() => {
        reading = null;
      });
    return reading;
  }
  /** Whether the log ends before what is held, or there with another row; one that goes on is seen by its next row. */
  const wentBack = async (): Promise<boolean> => {
    if (ring.isEmpty()) return false;
    // Before the question: what is held by now was committed by now.
    const { seq, hash } = ring.tail();
    const head = await store.reads.head();
    return head.seq < seq || (head.seq === seq && head.hash !== hash);
  };
  const look = async () => {
    try {
      await library.refresh(store.reads);
      if (await wentBack()) beginAgain(null);
    } catch (error) {
      log(`tailer: ${String(error)}`);
    }
    await catchUp();
    if (!stopped) cancelPoll = timers.after(POLL_MS[store.kind], () => void look());
  };
  const hinted = () => {
    cancelHint ??= timers.after(HINT_MS, () => {
      cancelHint = null;
      void catchUp();
    });
  };

  const stopHearing = lane.onCommit(({ rows }) => {
    if (grow(rows) === 'gap') void catchUp();
  });
  // At once: from here on desks are answered under the new epoch.
  library.onEpoch(() => beginAgain('epoch'));
  const stopHints = store.kind === 'postgres' ? await store.onHint(hinted) : null;
  cancelPoll = timers.after(POLL_MS[store.kind], () => void look());
  return {
    ring,
    catchUp,
    onGrowth(heard) {
      growing.add(heard);
      return () => void growing.delete(heard);
    },
    onOtherLog: (heard) => void others.add(heard),
    async stop() {
      stopped = true;
      stopHearing();
      cancelPoll();
      cancelHint?.();
      await stopHints?.();
      await reading;
    },
  };
}
