// What the schedules of faults work with: a library of two desks, and people who do what must be accepted.

import type { CentralCall } from '../../src/main/desk/sync/central-port.ts';
import type { Draft } from '../../src/main/desk/queues/execute.ts';
import { derivedId } from '../../src/shared/lib/ids.ts';
import { sha256 } from '../../src/node/env.ts';
import { untilQuiet } from '../support/sim/build.ts';
import type { DeskHost } from '../support/sim/desk-host.ts';
import { commandIdAt } from '../support/sim/people.ts';
import type { Sim } from '../support/sim/sim.ts';

/** What the first desk can reach: everything, or only what it pushes. */
export interface Reach {
  reads: boolean;
}

/** A schedule; `sent` are the first desk's calls so far. */
export interface Schedule {
  name: string;
  /** The planted bug that it must notice. */
  bug: string;
  run(scene: Scene): Promise<void>;
}

/** What a schedule works with: two desks of one service. */
export interface Scene {
  sim: Sim;
  one: DeskHost;
  two: DeskHost;
  reach: Reach;
  sent: CentralCall[];
}

/** Lets time go by. */
export function pass({ scheduler }: Sim, seconds: number): Promise<void> {
  return scheduler.runTo(scheduler.now() + seconds * 1000);
}

/** Somebody does something that must be accepted where it is done; gives the command's id. */
export async function does(
  { sim }: Scene,
  desk: DeskHost,
  move: Pick<Draft, 'actor' | 'type' | 'input'> & Partial<Draft>,
): Promise<Draft> {
  const id = commandIdAt(sim.chance, desk.clock.now());
  const entity = derivedId(id, 0, sha256);
  const draft: Draft = { id, entity, point: 'n-desk', expectHead: null, ...move };
  const given = sim.ledger.give(desk.name, draft, sim.scheduler.now());
  const answer = await desk.running()?.run(draft);
  if (answer?.ok !== true) throw new Error(`${draft.type}: ${answer?.code ?? 'dead'}`);
  given.acknowledged = true;
  return draft;
}

/** A reallocation of a copy, asked for and read by everybody. */
export async function asked(scene: Scene): Promise<Draft> {
  const prefix = scene.two.running()?.store.joined()?.deskCode ?? '';
  const made = await does(scene, scene.two, {
    actor: 'desk-a',
    type: 'reallocation.submit',
    input: { readerId: 'reader-1', copyId: 'c1', kind: 'for_loan', targetCampus: 'south' },
    codePrefix: prefix,
  });
  await untilQuiet(scene.sim);
  return made;
}

/** A copy is seen somewhere: the smallest thing that always counts. */
export const sighting = { actor: 'desk-a', type: 'copy.sighting', input: {} };

/** The service goes back to a backup and goes on with whoever reaches it. */
export async function putBack(
  { sim }: Scene,
  backup: Awaited<ReturnType<typeof backUp>>,
): Promise<void> {
  sim.service.restore(backup);
  await sim.service.start();
  await pass(sim, 45);
}

/** A backup of the service as it is now. */
export function backUp({ service }: Sim) {
  return service.backUp();
}
