// Looks every now and then what is due; one round at a time, and one at once when somebody asks.

import type { Timers } from '../service-port.ts';
import { runHolds } from './run-holds.ts';
import { runPhones } from './run-phones.ts';
import { runReminders } from './remind.ts';
import { runSheets, runTickets } from './run-tickets.ts';
import { runRequestTimers, runReturns } from './run-due.ts';
import type { DueParts } from './run-due.ts';

/** The rounds of a service. */
export interface Rounds {
  /** Everything that is due; gives how many commands acted. */
  run(): Promise<number>;
  start(): void;
  stop(): Promise<void>;
}

const EVERY_MS = 20_000;
/** A minute: readers are reminded by the day. */
const REMIND_EVERY = 3;
/** Days end at midnight, not every twenty seconds. */
const RETURNS_EVERY = 15;
/** An hour: what ended half a year ago does not wait for seconds. */
const UNLINK_EVERY = 180;

/** Makes it; `unlink` takes readers out of old requests, where there are real ones. */
export function createRounds(
  parts: DueParts,
  timers: Timers,
  unlink: () => Promise<number> = async () => 0,
): Rounds {
  let busy: Promise<unknown> = Promise.resolve();
  let cancel = (): void => undefined;
  let stopped = false;
  const inTurn = (work: () => Promise<number>): Promise<number> => {
    const turn = busy.then(() => (stopped ? 0 : work()));
    busy = turn.catch(() => undefined);
    return turn;
  };
  const round = async (number: number) => {
    try {
      await inTurn(() => runRequestTimers(parts));
      await inTurn(() => runHolds(parts));
      await inTurn(() => runPhones(parts));
      await inTurn(() => runSheets(parts));
      if (number % REMIND_EVERY === 0) await inTurn(() => runReminders(parts));
      if (number % RETURNS_EVERY === 0) await inTurn(() => runReturns(parts));
      if (number % RETURNS_EVERY === 0) await inTurn(() => runTickets(parts));
      if (number % UNLINK_EVERY === 0) await inTurn(unlink);
    } catch (error) {
      parts.log(`timers: ${String(error)}`);
    }
    if (!stopped) cancel = timers.after(EVERY_MS, () => void round(number + 1));
  };
  return {
    run: () =>
      inTurn(
        async () =>
          (await runRequestTimers(parts)) +
          (await runHolds(parts)) +
          (await runPhones(parts)) +
          (await runReturns(parts)) +
          (await runTickets(parts)) +
          (await runSheets(parts)) +
          (await runReminders(parts)),
      ),
    start: () => void round(0),
    async stop() {
      stopped = true;
      cancel();
      await busy;
    },
  };
}
