// Hints from other processes: one connection that listens; lost, it is made again when the store is next used.

import pg from 'pg';
import { millis } from '../../../shared/lib/time.ts';
import type { Clock } from '../../../shared/lib/time.ts';
import { connectionOf } from './open.ts';

/** Channel of all streams of a database; the payload names the stream. */
export const CHANNEL = 'shutai_commit';
/** A server that is away is not asked more often, in ms. */
const PAUSE_MS = 1000;

/** Who listens in this process. */
export interface Listening {
  add(heard: () => void): Promise<() => Promise<void>>;
  /** Looks after a lost connection; called whenever the store is used. */
  tend(): void;
  close(): Promise<void>;
}

/** Makes the listening of one stream; it connects when somebody first listens. */
export function listeningOf(url: string, stream: string, clock: Clock): Listening {
  const listeners = new Set<() => void>();
  let client: pg.Client | null = null;
  let connecting: Promise<void> | null = null;
  let triedAt = 0;
  const tellAll = () => {
    for (const heard of listeners) heard();
  };
  const connect = async () => {
    triedAt = millis(clock.now());
    // It waits for hours without a word, so no limit on silence.
    const fresh = new pg.Client({ ...connectionOf(url), query_timeout: undefined });
    const lost = () => {
      if (client === fresh) client = null;
    };
    fresh.on('error', lost);
    fresh.on('end', lost);
    fresh.on('notification', ({ payload }) => {
      if (payload === stream) tellAll();
    });
    try {
      await fresh.connect();
      await fresh.query(`LISTEN ${CHANNEL}`);
      client = fresh;
      // Something may have been missed.
      tellAll();
    } catch (error) {
      await fresh.end().catch(() => undefined);
      throw error;
    }
  };
  const connectOnce = () =>
    (connecting ??= connect().finally(() => {
      connecting = null;
    }));
  const disconnect = async () => {
    await connecting?.catch(() => undefined);
    const had = client;
    client = null;
    await had?.end().catch(() => undefined);
  };
  return {
    async add(heard) {
      if (!client) await connectOnce();
      listeners.add(heard);
      return async () => {
        listeners.delete(heard);
        if (listeners.size === 0) await disconnect();
      };
    },
    tend() {
      if (client || connecting || listeners.size === 0) return;
      if (Math.abs(millis(clock.now()) - triedAt) < PAUSE_MS) return;
      connectOnce().catch(() => undefined);
    },
    async close() {
      listeners.clear();
      await disconnect();
    },
  };
}
