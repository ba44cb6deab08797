// Opens an address in the machine's own browser where there is one; its absence is no failure.

import { spawn } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';

interface Opener {
  program: string;
  words: string[];
}

/** Tries to open an address; says whether there was something to try with. */
export function openBrowser(address: string): boolean {
  const opener = openerOf(process.platform, process.env);
  if (opener === undefined) return false;
  const child = spawn(opener.program, [...opener.words, address], {
    stdio: 'ignore',
    detached: true,
    windowsHide: true,
  });
  // A browser that cannot start: the address is printed anyway.
  child.on('error', () => undefined);
  child.unref();
  return true;
}

/** The program that opens an address on this platform; undefined without a screen or without one. */
export function openerOf(platform: string, environment: NodeJS.ProcessEnv): Opener | undefined {
  if (platform === 'darwin') return { program: 'open', words: [] };
  if (platform === 'win32') return { program: 'rundll32', words: ['url.dll,FileProtocolHandler'] };
  const screen = environment['DISPLAY'] ?? environment['WAYLAND_DISPLAY'];
  if (screen === undefined || screen === '') return undefined;
  const folders = (environment['PATH'] ?? '').split(delimiter);
  const found = folders.some((folder) => isProgram(join(folder, 'xdg-open')));
  return found ? { program: 'xdg-open', words: [] } : undefined;
}

function isProgram(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
