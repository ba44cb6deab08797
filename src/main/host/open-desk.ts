// Puts a desk core into the real world: this machine's clock, timers, randomness and standard error.

import { randomBytes, randomInt } from 'node:crypto';
import { uuidv7 } from '../../shared/lib/ids.ts';
import { createDesk } from '../desk/desk.ts';
import type { Desk } from '../desk/desk.ts';
import type { DevicePorts } from '../desk/devices/create-devices.ts';
import { machineDevices } from '../desk/devices/machine-devices.ts';
import { loadNodeHid } from '../desk/devices/node-hid.ts';
import { machineReaders } from '../desk/devices/rfid/find-readers.ts';
import { machineReaderProfiles } from '../desk/devices/rfid/reader-profiles.ts';
import type { DeskStart } from '../desk/process-messages.ts';
import type { Timers } from '../desk/sync/ask.ts';
import { connectCentral } from './central-client.ts';
import { chooseBase } from './choose-base.ts';
import { joinAtStart } from './join-at-start.ts';
import type { MakeDemo } from '../../node/demo-base.ts';

/** Letters and digits that cannot be taken for each other when read aloud or typed. */
const CODE_SIGNS = 'ABCDEFGHJKMNPQRSTUVWXYZ23456789';

const TIMERS: Timers = {
  after(ms, run) {
    const timer = setTimeout(run, ms);
    return () => clearTimeout(timer);
  },
};

/**
 * Opens the desk of a profile whose folder exists; `print` is given lines for the person who started it,
 * `showCode` the first administrator's code where it should not be printed; `devices` stand for this machine's.
 * @throws DeskFault or Error, both fit for `faultSentence`
 */
export async function openDesk(
  start: DeskStart,
  makeDemo: MakeDemo,
  print: (line: string) => void,
  showCode?: (code: string) => void,
  devices?: DevicePorts,
): Promise<Desk> {
  const log = (line: string) => void process.stderr.write(`${line}\n`);
  const desk = await createDesk({
    files: { folder: start.profile },
    clock: { now: () => new Date().toISOString() },
    timers: TIMERS,
    pause: () => new Promise((resolve) => void setImmediate(resolve)),
    network: { connect: connectCentral, random: Math.random },
    newId: () => uuidv7(Date.now(), randomBytes(10)),
    newCode: (length) =>
      Array.from({ length }, () => CODE_SIGNS[randomInt(CODE_SIGNS.length)]).join(''),
    base: chooseBase(start, makeDemo, print),
    devices: devices ?? machineDevices(start.profile, log),
    rfid: machineReaders(machineReaderProfiles(start.profile, log), loadNodeHid),
    log,
    print,
    ...(showCode === undefined ? {} : { showCode }),
    // End-to-end tests ask for it; it costs time that a desk at work has better use for.
    checkOutput: process.env['SHUTAI_CHECK'] === '1',
  });
  if (start.join !== undefined) await joinAtStart(desk, start.join, print, TIMERS);
  return desk;
}
