// What is due by itself: once, by whichever process, and never for ever.

import { describe, expect, it } from 'vitest';
import { sha256 } from '../../node/env.ts';
import { derivedId } from '../../shared/lib/ids.ts';
import { QUEUES } from '../../shared/queues/index.ts';
import { dueCommands } from '../../shared/queues/timers.ts';
import { NEVER, listingsOf, partsOf } from '../lane/stored.ts';
import { laneClock, laneOver } from '../../../tests/support/central-lane.ts';
import { useOneDesk } from '../../../tests/support/one-desk.ts';
import { handTimers } from '../../../tests/support/hand-timers.ts';
import { createRounds } from './keep-running.ts';
import { runRequestTimers, runReturns } from './run-due.ts';

const DAY = 1440;
const at = useOneDesk(100);
const parts = (each = at.open) => ({
  store: at.store,
  lane: each.lane,
  log: (line: string) => void each.lines.push(line),
});
const stateOf = (id: string) =>
  at.open.lane.look(async (world) => (await world.get('request', id))?.state);
const timers = () => at.store.reads.listedUpTo('timer', NEVER, 10);

const book = {
  isbn: '9780262033848',
  bookTitle: 'A book',
  price: 4500,
  way: 'at_desk',
  vendorId: 'vendor',
  readerId: 'reader-2',
  collection: 'n-main',
};

async function askReader(id: string) {
  await at.desk.say('desk-a', 'purchase.submit', id, { ...book, code: id });
  await at.desk.say('buyer-a', 'purchase.ask', id, { question: 'why?' });
}

/** The timer's command that an open request waits for. */
async function dueOf(id: string) {
  const far = '2019-01-01T00:00:00.000Z';
  const [timer] = await at.open.lane.look(async (world, env) => {
    const request = await world.get('request', id);
    return [...dueCommands(QUEUES, request ? [request] : [], [], env, far, () => '')];
  });
  if (!timer) throw new Error('nothing is due');
  return timer;
}

describe('timers of requests', () => {
  it('act when they are due and not before, also where two processes look at once', async () => {
    await askReader('p1');
    expect(await runRequestTimers(parts())).toBe(0);
    laneClock.forward(60 * DAY);
    const other = await laneOver(at.store);
    await Promise.all([runRequestTimers(parts()), runRequestTimers(parts(other))]);
    expect(await stateOf('p1')).toBe('cancelled');
    const events = await at.open.lane.look((world) => world.list('eventsOf', 'p1'));
    expect(events.filter(({ actor }) => actor === 'system')).toHaveLength(1);
    expect(await timers()).toEqual([]);
    expect(await runRequestTimers(parts())).toBe(0);
  });

  it('rest where they are refused, until their request changes', async () => {
    await askReader('p1');
    laneClock.forward(60 * DAY);
    // Somebody has got in between: what is due no longer is what it was.
    const [place] = await timers();
    if (!place) throw new Error('no timer');
    const moved = { ...place, key: '2018-01-01T00:00:00.000Z' };
    await at.desk.say('buyer-a', 'purchase.cancel', 'p1', { reason: 'duplicate' });
    const none = { rows: [], log: [], results: [], texts: [], desks: [], counters: [], jobs: [] };
    await at.store.lane((writes) => writes.write({ ...none, unlisted: [], listed: [moved] }));
    expect(await runRequestTimers(parts())).toBe(0);
    expect(await timers()).toEqual([{ ...place, key: NEVER }]);
  });

  it('go on where a desk that was alone had them refused', async () => {
    await askReader('p1');
    const timer = await dueOf('p1');
    const early = await at.desk.say('system', timer.type, 'p1', timer.input, { id: timer.id });
    expect(early).toMatchObject({ code: 'illegal', refusal: 'not_due' });
    laneClock.forward(60 * DAY);
    expect(await runRequestTimers(parts())).toBe(1);
    expect(await stateOf('p1')).toBe('cancelled');
    expect(await at.store.reads.results([timer.id])).toMatchObject([{ code: 'illegal' }]);
    expect(await runRequestTimers(parts())).toBe(0);
  });

  it('go on whatever a desk sent under their ids before, or sends while they run', async () => {
    await askReader('p1');
    const { id: first, type, input } = await dueOf('p1');
    const second = derivedId(first, 1, sha256);
    const third = derivedId(second, 1, sha256);
    // Refused, accepted, refused again: every desk can compute these ids.
    const early = await at.desk.say('system', type, 'p1', input, { id: first });
    expect(early).toMatchObject({ refusal: 'not_due' });
    const noted = await at.desk.say('desk-a', 'request.note', 'p1', { note: 'x' }, { id: second });
    expect(noted).toMatchObject({ code: 'ok' });
    const taken = at.desk.make('desk-a', 'request.claim', 'nothing', {}, { id: third });
    laneClock.forward(60 * DAY);
    // In one group, and before it: nobody looked in between.
    const [, acted] = await Promise.all([at.desk.send([taken]), runRequestTimers(parts())]);
    expect(acted).toBe(1);
    expect(await stateOf('p1')).toBe('cancelled');
    expect(await runRequestTimers(parts())).toBe(0);
    const events = await at.open.lane.look((world) => world.list('eventsOf', 'p1'));
    expect(events.filter(({ actor }) => actor === 'system')).toHaveLength(1);
  });

  it('run by themselves every now and then', async () => {
    await askReader('p1');
    const hand = handTimers();
    const rounds = createRounds(parts(), hand);
    rounds.start();
    await hand.pass(1000);
    expect(await stateOf('p1')).toBe('needs_info');
    laneClock.forward(60 * DAY);
    await hand.pass(20_000);
    expect(await stateOf('p1')).toBe('cancelled');
    await rounds.stop();
    expect(hand.waiting()).toBe(0);
  });
});

describe('returns of temporary moves', () => {
  it('are opened once, with a code of their own', async () => {
    const now = at.open.library.now();
    const copy = await at.open.lane.look((world) => world.get('copy', 'c1'));
    if (!copy) throw new Error('no copy');
    const away = { ...copy, ver: 2, holding: 's-main', returnDay: now.slice(0, 10) };
    const none = {
      log: [],
      results: [],
      texts: [],
      desks: [],
      counters: [],
      jobs: [],
      unlisted: [],
    };
    await at.store.lane((writes) =>
      writes.write({
        ...none,
        rows: [partsOf('copy', away).stored],
        listed: listingsOf('copy', away, null),
      }),
    );
    const fresh = await laneOver(at.store);
    expect(await runReturns(parts(fresh))).toBe(1);
    expect(await runReturns(parts(fresh))).toBe(0);
    const opened = await fresh.lane.look((world) => world.list('openRequestsOfCopy', 'c1'));
    expect(opened).toMatchObject([{ code: 'Z-0001', queue: 'reallocation', state: 'approved' }]);
  });
});
