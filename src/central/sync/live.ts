// Live frames: every listener gets what follows its own cursor, at its own pace, or is let go to pull.

import { HEARTBEAT_MS, PAGE_ROWS } from '../../shared/sync/protocol.ts';
import type { Cursor } from '../../shared/sync/protocol.ts';
import type { Log, Timers } from '../service-port.ts';
import type { LiveSink } from './feed-port.ts';
import type { Pages } from './pages.ts';
import type { Ring } from './ring.ts';

/** Everybody who listens. */
export interface Live {
  add(campus: string, from: Cursor, sink: LiveSink): () => void;
  /** The log has grown. */
  grown(): void;
  size(): number;
  /** Lets everybody go. */
  endAll(reason: string | null): void;
  stop(): void;
}

interface Listener {
  campus: string;
  cursor: Cursor;
  sink: LiveSink;
  /** A frame is being made for it. */
  busy: boolean;
}

/** With many listeners, frames come so many ms apart at least, so that fewer of them hold more. */
const REST_MS_A_LISTENER = 0.2;
const LONGEST_REST_MS = 100;
const SHORTEST_REST_MS = 5;

/** Makes it. */
export function createLive(parts: { ring: Ring; pages: Pages; timers: Timers; log: Log }): Live {
  const { ring, pages, timers, log } = parts;
  const listeners = new Set<Listener>();
  let resting = false;
  let waiting = false;
  let cancelRest = (): void => undefined;
  let cancelBeat = (): void => undefined;

  const drop = (listener: Listener, reason: string | null) => {
    if (listeners.delete(listener)) listener.sink.end(reason);
  };
  const send = async (listener: Listener) => {
    // What comes meanwhile waits for the next turn, which may be a while off.
    const { seq: end } = ring.tail();
    while (listeners.has(listener) && listener.cursor.seq < end) {
      const { cursor, campus, sink } = listener;
      const rows = await pages.rows(cursor.seq, PAGE_ROWS);
      const last = rows.at(-1);
      if (!last || rows[0]?.seq !== cursor.seq + 1) return drop(listener, null);
      const text = await pages.text(cursor, rows, campus);
      if (!listeners.has(listener)) return;
      listener.cursor = { seq: last.seq, hash: last.hash };
      if (!sink.frame(text)) return drop(listener, null);
    }
  };
  const pump = (listener: Listener) => {
    if (listener.busy) return;
    listener.busy = true;
    void send(listener)
      .catch((error: unknown) => {
        log(`live: ${String(error)}`);
        drop(listener, null);
      })
      .finally(() => {
        listener.busy = false;
        if (listeners.has(listener) && listener.cursor.seq < ring.tail().seq) grown();
      });
  };
  const rest = () => {
    const ms = Math.min(LONGEST_REST_MS, listeners.size * REST_MS_A_LISTENER);
    if (ms < SHORTEST_REST_MS) return;
    resting = true;
    cancelRest = timers.after(ms, () => {
      resting = false;
      if (!waiting) return;
      waiting = false;
      grown();
    });
  };
  function grown(): void {
    if (listeners.size === 0) return;
    if (resting) {
      waiting = true;
      return;
    }
    for (const listener of listeners) pump(listener);
    rest();
  }
  const beat = () => {
    for (const listener of listeners) if (!listener.sink.heartbeat()) drop(listener, null);
    cancelBeat = listeners.size === 0 ? () => undefined : timers.after(HEARTBEAT_MS, beat);
  };
  return {
    add(campus, cursor, sink) {
      const listener: Listener = { campus, cursor, sink, busy: false };
      if (listeners.size === 0) cancelBeat = timers.after(HEARTBEAT_MS, beat);
      listeners.add(listener);
      // Whoever listens knows at once that the stream holds, also where nothing has happened.
      sink.heartbeat();
      pump(listener);
      return () => {
        listeners.delete(listener);
        if (listeners.size === 0) cancelBeat();
      };
    },
    grown,
    size: () => listeners.size,
    endAll(reason) {
      for (const listener of listeners) drop(listener, reason);
    },
    stop() {
      cancelRest();
      cancelBeat();
    },
  };
}
