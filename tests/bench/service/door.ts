// How desks come to a service that runs in another process: codes straight from its store, as `--enroll-code` makes them.

import { randomBytes, randomInt } from 'node:crypto';
import { demoLibrary } from '../../../src/demo/library.ts';
import type { StorePlace } from '../../../src/central/start/arguments.ts';
import { openStore } from '../../../src/central/start/open-store.ts';
import { openService } from '../../../src/central/start/serve.ts';
import type { Means } from '../../../src/central/start/serve.ts';
import { campusNamed } from '../../../src/central/start/tell-codes.ts';
import { uuidv7 } from '../../../src/shared/lib/ids.ts';
import { realTimers } from '../../support/central-http.ts';

const SIGNS = 'ABCDEFGHJKLMNPQRSTUVWXYZ23456789';
const quiet = () => undefined;

/** What the parts of a service are opened with beside the one that runs. */
export const means: Means = {
  program: 'bench',
  clock: { now: () => new Date().toISOString() },
  timers: realTimers,
  newId: () => uuidv7(Date.now(), randomBytes(10)),
  random: randomBytes,
  newCode: (length) => Array.from({ length }, () => SIGNS[randomInt(SIGNS.length)]).join(''),
  makeDemo: demoLibrary,
  print: quiet,
  log: quiet,
  logTo: { write: quiet },
};

/** One-time codes for new desks of a campus (its code). */
export async function enrolCodes(
  place: StorePlace,
  campus: string,
  count: number,
): Promise<string[]> {
  const wanted = { alone: false, fresh: false };
  const { store, close } = await openStore(place, 'library', means.clock, wanted);
  const service = await openService(store, means);
  const { id } = await campusNamed(store, campus);
  const codes: string[] = [];
  for (let made = 0; made < count; made += 1) {
    codes.push((await service.auth.consoleCode(id)).code);
  }
  await service.close();
  await close();
  return codes;
}
