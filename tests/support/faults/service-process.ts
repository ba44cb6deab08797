// A service in a process of its own, as tests start, ask and kill it.

import { fileURLToPath } from 'node:url';
import { STAFF } from '../model-input.ts';
import { startChild } from './child.ts';
import type { Child } from './child.ts';

const CHILD = fileURLToPath(new URL('service-child.ts', import.meta.url));

/** A running service. */
export interface ServiceProcess extends Omit<Child, 'ready' | 'ask' | 'tell' | 'on'> {
  port: number;
  /** Milliseconds from the start until it listened. */
  startMs: number;
  /** A one-time code for a desk of a campus. */
  code(campus: string): Promise<string>;
  /** Everybody of the model library may work at that desk. */
  admit(desk: string): Promise<void>;
  /** Begins a new epoch, as after a backup was put back. */
  newEpoch(): Promise<string>;
  /** A consistent copy of its database (SQLite). */
  backUp(file: string): Promise<void>;
  /** Lets its file grow no further (SQLite), or again. */
  full(on: boolean): Promise<void>;
  /** Resident memory in bytes. */
  memory(): Promise<number>;
}

/** Starts it over a file or an address; the port is free to choose with 0. */
export async function startServiceProcess(place: string, port = 0): Promise<ServiceProcess> {
  const child = startChild(['--expose-gc', CHILD, place, String(port)]);
  const { ms, rest } = await child.ready;
  return {
    ...child,
    port: Number(rest),
    startMs: ms,
    code: (campus) => child.ask(`code ${campus}`, 'code'),
    async admit(desk) {
      await child.ask(`admit ${desk} ${STAFF.join(' ')}`, 'admitted');
    },
    newEpoch: () => child.ask('epoch', 'epoch'),
    async backUp(file) {
      await child.ask(`backup ${file}`, 'backed');
    },
    async full(on) {
      await child.ask(`full ${on ? 'yes' : 'no'}`, 'full');
    },
    memory: async () => Number(await child.ask('memory', 'memory')),
  };
}
