// Demonstration libraries that a run makes once: end-to-end tests start in a second with a copy of one.

import { cpSync, existsSync, mkdirSync, renameSync } from 'node:fs';
import { join } from 'node:path';

/** Environment variable with the folder of a run's libraries. */
export const DEMO_PLACE = 'SHUTAI_DEMO_PLACE';

const WAIT_MS = 50;

/** How a library is made in a folder; all that ran there has ended when it comes back. */
export type MakeLibrary = (folder: string) => Promise<void>;

/** Whether this call is the first in the run that wants it; a folder can be made but once. */
function isFirst(mark: string): boolean {
  try {
    mkdirSync(mark);
    return true;
  } catch {
    return false;
  }
}

/** Gives the folder of a library by name. Whichever file of the run comes first makes it, the others wait. */
async function madeOnce(name: string, make: MakeLibrary): Promise<string> {
  const place = process.env[DEMO_PLACE];
  if (place === undefined) throw new Error(`${DEMO_PLACE} names no folder`);
  const made = join(place, name);
  const failed = `${made}.failed`;
  if (isFirst(`${made}.begun`)) {
    const folder = `${made}.making`;
    mkdirSync(folder);
    await make(folder).catch((error: unknown) => {
      mkdirSync(failed);
      throw error;
    });
    renameSync(folder, made);
  }
  while (!existsSync(made)) {
    if (existsSync(failed)) throw new Error(`${name} could not be made; another file says why`);
    await new Promise((again) => setTimeout(again, WAIT_MS));
  }
  return made;
}

/** Copies a library, or a part of it, into a folder. */
export async function copyMade(
  name: string,
  make: MakeLibrary,
  to: string,
  part = '.',
): Promise<void> {
  cpSync(join(await madeOnce(name, make), part), to, { recursive: true });
}
