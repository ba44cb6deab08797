// The same work with clocks that are right, a day ahead, a day behind, set back on the way, in a zone that changes to
// summer time just now, and in 2038: the same final state.

import type { Draft } from '../../src/main/desk/queues/execute.ts';
import { buildSim, endSim, everybodyJoins, untilQuiet } from '../support/sim/build.ts';
import { finalProblems } from '../support/sim/checks/all-checks.ts';
import { serviceFacts } from '../support/sim/checks/service-facts.ts';
import { randomDraft } from '../support/sim/people.ts';
import { chanceOf } from '../support/sim/random.ts';
import type { Sim } from '../support/sim/sim.ts';
import { makeTemplates } from '../support/sim/templates.ts';
import type { Templates } from '../support/sim/templates.ts';
import type { Failing, Tally } from './report.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const MOVES = 40;

/** What clocks do; `at` is after how many moves. */
interface Course {
  name: string;
  begins?(sim: Sim): void;
  midway?(sim: Sim): void;
}

const first = ({ desks }: Sim) => desks[0]?.clock;

const COURSES: readonly Course[] = [
  { name: 'right' },
  { name: 'a desk a day ahead', begins: (sim) => first(sim)?.jump(DAY) },
  { name: 'a desk a day behind', begins: (sim) => first(sim)?.jump(-DAY) },
  { name: 'a desk set back a day on the way', midway: (sim) => first(sim)?.jump(-DAY) },
  { name: 'a desk set forward a day on the way', midway: (sim) => first(sim)?.jump(DAY) },
  {
    name: 'the service set back an hour on the way',
    midway: (sim) => sim.serviceClock.jump(-HOUR),
  },
];

/** Where time stands when the work begins: usual, at the change to summer time in New York, at the end of 32 bits. */
const BEGINNINGS = [
  { name: 'as usual', startMs: undefined, zone: null },
  {
    name: 'summer time',
    startMs: Date.parse('2018-03-11T06:58:00.000Z'),
    zone: 'America/New_York',
  },
  { name: '2038', startMs: Date.parse('2038-01-19T03:13:00.000Z'), zone: null },
];

/** Moves whose outcome hangs on how long ago something was. */
const BY_DURATION = /^request\.(?:undo|claim|release|take_over)$/u;

/** What a library came to, without any time in it. */
async function stateOf({ service }: Sim): Promise<string> {
  const { world } = await serviceFacts(service.store());
  const requests = world
    .all('request')
    .map(({ id, state, copyId, leaderId, encumbered }) => [
      id,
      state,
      copyId,
      leaderId,
      encumbered,
    ]);
  const funds = world.all('fund').map(({ id, encumbered, spent }) => [id, encumbered, spent]);
  const holders = world
    .all('custody')
    .map(({ copyId, requestId, until }) => [copyId, requestId, until === null]);
  return JSON.stringify([requests.toSorted(), funds.toSorted(), holders.toSorted()]);
}

/** Does the given moves one after the other, or makes them where there are none yet. */
async function work(sim: Sim, course: Course, moves: (Draft | null)[]): Promise<void> {
  const chance = chanceOf('clocks');
  const made = moves.length === 0;
  for (let serial = 1; serial <= MOVES; serial += 1) {
    if (serial === MOVES / 2) course.midway?.(sim);
    const desk = sim.desks[serial % sim.desks.length];
    const running = desk?.running();
    if (!desk || !running) throw new Error('a desk does not run');
    const prefix = running.store.joined()?.deskCode ?? '';
    const at = { now: desk.clock.now(), serial, prefix };
    if (made) {
      const draft = randomDraft(chance, running.looked(), at);
      moves.push(BY_DURATION.test(draft.type) ? null : draft);
    }
    const draft = moves[serial - 1];
    if (draft) {
      const given = sim.ledger.give(desk.name, draft, sim.scheduler.now());
      given.acknowledged = (await running.run(draft))?.ok === true;
    }
    // Everybody reads everything in between, so that all see the same in every course.
    await sim.scheduler.runTo(sim.scheduler.now() + 2000);
  }
}

async function once(
  templates: Templates,
  startMs: number | undefined,
  course: Course,
  moves: (Draft | null)[],
): Promise<{ state: string; problems: string[] }> {
  const chance = chanceOf('clocks of a library');
  const begin = startMs === undefined ? {} : { startMs };
  const sim = buildSim({ templates, chance, desks: 2, ...begin });
  await everybodyJoins(sim, false);
  course.begins?.(sim);
  await work(sim, course, moves);
  await untilQuiet(sim);
  const state = await stateOf(sim);
  const problems = [...sim.problems, ...(await finalProblems(sim))];
  await endSim(sim);
  return { state, problems };
}

/** All courses from all beginnings. */
export async function clocks(): Promise<Tally> {
  const failures: Failing[] = [];
  const replay = 'npm run faults -- clocks';
  for (const { name, startMs, zone } of BEGINNINGS) {
    const templates = await makeTemplates(zone);
    const moves: (Draft | null)[] = [];
    let usual = '';
    for (const course of COURSES) {
      const { state, problems } = await once(templates, startMs, course, moves);
      usual ||= state;
      const told = `${name}, ${course.name}`;
      if (state !== usual) failures.push({ text: `${told}: another final state`, replay });
      failures.push(...problems.slice(0, 2).map((text) => ({ text: `${told}: ${text}`, replay })));
    }
    templates.remove();
  }
  return { count: BEGINNINGS.length * COURSES.length, failures, note: '' };
}
