// The profile: one folder with everything of one desk, open to this person only.

import { accessSync, chmodSync, constants, mkdirSync } from 'node:fs';

/**
 * Makes the profile's folder where it is missing.
 * @throws Error with a sentence when it cannot be written
 */
export function makeProfile(folder: string): void {
  try {
    if (mkdirSync(folder, { recursive: true, mode: 0o700 }) !== undefined) chmodSync(folder, 0o700);
    accessSync(folder, constants.W_OK);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new Error(`The folder ${folder} cannot be used for the desk's data: ${reason}`, {
      cause: error,
    });
  }
}
