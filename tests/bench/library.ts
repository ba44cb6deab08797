// Making libraries: the demonstration one against its budget, the large one once and kept.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { profileFor, startDesk } from '../support/desk.ts';
import { bareInsert } from './bare.ts';
import { report, timed } from './table.ts';

/** Process start to listening on a fresh profile: the demo library made, indexed and open. */
export async function makeDemo(): Promise<void> {
  const { profile, forget } = profileFor({});
  let stop = () => Promise.resolve();
  const took = await timed(async () => {
    const desk = await startDesk({ profile });
    stop = () => desk.stop();
  });
  await stop();
  forget();
  const bare = bareInsert();
  report('demonstration library made, process start to listening', took / 1000, 's', 10, {
    what: 'bare insert of 122,000 rows',
    value: bare / 1000,
  });
}

/** Makes the large library where there is none of that scale yet. */
export async function makeLarge(profile: string, scale: number): Promise<void> {
  if (existsSync(join(profile, 'replica.db'))) return;
  console.log(`   making the large library (scale ${scale}) in ${profile}, once`);
  const took = await timed(async () => {
    const desk = await startDesk({ profile, scale });
    await desk.stop();
  });
  report(`large library made (scale ${scale})`, took / 1000, 's', null);
}
