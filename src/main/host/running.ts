// The note that a running host leaves in its profile, by which a second start finds it.

import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';

const note = z.object({
  pid: z.number().int().positive(),
  /** Where the loopback host listens, `http://127.0.0.1:port`; null for Electron. */
  address: z.string().nullable(),
  /** Lets whoever can read this file ask for a fresh launch address. */
  secret: z.string(),
});
export type RunningNote = z.output<typeof note>;

const fileOf = (profile: string) => join(profile, 'running.json');

/** Leaves the note, readable by this person only. */
export function leaveNote(profile: string, running: RunningNote): void {
  const fresh = `${fileOf(profile)}.${running.pid}`;
  writeFileSync(fresh, JSON.stringify(running), { mode: 0o600 });
  renameSync(fresh, fileOf(profile));
}

/** The note of a host that still runs; one left by a process that died counts as none. */
export function readNote(profile: string): RunningNote | undefined {
  const text = readText(fileOf(profile));
  if (text === undefined) return undefined;
  const found = note.safeParse(parse(text)).data;
  return found && isAlive(found.pid) ? found : undefined;
}

/** Takes the note away if it is still this process's. */
export function removeNote(profile: string, pid: number): void {
  if (readNote(profile)?.pid === pid) rmSync(fileOf(profile), { force: true });
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

function readText(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
