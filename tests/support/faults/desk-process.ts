// A joined desk in a process of its own, as tests start, watch and kill it.

import { fileURLToPath } from 'node:url';
import { setTimeout as wait } from 'node:timers/promises';
import { startChild } from './child.ts';
import type { Child } from './child.ts';

const CHILD = fileURLToPath(new URL('desk-child.ts', import.meta.url));

/** How a desk says that it stands. */
export interface DeskState {
  shown: string;
  reason: string | null;
  seq: number;
  history: boolean;
  waiting: number;
  received: number;
  doubtful: number;
  refused: number;
}

/** A running desk. */
export interface DeskProcess extends Child {
  id: string;
  startMs: number;
  /** One command every so many ms; 0 lets it rest. */
  work(everyMs: number): void;
  state(): Promise<DeskState>;
}

/** Where a desk lives, and what it was told by it. */
export interface DeskPlace {
  folder: string;
  name: string;
  port: number;
  /** Ids of the commands that it acknowledged, over all its runs. */
  acknowledged: Set<string>;
  env?: Record<string, string>;
}

/** Starts it; `code` lets it join. */
export async function startDeskProcess(place: DeskPlace, code = ''): Promise<DeskProcess> {
  const { folder, name, port, acknowledged, env = {} } = place;
  const address = `http://127.0.0.1:${port}`;
  const child = startChild([CHILD, folder, name, address, ...(code === '' ? [] : [code])], env);
  child.on('ok', (id) => void acknowledged.add(id));
  const { ms, rest } = await child.ready;
  return {
    ...child,
    id: rest,
    startMs: ms,
    work: (everyMs) => child.tell(`work ${everyMs}`),
    state: async () => JSON.parse(await child.ask('state', 'state')) as DeskState,
  };
}

/** Whether a desk has read and been answered everything. */
function isQuiet(state: DeskState): boolean {
  return state.shown === 'live' && state.waiting + state.received === 0 && state.history;
}

/** Waits until desks that no longer work are quiet and at the same place; gives ms, or null when it takes too long. */
export async function untilDesksQuiet(
  desks: readonly DeskProcess[],
  within: number,
): Promise<number | null> {
  const start = performance.now();
  while (performance.now() - start < within) {
    const states = await Promise.all(desks.map((desk) => desk.state()));
    const same = new Set(states.map((each) => each.seq)).size === 1;
    if (same && states.every(isQuiet)) return performance.now() - start;
    await wait(100);
  }
  return null;
}
