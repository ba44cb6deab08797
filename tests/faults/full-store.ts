// The service's disk is full while desks work: it says so, nothing is lost, and all goes on when there is room.

import { setTimeout as wait } from 'node:timers/promises';
import { closeField, openField, settleAndCompare } from '../support/faults/field.ts';
import type { Failing, Tally } from './report.ts';

const WORK_MS = 15;
const FULL_MS = 2500;

/** So many times full and free again. */
export async function fullStore(count: number): Promise<Tally> {
  const replay = `npm run faults -- full --times ${count}`;
  const failures: Failing[] = [];
  const fail = (text: string) => void failures.push({ text, replay });
  const field = await openField(2);
  try {
    for (const desk of field.desks) desk.work(WORK_MS);
    for (let time = 0; time < count; time += 1) {
      await wait(800);
      await field.service.full(true);
      await wait(FULL_MS);
      await field.service.full(false);
    }
    const said = field.service.log().split('store_full').length - 1;
    if (said === 0) fail('the service never noticed that its disk was full');
    if (!field.service.running()) fail('the service ended');
    for (const text of await settleAndCompare(field)) fail(text);
    return { count, failures, note: `${said} groups met the full disk` };
  } catch (error) {
    fail(error instanceof Error ? (error.stack ?? error.message) : String(error));
    return { count, failures, note: '' };
  } finally {
    await closeField(field);
  }
}
