// A small library in processes: one service, some desks, and how they are compared when all is over.

import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { openDeskCore } from '../../../src/main/desk/desk.ts';
import { simBase } from '../sim/base.ts';
import { deskFacts } from '../sim/checks/desk-facts.ts';
import type { DeskFacts } from '../sim/checks/desk-facts.ts';
import {
  chainProblems,
  effectProblems,
  orderProblems,
  versionProblems,
} from '../sim/checks/log-checks.ts';
import { equalProblems, lostProblems, outcomeProblems } from '../sim/checks/outcome-checks.ts';
import { serviceFacts } from '../sim/checks/service-facts.ts';
import type { ServiceFacts } from '../sim/checks/service-facts.ts';
import { stateProblems } from '../sim/checks/state-checks.ts';
import { openChildStore } from './child-store.ts';
import { startDeskProcess, untilDesksQuiet } from './desk-process.ts';
import type { DeskPlace, DeskProcess } from './desk-process.ts';
import { startServiceProcess } from './service-process.ts';
import type { ServiceProcess } from './service-process.ts';

const clock = { now: () => new Date().toISOString() };

/** A library in processes. */
export interface Field {
  folder: string;
  /** File or address of the service's store. */
  store: string;
  service: ServiceProcess;
  places: DeskPlace[];
  desks: DeskProcess[];
}

/** Starts a service and so many desks, which join it; `portOf` may put something between. */
export async function openField(
  desks: number,
  store: string | null = null,
  portOf: (port: number) => Promise<number> = async (port) => port,
): Promise<Field> {
  const folder = mkdtempSync(join(tmpdir(), 'shutai-field-'));
  const place = store ?? join(folder, 'central.db');
  const service = await startServiceProcess(place);
  const field: Field = { folder, store: place, service, places: [], desks: [] };
  for (let number = 1; number <= desks; number += 1) {
    const name = `d${number}`;
    const own = join(folder, name);
    mkdirSync(own);
    const port = await portOf(service.port);
    const at: DeskPlace = { folder: own, name, port, acknowledged: new Set() };
    const code = await service.code(number % 2 === 1 ? 'north' : 'south');
    const joined = await startDeskProcess(at, code);
    await service.admit(joined.id);
    field.places.push(at);
    field.desks.push(joined);
  }
  return field;
}

/** Ends everything. */
export async function closeField({ service, desks, folder }: Field): Promise<void> {
  await Promise.all([service.kill(), ...desks.map((desk) => desk.kill())]);
  rmSync(folder, { recursive: true, force: true });
}

/** The files of a desk that has ended, opened without a network. */
async function factsOf({ folder, name }: DeskPlace): Promise<DeskFacts> {
  const core = await openDeskCore({
    files: { folder },
    clock,
    timers: { after: () => () => undefined },
    newId: () => 'nobody',
    newCode: () => 'NOCODE22',
    base: () => simBase(),
    log: () => undefined,
    print: () => undefined,
    checkOutput: false,
  });
  const facts = deskFacts(name, core.context.store);
  core.context.store.replica().close();
  core.context.store.outbox.close();
  return facts;
}

/** Compares service and desks, row by row, once nobody works any more. */
function differencesOf(
  service: ServiceFacts,
  desks: readonly DeskFacts[],
  acknowledged: Iterable<{ id: string; by: string }>,
): string[] {
  return [
    ...chainProblems(service),
    ...effectProblems(service, { has: () => true }),
    ...versionProblems(service),
    ...orderProblems(service, desks),
    ...stateProblems(service),
    ...lostProblems(acknowledged, desks, service),
    ...desks.flatMap((desk) => [
      ...outcomeProblems(desk, service),
      ...equalProblems(desk, service),
    ]),
  ];
}

/** How long desks may take to come to rest, ms (I10). */
const QUIET_WITHIN = 60_000;

/** Lets everybody rest, waits for quiet, ends all and compares. */
export async function settleAndCompare(field: Field): Promise<string[]> {
  for (const desk of field.desks) desk.work(0);
  await wait(300);
  const quiet = await untilDesksQuiet(field.desks, QUIET_WITHIN);
  const problems: string[] = [];
  if (quiet === null) {
    const states = await Promise.all(field.desks.map((desk) => desk.state()));
    problems.push(`I10 not quiet after a minute: ${JSON.stringify(states)}`);
  }
  await Promise.all(field.desks.map((desk) => desk.kill()));
  await field.service.kill();
  const desks: DeskFacts[] = [];
  for (const place of field.places) desks.push(await factsOf(place));
  const acknowledged = field.places.flatMap(({ acknowledged: ids, name }) =>
    [...ids].map((id) => ({ id, by: name })),
  );
  const store = await openChildStore(field.store, clock);
  const service = await serviceFacts(
    store,
    acknowledged.map(({ id }) => id),
  );
  await store.close();
  return [...problems, ...differencesOf(service, desks, acknowledged)];
}
