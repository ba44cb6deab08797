// A feed beside a lane on the model library, and a listener that keeps what it is told.

import { createFeed } from '../../src/central/sync/feed.ts';
import type { LiveSink } from '../../src/central/sync/feed-port.ts';
import type { Store } from '../../src/central/store/port.ts';
import type { DeskRow } from '../../src/central/store/auth-port.ts';
import { GENESIS } from '../../src/shared/sync/protocol.ts';
import type { Cursor, LogRow, PrivateText, PullAnswer } from '../../src/shared/sync/protocol.ts';
import { addDesk, laneOver, modelStore } from './central-lane.ts';
import { handTimers } from './hand-timers.ts';

/** Where every log begins. */
export const BEGINNING: Cursor = { seq: 0, hash: GENESIS };

/** One process: a lane and a feed over a store. */
export async function feedOver(store: Store, primary = true) {
  const open = await laneOver(store);
  const timers = handTimers();
  const { lane, library, lines } = open;
  const log = (line: string) => void lines.push(line);
  const feed = await createFeed({ store, lane, library, timers, log, primary });
  return { ...open, feed, timers };
}

/** A desk as the feed sees it. */
export async function deskRow(store: Store, id: string): Promise<DeskRow> {
  const desk = await store.reads.desk(id);
  if (!desk) throw new Error(`no desk ${id}`);
  return desk;
}

/** A feed over a store of its own, with a desk in the north and one in the south. */
export async function feedOfTwoDesks() {
  const store = await modelStore();
  await addDesk(store, 'd1');
  await addDesk(store, 'd2', 'south');
  const open = await feedOver(store);
  const [north, south] = [await deskRow(store, 'd1'), await deskRow(store, 'd2')];
  return {
    store,
    open,
    north,
    south,
    async close() {
      await open.feed.close();
      await store.close();
    },
  };
}
export type TwoDesks = Awaited<ReturnType<typeof feedOfTwoDesks>>;

/** What a listener was told; `full` makes it slow. */
export function listener() {
  const frames: PullAnswer[] = [];
  const told = { beats: 0, ended: [] as (string | null)[], full: false };
  const sink: LiveSink = {
    frame(json) {
      frames.push(JSON.parse(json) as PullAnswer);
      return !told.full;
    },
    heartbeat() {
      told.beats += 1;
      return !told.full;
    },
    end: (reason) => void told.ended.push(reason),
  };
  const rows = (): LogRow[] => frames.flatMap((frame) => frame.rows);
  const texts = (): PrivateText[] => frames.flatMap((frame) => frame.private);
  return { sink, frames, told, rows, texts };
}

/** What pull and live ask with, from a cursor on. */
export function asking(
  epoch: string,
  { seq, hash }: Cursor,
  more: { limit?: number; wait?: number } = {},
) {
  return { epoch, seq, h: hash, limit: 500, wait: 0, ...more };
}
