// A real desk with its page on the loopback host, whose scanners are plugged in and scan by the test's hand.

import { resolve } from 'node:path';
import { readPageFiles } from '../../src/node/page-files.ts';
import { startLoopback } from '../../src/main/loopback/serve.ts';
import { ensureBuilt } from './desk.ts';
import { openTestDesk } from './desk-core.ts';
import { handHid } from './hand-hid.ts';
import { handPorts } from './hand-ports.ts';

const page = resolve(import.meta.dirname, '../../out/renderer');

/** Real time, as a desk has it. */
const REAL_TIMERS = {
  after(ms: number, run: () => void) {
    const timer = setTimeout(run, ms);
    return () => clearTimeout(timer);
  },
};

/** Starts it over the model library. */
export async function startHidDesk() {
  ensureBuilt();
  const hid = handHid();
  const { ports, plug } = handPorts(hid);
  // The page goes by the desk's clock, so that it has to run.
  const clock = { now: () => new Date().toISOString(), forward: () => undefined };
  const { desk, client, lines, close } = await openTestDesk({
    timers: REAL_TIMERS,
    devices: ports,
    clock,
  });
  const from = lines.length;
  const { connect, upload, download } = desk;
  const doors = { connect, upload, download };
  const host = await startLoopback({ port: 0, files: readPageFiles(page), ...doors });
  return {
    hid,
    plug,
    /** Another window of the desk, for looking at it from outside. */
    client,
    /** What was logged since it stood. */
    logged: () => lines.slice(from),
    url: host.freshAddress,
    async stop() {
      await host.close();
      await close();
    },
  };
}

/** A desk whose scanners are in the test's hand. */
export type HidDesk = Awaited<ReturnType<typeof startHidDesk>>;
