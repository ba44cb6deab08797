// The writer lane: what it takes, repeats and refuses, and what it leaves in the log.

import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { firstBreak } from '../../shared/sync/chain.ts';
import { GENESIS } from '../../shared/sync/protocol.ts';
import { addMinutes } from '../../shared/lib/time.ts';
import { sha256 } from '../../node/env.ts';
import type { SqliteStore } from '../store/sqlite/sqlite-store.ts';
import {
  addDesk,
  bad,
  codes,
  good,
  laneClock,
  laneDesk,
  laneOver,
  modelStore,
  moveInput,
  nextId,
} from '../../../tests/support/central-lane.ts';

let store: SqliteStore;
let open: Awaited<ReturnType<typeof laneOver>>;
/** Minutes. */
const DAY = 1440;
const deskAt = (id: string, point?: string) => laneDesk(open.lane, open.library, id, point);
const logged = () => store.reads.log(0, 10_000);

beforeEach(async () => {
  store = await modelStore();
  await addDesk(store, 'd1');
  await addDesk(store, 'd2', 'south');
  open = await laneOver(store);
});

afterEach(async () => {
  await open.lane.close();
  await store.close();
});

describe('a push', () => {
  it('gets a result a command, rows that follow each other, and a chain that verifies', async () => {
    const desk = deskAt('d1');
    const commands = [
      desk.make('desk-a', 'reallocation.submit', 'r1', moveInput('N1-1', 'c1')),
      desk.make('keeper-a', 'reallocation.approve', 'r1'),
      desk.make('desk-a', 'reallocation.approve', 'r1'),
      desk.make('desk-a', 'request.note', 'r1', { note: 'call the reader' }),
    ];
    const answer = good(await desk.send(commands));
    expect(answer.results.map(({ code }) => code)).toEqual(['ok', 'ok', 'illegal', 'ok']);
    expect(answer.last).toBe(4);
    expect(answer.results[1]?.head).toBe(commands[1]?.id);
    const rows = await logged();
    expect(rows.map(({ seq }) => seq)).toEqual(rows.map((_, index) => index + 1));
    expect(firstBreak({ seq: 0, hash: GENESIS }, rows, sha256)).toBeNull();
    expect(answer.results.map(({ seq }) => seq)).toEqual(
      commands.map(({ id }) => rows.findLast((row) => row.commandId === id)?.seq ?? null),
    );
  });

  it('counts each command of one group in the version of what it changed', async () => {
    const desk = deskAt('d1');
    const notes = ['a', 'b', 'c'].map(
      (note) => ['desk-a', 'request.note', 'r1', { note }] as const,
    );
    const commands = [
      desk.make('desk-a', 'reallocation.submit', 'r1', moveInput('N1-1', 'c1')),
      ...notes.map((each) => desk.make(...each)),
    ];
    await desk.send(commands);
    const vers = (await logged()).flatMap((row) => (row.kind === 'request' ? [row.ver] : []));
    expect(vers).toEqual([1, 2, 3, 4]);
  });

  it('that comes twice is answered as before and leaves nothing new', async () => {
    const desk = deskAt('d1');
    const commands = [
      desk.make('desk-a', 'reallocation.submit', 'r1', moveInput('N1-1', 'c1')),
      desk.make('desk-a', 'reallocation.approve', 'r1'),
    ];
    const [first, second] = await Promise.all([desk.send(commands), desk.send(commands)]);
    const third = await desk.send(commands);
    const rows = (await logged()).length;
    expect(second).toEqual(first);
    expect(third).toEqual(first);
    const more = [...commands, desk.make('keeper-a', 'reallocation.approve', 'r1')];
    expect(codes(await desk.send(more))).toEqual(['ok', 'forbidden', 'ok']);
    expect((await logged()).length).toBeGreaterThan(rows);
  });

  it('above the next number is a gap, and stops at a gap within', async () => {
    const desk = deskAt('d1');
    const made = Array.from({ length: 4 }, (_, index) =>
      desk.make('desk-a', 'request.note', 'r1', { note: `${index}` }),
    );
    expect(bad(await desk.send(made.slice(1)))).toMatchObject({
      status: 409,
      body: { code: 'gap', last: 0 },
    });
    const holed = made.filter((_, index) => index !== 2);
    expect(good(await desk.send(holed))).toMatchObject({ last: 2, results: [{}, {}] });
    expect(bad(await desk.send(made.slice(3)))).toMatchObject({ body: { code: 'gap', last: 2 } });
  });

  it('with a known number and another id comes from two desks with one id', async () => {
    const desk = deskAt('d1');
    const first = desk.make('desk-a', 'request.note', 'r1', { note: 'x' });
    await desk.send([first]);
    expect(bad(await desk.send([{ ...first, id: nextId() }]))).toMatchObject({
      status: 409,
      body: { code: 'forked' },
    });
    // The other way round: a known id under the next number.
    expect(bad(await desk.send([{ ...first, cseq: 2 }]))).toMatchObject({
      body: { code: 'forked' },
    });
    expect((await store.reads.desk('d1'))?.last).toBe(1);
  });

  it('under another epoch, of an unknown or of a revoked desk is not looked at', async () => {
    const desk = deskAt('d1');
    const command = desk.make('desk-a', 'request.note', 'r1', { note: 'x' });
    expect(bad(await desk.send([command], 'another'))).toMatchObject({
      status: 410,
      body: { code: 'epoch' },
    });
    expect(bad(await deskAt('nobody').send([command]))).toMatchObject({ status: 401 });
    await store.auth.setDesk({ id: 'd1', revoked: true });
    expect(bad(await desk.send([command]))).toMatchObject({
      status: 403,
      body: { code: 'desk_revoked' },
    });
  });

  it('offered again by a desk with a new id gets the results of the old one', async () => {
    const desk = deskAt('d1');
    const submitted = desk.make('desk-a', 'reallocation.submit', 'r1', moveInput('N1-1', 'c1'));
    const first = good(await desk.send([submitted]));
    const renamed = { ...submitted, desk: 'd2' };
    const again = good(await deskAt('d2').send([renamed]));
    expect(again.results).toEqual(first.results);
    expect(again.last).toBe(1);
    const next = deskAt('d2');
    next.setCount(1);
    expect(await next.say('desk-a', 'request.note', 'r1', { note: 'on' })).toMatchObject({
      code: 'ok',
    });
  });
});

describe('the time of a command', () => {
  it('lies between that of the one before and now', async () => {
    const desk = deskAt('d1');
    const now = open.library.now();
    const at = [addMinutes(now, 600), addMinutes(now, -600), addMinutes(now, -5)];
    await desk.send([
      desk.make('desk-a', 'reallocation.submit', 'r1', moveInput('N1-1', 'c1'), {
        at: at[1] ?? now,
      }),
      desk.make('desk-a', 'request.note', 'r1', { note: 'x' }, { at: at[0] ?? now }),
      desk.make('desk-a', 'request.note', 'r1', { note: 'y' }, { at: at[2] ?? now }),
    ]);
    const events = await open.lane.look((world) => world.list('eventsOf', 'r1'));
    expect(events.map((event) => event.at)).toEqual([at[1], now, now]);
    // A clock that was set back does not set a desk back.
    laneClock.forward(-60);
    await desk.say('desk-a', 'request.note', 'r1', { note: 'z' });
    laneClock.forward(60);
    const later = await open.lane.look((world) => world.list('eventsOf', 'r1'));
    expect(later.at(-1)?.at).toBe(now);
  });
});

describe('who may send', () => {
  it('is staff who signed in at the desk, whatever their rights', async () => {
    await addDesk(store, 'd3', 'north', 1, []);
    const desk = deskAt('d3');
    const ask = (actor: string, id: string) =>
      desk.say(actor, 'reallocation.submit', id, moveInput(id, 'c1'));
    // The first was made alone, on the word of whoever let the desk in.
    expect(await ask('desk-a', 'r1')).toMatchObject({ code: 'ok' });
    expect(await ask('desk-a', 'r2')).toMatchObject({
      code: 'forbidden',
      refusal: 'not_signed_in_here',
      facts: { by: 'desk-a' },
    });
    await store.auth.addStaffOfDesk('d3', 'desk-a', laneClock.now());
    expect(await ask('desk-a', 'r3')).toMatchObject({ code: 'ok' });
    expect(await ask('reader-1', 'r4')).toMatchObject({ refusal: 'not_signed_in_here' });
    expect(await ask('nobody', 'r5')).toMatchObject({ refusal: 'not_signed_in_here' });
    expect(await ask('system', 'r6')).toMatchObject({ code: 'illegal', refusal: 'not_due' });
  });

  it('is vouched for up to the number that the desk brought, and for a day', async () => {
    await addDesk(store, 'd3', 'north', 2, []);
    await addDesk(store, 'd4', 'north', 2, []);
    const ask = (desk: ReturnType<typeof deskAt>, id: string) =>
      desk.say('desk-a', 'reallocation.submit', id, moveInput(id, 'c1'));
    const brisk = deskAt('d3');
    const slow = deskAt('d4');
    expect([(await ask(brisk, 'r1')).code, (await ask(slow, 'r2')).code]).toEqual(['ok', 'ok']);
    laneClock.forward(DAY - 1);
    expect(await ask(brisk, 'r3')).toMatchObject({ code: 'ok' });
    expect(await ask(brisk, 'r4')).toMatchObject({ refusal: 'not_signed_in_here' });
    laneClock.forward(1);
    expect(await ask(slow, 'r5')).toMatchObject({ refusal: 'not_signed_in_here' });
  });

  it('never sends for another desk', async () => {
    const desk = deskAt('d1');
    const input = moveInput('N1-1', 'c1');
    const told = await desk.say('desk-a', 'reallocation.submit', 'r1', input, { desk: 'd2' });
    expect(told).toMatchObject({ code: 'forbidden', refusal: 'not_signed_in_here' });
    expect(await store.reads.desk('d1')).toMatchObject({ last: 1 });
  });
});

describe('what two desks did to one thing', () => {
  it('is decided by who came first, and told to the other', async () => {
    const north = deskAt('d1');
    await north.say('desk-a', 'reallocation.submit', 'r1', moveInput('N1-1', 'c1'));
    const { head } = await north.say('keeper-a', 'reallocation.approve', 'r1');
    const south = deskAt('d2', 's-desk');
    const set = { expectHead: head };
    const first = await north.say(
      'desk-a',
      'reallocation.cancel',
      'r1',
      { reason: 'duplicate' },
      set,
    );
    const second = await south.say(
      'desk-b',
      'reallocation.cancel',
      'r1',
      { reason: 'duplicate' },
      set,
    );
    expect([first.code, second.code]).toEqual(['ok', 'conflict']);
    expect(second).toMatchObject({
      refusal: 'stale',
      facts: { changedBy: 'desk-a', changedAction: 'cancel', changedDesk: 'd1' },
    });
  });

  it('leaves a copy in one hand, whoever is faster', async () => {
    const north = deskAt('d1');
    for (const id of ['r1', 'r2']) {
      const reader = id === 'r1' ? 'reader-1' : 'reader-2';
      await north.say('desk-a', 'reallocation.submit', id, moveInput(id, 'c1', reader));
      await north.say('keeper-a', 'reallocation.approve', id);
    }
    const south = deskAt('d2');
    const pick = { scan: 'C1', source: 'wedge' };
    const answers = await Promise.all([
      north.say('desk-a', 'reallocation.pick', 'r1', pick),
      south.say('desk-b', 'reallocation.pick', 'r2', pick),
    ]);
    expect(answers.filter(({ code }) => code === 'ok')).toHaveLength(1);
    const held = await open.lane.look((world) => world.list('openCustodyOf', 'c1'));
    expect(held).toHaveLength(1);
  });

  it('opens a case where a scan proves what was illegal', async () => {
    const north = deskAt('d1');
    await north.say('desk-a', 'reallocation.submit', 'r1', moveInput('N1-1', 'c1'));
    await north.say('keeper-a', 'reallocation.approve', 'r1');
    await north.say('desk-a', 'reallocation.cancel', 'r1', { reason: 'duplicate' });
    const south = deskAt('d2');
    const told = await south.say('desk-b', 'reallocation.pick', 'r1', {
      scan: 'C1',
      source: 'wedge',
    });
    expect(told).toMatchObject({ code: 'exception_opened', refusal: 'illegal' });
    const cases = await open.lane.look((world) => world.list('openCases', 'r1'));
    expect(cases).toMatchObject([{ code: 'illegal', facts: { by: 'desk-b' } }]);
  });
});
