// Rows of who did what equal a recount of the whole record, whatever a desk and its service went through.
import { rmSync } from 'node:fs';
import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { profileFolder } from '../../../../tests/support/desk-core.ts';
import type { ReplicaDesk } from '../../../../tests/support/replica-desk.ts';
import { History } from '../../../../tests/support/sync-history.ts';
import { normsOf } from '../../../shared/staff/measures.ts';
import { QUEUES } from '../../../shared/queues/index.ts';
import { workOf } from '../../../shared/staff/work.ts';
import type { Work } from '../../../shared/staff/work.ts';
import { allSums, minuteCounts } from '../db/staff-sums.ts';
import { createWorkKeeper } from './bring-up.ts';
import type { WorkKeeper } from './bring-up.ts';

const STEPS = [
  ...Array.from({ length: 20 }, () => 'elsewhere' as const),
  ...Array.from({ length: 40 }, () => 'here' as const),
  ...Array.from({ length: 10 }, () => ['push', 'answer', 'pull', 'look'] as const).flat(),
  ...(['crash', 'resync', 'settings', 'damage'] as const),
];
const PERIOD = { from: '2018-01-01', to: '2019-12-31' };

/** Everything that was done, read anew from every event. */
function recount({ rows, store }: ReplicaDesk): Work[] {
  const { calendars } = store.settings();
  const all = rows('event').toSorted((a, b) => a.seq - b.seq);
  return rows('request').flatMap(({ id, queue, campus }) => {
    const events = all.filter(({ requestId }) => requestId === id);
    return workOf({ queue, campus, events }, QUEUES[queue], calendars);
  });
}

/** Work counted by everything that sums are told apart by. */
function counted(all: Iterable<Omit<Work, 'eventId'> | ReturnType<typeof allSums>[number]>) {
  const counts = new Map<string, [number, number]>();
  for (const each of all) {
    const { day, role, campus, task, search, first, scan, minutes } = each;
    const key = [day, role, campus, task, search, first, scan].join(' ');
    const [n, sum] = counts.get(key) ?? [0, 0];
    counts.set(key, [n + ('n' in each ? each.n : 1), Math.round((sum + (minutes ?? 0)) * 10) / 10]);
  }
  return new Map([...counts].toSorted(([a], [b]) => (a < b ? -1 : 1)));
}

function ready(keeper: WorkKeeper): void {
  for (let left = 1000; !keeper.bringUp().ready; left -= 1) {
    if (left === 0) throw new Error('never ready');
  }
}

async function check(history: History, steps: readonly (typeof STEPS)[number][]) {
  let keeper = createWorkKeeper(history.desk.store);
  let { store } = history.desk;
  for (const step of steps) {
    if (history.chance.hits(0.3)) history.clock.forward(history.chance.between(1, 300));
    if (step !== 'look') await history[step]();
    if (history.desk.store !== store) {
      ({ store } = history.desk);
      keeper = createWorkKeeper(store);
    }
    if (step === 'look') keeper.bringUp();
  }
  ready(keeper);
  const { statements } = store.replica();
  const work = recount(history.desk);
  expect(counted(allSums(statements, PERIOD))).toEqual(counted(work));
  const minutes = work.flatMap((each) =>
    each.task === null || each.role === 'assistant'
      ? []
      : [{ task: each.task, minutes: each.minutes ?? 0, n: 1 }],
  );
  expect(normsOf(minuteCounts(statements, PERIOD))).toEqual(normsOf(minutes));
  return work.length;
}

it('follows commands, pages, rebase, stops, resync and damage', async () => {
  let seen = 0;
  await fc.assert(
    fc.asyncProperty(
      fc.nat(),
      fc.array(fc.constantFrom(...STEPS), { minLength: 60, maxLength: 160 }),
      async (seed, steps) => {
        const folder = profileFolder();
        const history = await History.begin(seed, folder);
        try {
          seen += await check(history, steps);
        } finally {
          history.desk.close();
          rmSync(folder, { recursive: true, force: true });
        }
      },
    ),
    { numRuns: Number(process.env['RUNS'] ?? 12), endOnFailure: true },
  );
  expect(seen).toBeGreaterThan(30);
}, 600_000);
