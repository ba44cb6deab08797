// Puts a desk core into the real world: this machine's clock, timers, randomness and standard error.

import { randomBytes, randomInt } from 'node:crypto';
import { uuidv7 } from '../../shared/lib/ids.ts';
import { createDesk } from '../desk/desk.ts';
import type { Desk } from '../desk/desk.ts';
import type { DeskStart } from '../desk/process-messages.ts';
import { chooseBase } from './choose-base.ts';
import type { MakeDemo } from './choose-base.ts';

/** Letters and digits that cannot be taken for each other when read aloud or typed. */
const CODE_SIGNS = 'ABCDEFGHJKMNPQRSTUVWXYZ23456789';

/**
 * Opens the desk of a profile whose folder exists; `print` is given lines for the person who started it,
 * `showCode` the first administrator's code where it should not be printed.
 * @throws DeskFault or Error, both fit for `faultSentence`
 */
export function openDesk(
  start: DeskStart,
  makeDemo: MakeDemo,
  print: (line: string) => void,
  showCode?: (code: string) => void,
): Promise<Desk> {
  return createDesk({
    files: { folder: start.profile },
    clock: { now: () => new Date().toISOString() },
    timers: {
      after(ms, run) {
        const timer = setTimeout(run, ms);
        return () => clearTimeout(timer);
      },
    },
    newId: () => uuidv7(Date.now(), randomBytes(10)),
    newCode: (length) =>
      Array.from({ length }, () => CODE_SIGNS[randomInt(CODE_SIGNS.length)]).join(''),
    base: chooseBase(start, makeDemo, print),
    log: (line) => process.stderr.write(`${line}\n`),
    print,
    ...(showCode === undefined ? {} : { showCode }),
    // End-to-end tests ask for it; it costs time that a desk at work has better use for.
    checkOutput: process.env['SHUTAI_CHECK'] === '1',
  });
}
