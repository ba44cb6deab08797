// kill −9 of service and desks at random moments while they work; whoever was killed begins again at once.

import { setTimeout as wait } from 'node:timers/promises';
import { startDeskProcess } from '../support/faults/desk-process.ts';
import { closeField, openField, settleAndCompare } from '../support/faults/field.ts';
import type { Field } from '../support/faults/field.ts';
import { startServiceProcess } from '../support/faults/service-process.ts';
import { chanceOf } from '../support/sim/random.ts';
import type { Failing, Tally } from './report.ts';

const DESKS = 2;
/** One command of each desk every so many ms. */
const WORK_MS = 15;
/** A start may take so long, ms. */
const MOST_START = 5000;

async function killService(field: Field): Promise<number> {
  const { port } = field.service;
  await field.service.kill();
  field.service = await startServiceProcess(field.store, port);
  return field.service.startMs;
}

async function killDesk(field: Field, at: number): Promise<number> {
  const [desk, place] = [field.desks[at], field.places[at]];
  if (!desk || !place) return 0;
  await desk.kill();
  const again = await startDeskProcess(place);
  again.work(WORK_MS);
  field.desks[at] = again;
  return again.startMs;
}

/** So many kills, then everybody must agree. */
export async function kills(count: number, seed: number): Promise<Tally> {
  const chance = chanceOf(`kills ${seed}`);
  const replay = `npm run faults -- kills --seed ${seed} --kills ${count}`;
  const failures: Failing[] = [];
  const fail = (text: string) => void failures.push({ text, replay });
  const field = await openField(DESKS);
  const starts: number[] = [];
  try {
    for (const desk of field.desks) desk.work(WORK_MS);
    for (let kill = 0; kill < count; kill += 1) {
      await wait(chance.between(20, 900));
      const victim = chance.between(0, DESKS);
      const ms = victim === DESKS ? await killService(field) : await killDesk(field, victim);
      starts.push(ms);
      if (ms > MOST_START) fail(`the start after kill ${kill + 1} took ${ms.toFixed(0)} ms`);
    }
    const acknowledged = field.places.reduce((sum, each) => sum + each.acknowledged.size, 0);
    for (const text of await settleAndCompare(field)) fail(text);
    const longest = Math.max(...starts);
    const note = `${acknowledged} commands acknowledged; longest start ${(longest / 1000).toFixed(1)} s`;
    return { count, failures, note };
  } catch (error) {
    fail(error instanceof Error ? (error.stack ?? error.message) : String(error));
    return { count, failures, note: '' };
  } finally {
    await closeField(field);
  }
}
