// One running program a profile: a second start shows what runs already instead.

import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { app, shell } from 'electron';
import { leaveNote, readNote, removeNote } from '../host/running.ts';
import { askFreshAddress } from '../host/second-start.ts';

/** Takes the profile for this process; false when another one has it and was shown. */
export async function holdProfile(profile: string, showAgain: () => void): Promise<boolean> {
  // Electron's lock is one a user-data folder, so each profile brings its own.
  app.setPath('userData', join(profile, 'electron'));
  if (!app.requestSingleInstanceLock()) return false;
  const note = readNote(profile);
  if (note && note.pid !== process.pid && (await showBrowser(note))) return false;
  leaveNote(profile, {
    pid: process.pid,
    address: null,
    secret: randomBytes(32).toString('base64url'),
  });
  app.on('second-instance', showAgain);
  app.on('will-quit', () => removeNote(profile, process.pid));
  return true;
}

/** Whether the loopback host has this profile; its address is opened in the machine's browser. */
async function showBrowser(note: { pid: number; address: string | null; secret: string }) {
  const address = await askFreshAddress(note);
  if (address === undefined) return false;
  await app.whenReady();
  await shell.openExternal(address);
  return true;
}
