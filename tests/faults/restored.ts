// An old database takes the place of the service's own while desks are ahead of it: they offer all of it again.

import { copyFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { closeField, openField, settleAndCompare } from '../support/faults/field.ts';
import { startServiceProcess } from '../support/faults/service-process.ts';
import type { Failing, Tally } from './report.ts';

const WORK_MS = 30;
const SOME_MS = 2500;

/** Once; as the manual says, whoever puts the backup back begins a new epoch. */
export async function restored(): Promise<Tally> {
  const replay = 'npm run faults -- restored';
  const failures: Failing[] = [];
  const field = await openField(2);
  try {
    for (const desk of field.desks) desk.work(WORK_MS);
    await wait(SOME_MS);
    const backup = join(field.folder, 'backup.db');
    await field.service.backUp(backup);
    const before = field.places.reduce((sum, each) => sum + each.acknowledged.size, 0);
    await wait(SOME_MS);
    const { port } = field.service;
    await field.service.kill();
    for (const ending of ['', '-wal', '-shm']) rmSync(field.store + ending, { force: true });
    copyFileSync(backup, field.store);
    field.service = await startServiceProcess(field.store, port);
    await field.service.newEpoch();
    await wait(SOME_MS);
    const after = field.places.reduce((sum, each) => sum + each.acknowledged.size, 0);
    const problems = await settleAndCompare(field);
    failures.push(...problems.map((text) => ({ text, replay })));
    return { count: 1, failures, note: `${before} commands before the backup, ${after} in all` };
  } catch (error) {
    failures.push({ text: error instanceof Error ? (error.stack ?? '') : String(error), replay });
    return { count: 1, failures, note: '' };
  } finally {
    await closeField(field);
  }
}
