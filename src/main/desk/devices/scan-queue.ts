// Scans on their way to a page: in their order, each to one window, kept until that window has taken it.

import type { DeviceScan } from '../../../shared/desk-contract/devices.ts';
import type { CancelSignal } from '../../../shared/rpc/cancel.ts';

/** Scans that wait for a page at most; further ones are not taken. */
export const MOST_WAITING = 500;
/** So long a scan waits for a page that was lost and comes again; milliseconds. */
export const WAIT_MS = 30_000;

/** What the queue hangs on. */
export interface ScanQueueParts {
  /** Staff id of whoever works here; null while nobody is signed in or the desk is locked. */
  who(): string | null;
  /** Milliseconds of a clock that does not jump. */
  steady(): number;
  /** Numbers changed. */
  onChange(): void;
}

/** Scans on their way. */
export interface ScanQueue {
  /** Takes a scan; one that nobody may get is counted and dropped. */
  add(scan: DeviceScan): void;
  /** Scans for the page of a connection; asking for the next one says that the one before was taken. */
  listen(connection: number, signal: CancelSignal): AsyncIterable<DeviceScan>;
  /** Scans go to this connection from now on, while it listens. */
  attend(connection: number): void;
  counts(): { waiting: number; untaken: number };
}

interface Listener {
  connection: number;
  wake(): void;
}

interface Waiting {
  scan: DeviceScan;
  staff: string;
  at: number;
  /** Has it, and has not yet asked for the next. */
  with: Listener | null;
}

/** What waits, without what nobody may get any more. */
function createHeld({ who, steady, onChange }: ScanQueueParts, isHeard: () => boolean) {
  let held: Waiting[] = [];
  let untaken = 0;
  const drop = (count: number) => {
    untaken += count;
    if (count > 0) onChange();
  };
  /** Scans are for the person who made them, and not for long while no page is there. */
  const sift = () => {
    const staff = who();
    const oldest = isHeard() ? Number.NEGATIVE_INFINITY : steady() - WAIT_MS;
    const kept = held.filter(
      (each) => each.with !== null || (each.staff === staff && each.at >= oldest),
    );
    const dropped = held.length - kept.length;
    held = kept;
    drop(dropped);
  };
  return {
    sift,
    add(scan: DeviceScan): boolean {
      sift();
      const staff = who();
      const taken = staff !== null && held.length < MOST_WAITING;
      if (taken) held.push({ scan, staff, at: steady(), with: null });
      else drop(1);
      return taken;
    },
    first: () => held[0],
    takenBy(listener: Listener) {
      if (held[0]?.with !== listener) return;
      held.shift();
      onChange();
    },
    /** What a page got and did not acknowledge comes again. */
    givenBack(listener: Listener) {
      for (const each of held) if (each.with === listener) each.with = null;
    },
    counts: () => ({ waiting: held.length, untaken }),
  };
}

/** Makes the queue of a desk. */
export function createScanQueue(parts: ScanQueueParts): ScanQueue {
  const listeners: Listener[] = [];
  let attended: number | null = null;
  const held = createHeld(parts, () => listeners.length > 0);
  /** The window that was used last, else the one that came last. */
  const taker = () =>
    listeners.findLast(({ connection }) => connection === attended) ?? listeners.at(-1);
  const wakeAll = () => {
    for (const { wake } of listeners) wake();
  };
  async function* listen(connection: number, signal: CancelSignal): AsyncIterable<DeviceScan> {
    let wake = (): void => undefined;
    const me: Listener = { connection, wake: () => wake() };
    held.sift();
    listeners.push(me);
    signal.addEventListener('abort', me.wake, { once: true });
    try {
      while (!signal.aborted) {
        held.sift();
        const next = taker() === me ? held.first() : undefined;
        if (next && next.with === null) {
          next.with = me;
          yield next.scan;
          held.takenBy(me);
          wakeAll();
        } else {
          await new Promise<void>((resolve) => void (wake = resolve));
        }
      }
    } finally {
      listeners.splice(listeners.indexOf(me), 1);
      held.givenBack(me);
      wakeAll();
    }
  }
  return {
    add(scan) {
      if (held.add(scan)) wakeAll();
    },
    listen,
    attend(connection) {
      attended = connection;
      wakeAll();
    },
    counts: held.counts,
  };
}
