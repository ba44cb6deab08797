// The life of one loopback host: finds a running one, opens the desk, then the doors, and prints the address.

import { join } from 'node:path';
import type { Port } from '../../shared/rpc/port.ts';
import type { Desk } from '../desk/desk.ts';
import type { DeskStart } from '../desk/process-messages.ts';
import type { StartArguments } from '../host/arguments.ts';
import type { PageFiles } from '../../node/page-files.ts';
import { makeProfile } from '../host/profile.ts';
import { leaveNote, readNote, removeNote } from '../host/running.ts';
import { askFreshAddress } from '../host/second-start.ts';
import { startLoopback } from './serve.ts';
import type { Loopback } from './serve.ts';

/** A desk that was opened in this process. */
interface OpenedDesk extends Pick<Desk, 'upload' | 'download'> {
  connect(port: Port): void;
  close(): Promise<void> | void;
}

/** What the host needs of the world around it. */
export interface Surroundings {
  files: PageFiles;
  /** Folder of the profile when none was named: the checkout. */
  checkout: string;
  pid: number;
  print(line: string): void;
  openDesk(start: DeskStart, progress: (text: string) => void): Promise<OpenedDesk>;
  openBrowser(address: string): boolean;
}

/** A host that runs until it is closed. */
export interface RunningHost {
  /** Prints a fresh address. */
  refresh(): void;
  close(): Promise<void>;
}

/**
 * Starts the host of a profile; undefined when one runs already, whose fresh address was printed instead.
 * @throws Error with a sentence for the person at the terminal
 */
export async function runHost(
  start: StartArguments,
  around: Surroundings,
): Promise<RunningHost | undefined> {
  const profile = start.profile ?? join(around.checkout, '.profile');
  makeProfile(profile);
  const show = (address: string) => {
    around.print(`Open ${address}`);
    if (start.open) around.openBrowser(address);
  };
  if (await showRunning(profile, around, show)) return undefined;
  const { library, scale, seed, join: service } = start;
  const what = { profile, library, scale, seed, join: service };
  const desk = await around.openDesk(what, around.print);
  const host = await openDoors(start, around, desk);
  leaveNote(profile, { pid: around.pid, address: host.origin, secret: host.secret });
  show(host.freshAddress());
  around.print('The address opens once; press Enter for a fresh one, Ctrl+C to stop.');
  return {
    refresh: () => around.print(`Open ${host.freshAddress()}`),
    async close() {
      await host.close();
      await desk.close();
      removeNote(profile, around.pid);
    },
  };
}

async function openDoors(
  start: StartArguments,
  around: Surroundings,
  desk: OpenedDesk,
): Promise<Loopback> {
  try {
    const { connect, upload, download } = desk;
    const doors = { connect, upload, download };
    return await startLoopback({ port: start.port, files: around.files, ...doors });
  } catch (error) {
    await desk.close();
    const code = (error as NodeJS.ErrnoException).code ?? String(error);
    throw new Error(
      `Port ${start.port} of 127.0.0.1 cannot be used (${code}); try another with --port.`,
      {
        cause: error,
      },
    );
  }
}

/** Whether a host of this profile answered; one that runs in windows is named. */
async function showRunning(
  profile: string,
  around: Surroundings,
  show: (address: string) => void,
): Promise<boolean> {
  const note = readNote(profile);
  if (note === undefined || note.pid === around.pid) return false;
  const address = await askFreshAddress(note);
  if (address !== undefined) {
    around.print('This desk is already running.');
    show(address);
  } else if (note.address === null) {
    // Another process may have got the number since; the lock of the desk's files decides.
    around.print(`This desk seems to be open in its own window (process ${note.pid}).`);
  }
  return address !== undefined;
}
