// Schedules that chance seldom hits, written out step by step; each must hold, and fail with its bug planted.

import type { Central, CentralAnswer, CentralCall } from '../../src/main/desk/sync/central-port.ts';
import type { Draft } from '../../src/main/desk/queues/execute.ts';
import type { PushBody } from '../../src/shared/sync/protocol.ts';
import { buildSim, endSim, everybodyJoins, untilQuiet } from '../support/sim/build.ts';
import { finalProblems } from '../support/sim/checks/all-checks.ts';
import { chanceOf } from '../support/sim/random.ts';
import type { Templates } from '../support/sim/templates.ts';
import { heal } from '../support/sim/trouble.ts';
import type { Twist } from '../support/sim/twist.ts';
import { asked, backUp, does, pass, putBack, sighting } from './schedule-scene.ts';
import type { Scene, Schedule } from './schedule-scene.ts';

/** An old push arrives a second time after the backup was put back, when something else has come first. */
const lateDouble: Schedule = {
  name: 'late_double',
  bug: 'push_without_epoch',
  async run(scene) {
    const { sim, one, two, sent } = scene;
    const request = await asked(scene);
    const backup = await backUp(sim);
    const approve = await does(scene, one, {
      actor: 'keeper-a',
      type: 'reallocation.approve',
      entity: request.entity,
      expectHead: request.id,
      input: { copyId: 'c1', priority: 'normal' },
    });
    await pass(sim, 2);
    await does(scene, one, { ...sighting, entity: 'c5' });
    await pass(sim, 2);
    sim.links.set('d1', 'silent');
    await putBack(scene, backup);
    await does(scene, two, {
      actor: 'keeper-a',
      type: 'reallocation.reject',
      entity: request.entity,
      expectHead: request.id,
      input: { reason: 'policy', readerText: 'Not this time.' },
    });
    await pass(sim, 2);
    const late = sent.find(
      ({ path, body }) =>
        path === '/v1/push' &&
        (body as PushBody).commands.some((command) => command.id === approve.id),
    );
    if (!late) throw new Error('the approval was never pushed');
    await sim.service.door()?.call(late);
    await pass(sim, 2);
  },
};

/**
 * A desk has an answer but has not read the rows behind it when the service goes back to before them. Something between
 * them refuses its reads, and no connection breaks, so that it has no cause to offer its last command once more.
 */
const unreadLoss: Schedule = {
  name: 'unread_loss',
  bug: 'no_epoch',
  async run(scene) {
    const { sim, one, two, reach } = scene;
    await asked(scene);
    const backup = await backUp(sim);
    // The live stream breaks, and no other comes in its place.
    reach.reads = false;
    sim.service.kill();
    await sim.service.start();
    await pass(sim, 60);
    await does(scene, one, { ...sighting, entity: 'c5' });
    await pass(sim, 10);
    await putBack(scene, backup);
    for (const entity of ['c1', 'c2', 'c3']) await does(scene, two, { ...sighting, entity });
    await pass(sim, 5);
    reach.reads = true;
  },
};

/** The service's clock is put back between two commands, and a desk reads on from the first. */
const clockPutBack: Schedule = {
  name: 'clock_put_back',
  bug: 'timestamp_cursor',
  async run(scene) {
    const { sim, one, two, reach } = scene;
    await asked(scene);
    reach.reads = false;
    sim.service.kill();
    await sim.service.start();
    sim.serviceClock.jump(-3_600_000);
    await does(scene, two, { ...sighting, entity: 'c5' });
    await pass(sim, 60);
    reach.reads = true;
    await does(scene, one, { ...sighting, entity: 'c4' });
  },
};

/** A day's work of people who signed in after the backup was made, acknowledged, and offered again to it. */
const signedInSince: Schedule = {
  name: 'signed_in_since',
  bug: 'no_receipts',
  async run(scene) {
    const { sim, one, two } = scene;
    const backup = await backUp(sim);
    const done: Draft[] = [];
    for (let n = 1; n <= 20; n += 1) {
      for (const [desk, actor] of [
        [one, 'desk-a'],
        [two, 'keeper-a'],
      ] as const) {
        done.push(await does(scene, desk, { ...sighting, actor, entity: `c${(n % 5) + 1}` }));
      }
    }
    await untilQuiet(sim);
    sim.service.restore(backup);
    await sim.service.start();
    await pass(sim, 60);
    await untilQuiet(sim);
    const results = await sim.service.store().reads.results(done.map(({ id }) => id));
    const lost = results.filter(({ code }) => code !== 'ok');
    if (results.length < done.length || lost.length > 0) {
      const why = `${results.length} of ${done.length} came again, ${lost.length} were refused`;
      sim.problems.push(`I12 ${why}: ${lost[0]?.refusal ?? 'nothing'}`);
    }
  },
};

/** Writes after which a desk dies, one after the other, while it takes a page: before, between and after its parts. */
const DEATHS = 24;

/** A desk dies at every place while it writes down a page, and begins again on what its disk has. */
const diesInAPage: Schedule = {
  name: 'dies_in_a_page',
  bug: 'cursor_first',
  async run(scene) {
    const { sim, one, two } = scene;
    for (let writes = 1; writes <= DEATHS && sim.problems.length === 0; writes += 1) {
      one.plan({ powerGone: false, losesReplica: false, restartMs: 1000 });
      one.killAfter(writes);
      await does(scene, two, { ...sighting, entity: `c${(writes % 5) + 1}` });
      await pass(sim, 5);
      await untilQuiet(sim);
      sim.problems.push(...(await finalProblems(sim)));
    }
  },
};

/**
 * A desk without its line acts twice on a request, each time on what it knows; by then another desk has acted once. As many
 * acts have led to what it knew, and they are others.
 */
const otherHistory: Schedule = {
  name: 'other_history',
  bug: 'integer_versions',
  async run(scene) {
    const { sim, one, two } = scene;
    const request = await asked(scene);
    const { entity } = request;
    const by = { actor: 'keeper-a', entity };
    sim.links.set('d1', 'silent');
    const approve = await does(scene, one, {
      ...by,
      type: 'reallocation.approve',
      expectHead: request.id,
      input: { copyId: 'c1', priority: 'normal' },
    });
    await does(scene, one, {
      ...by,
      actor: 'desk-a',
      type: 'reallocation.cancel',
      expectHead: approve.id,
      input: { reason: 'reader_cancel' },
    });
    await does(scene, two, {
      ...by,
      type: 'reallocation.approve',
      expectHead: request.id,
      input: { copyId: 'c1', priority: 'normal' },
    });
    await pass(sim, 5);
  },
};

/** Schedules by the bug that they notice. */
export const SCHEDULES: readonly Schedule[] = [
  lateDouble,
  unreadLoss,
  clockPutBack,
  signedInSince,
  diesInAPage,
  otherHistory,
];

const BUSY: CentralAnswer = { status: 503, body: null, retryAfter: null };

async function* refusing(): AsyncGenerator<CentralAnswer> {
  yield await Promise.resolve(BUSY);
}

/** The first desk's way to the service: noted, and refused for reading where the schedule says so. */
function watched({ reach, sent }: Pick<Scene, 'reach' | 'sent'>, central: Central): Central {
  const cut = (call: CentralCall) => !reach.reads && /pull|live|snapshot/u.test(call.path);
  return {
    call(call, signal) {
      sent.push(structuredClone(call));
      return cut(call) ? Promise.resolve(BUSY) : central.call(call, signal);
    },
    live: (call, signal) => (cut(call) ? refusing() : central.live(call, signal)),
    lines: (call, signal) => (cut(call) ? refusing() : central.lines(call, signal)),
  };
}

/** Runs a schedule, with or without wrappers of a bug; gives what is wrong in the end. */
export async function runSchedule(
  name: string,
  templates: Templates,
  bug: Twist = {},
): Promise<string[]> {
  const schedule = SCHEDULES.find((each) => each.name === name);
  if (!schedule) throw new Error(`no schedule is called ${name}`);
  const own = { reach: { reads: true }, sent: [] as CentralCall[] };
  const twist: Twist = {
    ...bug,
    central(central, desk) {
      const given = bug.central?.(central, desk) ?? central;
      return desk === 'd1' ? watched(own, given) : given;
    },
  };
  const chance = chanceOf(`schedule ${name}`);
  const sim = buildSim({ templates, chance, desks: 2, twist });
  const [one, two] = sim.desks;
  if (!one || !two) throw new Error('a schedule needs two desks');
  await everybodyJoins(sim, false);
  await schedule.run({ sim, one, two, ...own });
  heal(sim);
  await untilQuiet(sim);
  const problems = [...sim.problems, ...(await finalProblems(sim))];
  await endSim(sim);
  return problems;
}
