// Joins the service that was named on the command line: waits a little for one that is just starting.

import type { Desk } from '../desk/desk.ts';
import type { JoinStart } from '../desk/process-messages.ts';
import type { Timers } from '../desk/sync/ask.ts';
import { refusalSentence } from './fault-sentence.ts';

const EVERY_MS = 500;
/** The page is kept waiting so many times; then the desk opens, and goes on trying beside it. */
const TRIES_BEFORE = 40;
const TRIES = 600;
/** What goes away by itself when a service has just been started. */
const STARTING: ReadonlySet<string> = new Set(['unreachable', 'unavailable', 'cut', 'timeout']);

/** Tries once; gives whether there is nothing more to do, and says what came of it. */
async function tryOnce(
  desk: Pick<Desk, 'join'>,
  asked: JoinStart,
  print: (line: string) => void,
): Promise<boolean> {
  const outcome = await desk.join(asked);
  if (outcome === null) return true;
  if (outcome.ok) {
    print(`This desk has joined ${asked.address} as ${outcome.deskCode}.`);
    return true;
  }
  if (STARTING.has(outcome.code)) return false;
  print(refusalSentence(outcome));
  return true;
}

/** Joins; comes back when that is done, or when it takes so long that the desk had better open meanwhile. */
export async function joinAtStart(
  desk: Pick<Desk, 'join'>,
  asked: JoinStart,
  print: (line: string) => void,
  timers: Timers,
): Promise<void> {
  const wait = () => new Promise<void>((resolve) => void timers.after(EVERY_MS, resolve));
  const tries = async (count: number): Promise<boolean> => {
    for (let left = count; left > 0; left -= 1) {
      if (await tryOnce(desk, asked, print)) return true;
      await wait();
    }
    return false;
  };
  if (await tryOnce(desk, asked, print)) return;
  print(`Waiting for the central service at ${asked.address} …`);
  if (await tries(TRIES_BEFORE)) return;
  print('It does not answer yet; the desk opens meanwhile and joins as soon as it does.');
  tries(TRIES).catch((error: unknown) => print(String(error)));
}
