// Every push that was ever sent, sent again, twice, in any order, to a service that has begun anew: nothing happens.

import type { PushBody } from '../../src/shared/sync/protocol.ts';
import { readPush } from '../../src/central/http/readable.ts';
import { buildSim, endSim, everybodyJoins, untilQuiet } from '../support/sim/build.ts';
import { finalProblems } from '../support/sim/checks/all-checks.ts';
import { serviceFacts } from '../support/sim/checks/service-facts.ts';
import { chanceOf } from '../support/sim/random.ts';
import type { Chance } from '../support/sim/random.ts';
import type { Sim } from '../support/sim/sim.ts';
import { makeTemplates } from '../support/sim/templates.ts';
import type { Templates } from '../support/sim/templates.ts';
import { heal } from '../support/sim/trouble.ts';
import { CALM } from '../support/sim/weather.ts';
import type { Failing, Tally } from './report.ts';

const COMMANDS = 40;

/** A push as it was sent, and by whom. */
interface Captured {
  desk: string;
  body: unknown;
}

async function work(sim: Sim, chance: Chance): Promise<void> {
  // Answers are lost and messages doubled, so that much is offered more than once.
  sim.weather = { ...CALM, answerLost: 0.3, doubled: 0.3 };
  for (let done = 0; done < COMMANDS; done += 1) {
    await chance.oneOf(sim.desks).act();
    await sim.scheduler.runTo(sim.scheduler.now() + chance.between(100, 3000));
  }
  heal(sim);
  await untilQuiet(sim);
}

/** All that the service holds, as one text. */
async function holdings({ service }: Sim): Promise<string> {
  const { log, results, rows, desks, texts } = await serviceFacts(service.store());
  const known = desks.map(({ seenOn: _seenOn, ...desk }) => desk);
  return JSON.stringify([log, results, rows, known, texts]);
}

async function sendAll(sim: Sim, captured: readonly Captured[], chance: Chance): Promise<void> {
  const twice = [...captured, ...captured].map((each) => ({ each, order: chance() }));
  const lane = sim.service.service()?.lane;
  for (const { each } of twice.toSorted((a, b) => a.order - b.order)) {
    const body: PushBody | null = readPush(each.body, each.desk);
    if (body) await lane?.push(each.desk, body);
  }
}

async function once(
  templates: Templates,
  seed: number,
): Promise<{ sent: number; texts: string[] }> {
  const chance = chanceOf(`captured ${seed}`);
  const captured: Captured[] = [];
  const sim = buildSim({
    templates,
    chance: chance.of('library'),
    desks: 3,
    twist: {
      central: (central, name) => ({
        ...central,
        call(call, signal) {
          const desk = sim.desks.find((each) => each.name === name)?.id();
          if (call.path === '/v1/push' && desk) {
            captured.push({ desk, body: structuredClone(call.body) });
          }
          return central.call(call, signal);
        },
      }),
    },
  });
  await everybodyJoins(sim, true);
  await work(sim, chance);
  const before = await holdings(sim);
  sim.service.kill();
  await sim.service.start();
  await sendAll(sim, captured, chance);
  const same = (await holdings(sim)) === before;
  await untilQuiet(sim);
  const texts = [
    ...(same ? [] : ['a push that was sent again had an effect']),
    ...sim.problems,
    ...(await finalProblems(sim)),
  ];
  await endSim(sim);
  return { sent: captured.length * 2, texts };
}

/** Libraries whose pushes are all sent again. */
export async function capturedAgain(count: number, seed: number): Promise<Tally> {
  const templates = await makeTemplates();
  const failures: Failing[] = [];
  let all = 0;
  for (let own = seed; own < seed + count; own += 1) {
    const { sent, texts } = await once(templates, own);
    all += sent;
    const replay = `npm run faults -- captured --seed ${own} --times 1`;
    failures.push(...texts.slice(0, 3).map((text) => ({ text, replay })));
  }
  templates.remove();
  return { count: all, failures, note: `${count} libraries` };
}
