// A demonstration library that was made before, as a desk of its own: end-to-end tests start in a second with it.

import { cpSync } from 'node:fs';

/** Environment variable with the folder of the library; without it each desk makes one of its own. */
export const DEMO_PLACE = 'SHUTAI_DEMO_PROFILE';

/** Puts a copy of it into a profile's folder, where there is one. */
export function copyDemo(profile: string): void {
  const from = process.env[DEMO_PLACE];
  if (from !== undefined) cpSync(from, profile, { recursive: true });
}
