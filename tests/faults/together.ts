// Three service processes on one PostgreSQL under load, one of them killed on the way: they behave as one.

import { setTimeout as wait } from 'node:timers/promises';
import { closeField, openField, settleAndCompare } from '../support/faults/field.ts';
import { startServiceProcess } from '../support/faults/service-process.ts';
import type { ServiceProcess } from '../support/faults/service-process.ts';
import { sighting, thinDesk } from '../support/faults/thin-desk.ts';
import type { ThinDesk } from '../support/faults/thin-desk.ts';
import { startPostgres } from '../support/postgres.ts';
import type { Failing, Tally } from './report.ts';

const SERVICES = 3;
const LOAD_MS = 8000;
const WORK_MS = 60;
const BATCH = 5;

/** Pushes as fast as it is answered; what fails is offered again, as a desk does. Gives how many were accepted. */
async function load(desk: ThinDesk, until: () => boolean): Promise<number> {
  let last = 0;
  while (!until()) {
    const commands = Array.from({ length: BATCH }, (_, at) => sighting(desk.id, last + 1 + at));
    try {
      last = (await desk.push(commands)).last;
    } catch {
      // The same counters under other ids would be another desk's: what was taken is asked for first.
      last = await lastOf(desk, last);
      await wait(100);
    }
  }
  return last;
}

/** The counter that the service expects next, less one: a push far ahead is refused with it. */
async function lastOf(desk: ThinDesk, known: number): Promise<number> {
  const commands = [sighting(desk.id, known + 1_000_000)];
  const body = { epoch: desk.epoch, from: known + 1_000_000, commands };
  try {
    const answer = await desk.call({ method: 'POST', path: '/v1/push', body });
    const said = answer.body as { code?: string; last?: number } | null;
    return said?.code === 'gap' && said.last !== undefined ? said.last : known;
  } catch {
    return known;
  }
}

/** Once. */
export async function together(): Promise<Tally> {
  const replay = 'npm run faults -- together';
  const failures: Failing[] = [];
  const fail = (text: string) => void failures.push({ text, replay });
  const postgres = await startPostgres();
  const url = await postgres.newDatabase();
  const others: ServiceProcess[] = [];
  let turn = 0;
  const field = await openField(3, url, async (port) => {
    // Each desk at a service of its own.
    turn += 1;
    if (turn === 1) return port;
    const other = await startServiceProcess(url);
    others.push(other);
    return other.port;
  });
  try {
    const ports = [field.service, ...others].map((each) => each.port);
    const thin: ThinDesk[] = [];
    for (const port of ports) {
      const desk = await thinDesk(port, await field.service.code('north'));
      await field.service.admit(desk.id);
      thin.push(desk);
    }
    let over = false;
    for (const desk of field.desks) desk.work(WORK_MS);
    const loading = thin.map((desk) => load(desk, () => over));
    await wait(LOAD_MS / 2);
    const [victim] = others.splice(0, 1);
    await victim?.kill();
    if (victim) others.unshift(await startServiceProcess(url, victim.port));
    await wait(LOAD_MS / 2);
    over = true;
    const pushed = (await Promise.all(loading)).reduce((sum, each) => sum + each, 0);
    for (const text of await settleAndCompare(field)) fail(text);
    const note = `${pushed} commands by ${thin.length} light desks, one service killed on the way`;
    return { count: SERVICES, failures, note };
  } catch (error) {
    fail(error instanceof Error ? (error.stack ?? error.message) : String(error));
    return { count: SERVICES, failures, note: '' };
  } finally {
    await closeField(field);
    await Promise.all(others.map((each) => each.kill()));
    await postgres.stop();
  }
}
