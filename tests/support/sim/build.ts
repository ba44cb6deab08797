// Puts a simulated library together, lets its desks join, and waits for quiet.

import { keepReceipt } from '../../../src/main/desk/sync/receipts.ts';
import { createDeskHost } from './desk-host.ts';
import type { DeskHost } from './desk-host.ts';
import { SIM_START } from './base.ts';
import { createLedger } from './ledger.ts';
import { createNetwork } from './network.ts';
import type { Chance } from './random.ts';
import { createScheduler, wallClock } from './scheduler.ts';
import { createServiceHost } from './service-host.ts';
import type { Sim } from './sim.ts';
import type { Templates } from './templates.ts';
import { createTrace } from './trace.ts';
import type { Twist } from './twist.ts';
import { CALM } from './weather.ts';

const SECOND = 1000;
/** I10: quiet at most so long after the last fault. */
const QUIET_WITHIN = 60 * SECOND;
/**
 * So long it has to stay quiet: a desk that is back waits up to a second before it offers once more what a service that was
 * put back may have lost (the first wait of `loop-step.ts`).
 */
const STAYS_QUIET = 1.5 * SECOND;
const LOOKS_EVERY = 250;

/** What a simulated library is made from. */
export interface BuildOptions {
  templates: Templates;
  chance: Chance;
  desks: number;
  twist?: Twist;
  /** Where all clocks stand in the beginning; default `SIM_START`. */
  startMs?: number;
}

/** Makes it; nothing runs yet. */
export function buildSim(options: BuildOptions): Sim {
  const { templates, chance, desks, twist = {}, startMs = SIM_START } = options;
  const scheduler = createScheduler();
  const trace = createTrace(scheduler.now);
  const ledger = createLedger();
  const problems: string[] = [];
  const failed = (text: string) => void problems.push(text);
  const serviceClock = wallClock(scheduler, startMs);
  const common = { scheduler, trace, failed, twist };
  const service = createServiceHost({
    ...common,
    chance: chance.of('service'),
    clock: serviceClock,
    template: templates.service,
  });
  const sim: Sim = {
    scheduler,
    trace,
    service,
    serviceClock,
    problems,
    lostOutboxes: [],
    ledger,
    chance: chance.of('troubles'),
    desks: [],
    weather: CALM,
    links: new Map(),
    backups: [],
    healed: false,
  };
  const network = createNetwork({
    scheduler,
    trace,
    failed,
    chance: chance.of('network'),
    door: service.door,
    weather: () => sim.weather,
    link: (desk) => sim.links.get(desk) ?? 'up',
  });
  for (let number = 1; number <= desks; number += 1) {
    const name = `d${number}`;
    sim.links.set(name, 'up');
    sim.desks.push(
      createDeskHost({
        ...common,
        name,
        campus: number % 2 === 1 ? 'north' : 'south',
        chance: chance.of(name),
        clock: wallClock(scheduler, startMs),
        network,
        ledger,
        template: templates.desk,
        zone: templates.zone,
      }),
    );
  }
  return sim;
}

/** Starts service and desks, and lets the desks join one after the other; `alone`: one may have worked before. */
export async function everybodyJoins(sim: Sim, alone: boolean): Promise<void> {
  const { service, desks, scheduler } = sim;
  await service.start();
  await scheduler.settle();
  for (const desk of desks) {
    await desk.start();
    // Codes of the service point are used by one desk only before it joins.
    const worked = alone && desk === desks[0] && sim.chance.hits(0.6);
    if (worked) for (let done = 0; done < 4; done += 1) await desk.act();
    await joins(sim, desk);
  }
}

/** Tries of a person who joins a desk; the network is bad during the first ones at most. */
const TRIES = 5;
const BAD_TRIES = 2;

/** Lets a desk join; somebody fills the form in again when the answer was lost on the way. */
async function joins(sim: Sim, desk: DeskHost): Promise<void> {
  const { scheduler, service, problems, chance } = sim;
  const { code } = (await service.service()?.auth.consoleCode(desk.campus)) ?? { code: '' };
  const weather = chance.hits(0.15) ? { ...CALM, lost: 0.1, answerLost: 0.4 } : CALM;
  let told = 'nothing';
  for (let tried = 0; tried < TRIES && told !== 'ok'; tried += 1) {
    let done = false;
    sim.weather = tried < BAD_TRIES ? weather : CALM;
    void desk
      .running()
      ?.join(code)
      .then((answer) => {
        done = true;
        told = answer.ok ? 'ok' : answer.code;
      });
    await scheduler.settle();
    await scheduler.runTo(scheduler.now() + 90 * SECOND, () => done);
  }
  sim.weather = CALM;
  if (told !== 'ok') problems.push(`${desk.name} cannot join: ${told}`);
  const id = desk.id();
  if (id === null) return;
  const receipts = await service.admit(id);
  const kept = desk.running()?.store.outbox.kept;
  if (kept) for (const receipt of receipts) keepReceipt(kept, receipt);
}

/** Whether nothing is under way any more. */
function isQuiet({ service, desks }: Sim, headSeq: number): boolean {
  return service.service() !== null && desks.every((desk) => desk.running()?.isQuiet(headSeq));
}

/** Lets time go by until all is quiet and stays so; gives the virtual ms that it took to become quiet. */
export async function untilQuiet(sim: Sim): Promise<number> {
  const { scheduler, service, problems } = sim;
  const began = scheduler.now();
  let since: number | null = null;
  while (since === null || scheduler.now() - since < STAYS_QUIET) {
    if (scheduler.now() - began >= QUIET_WITHIN) break;
    await scheduler.runTo(scheduler.now() + LOOKS_EVERY);
    const head = (await service.store().reads.head()).seq;
    since = isQuiet(sim, head) ? (since ?? scheduler.now()) : null;
  }
  if (since === null) {
    const states = sim.desks.map((desk) => `${desk.name} ${desk.running()?.stateText() ?? 'off'}`);
    problems.push(`I10 not quiet after ${QUIET_WITHIN / SECOND} s: ${states.join('; ')}`);
  }
  return (since ?? scheduler.now()) - began;
}

/** Ends everything; files and databases are gone. */
export async function endSim({ desks, service }: Sim): Promise<void> {
  for (const desk of desks) desk.close();
  await service.close();
}
