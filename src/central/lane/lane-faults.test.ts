// Bad days of the lane: a bug in one command, a store that is full or away, an answer that was lost.

import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { RULES } from '../../shared/queues/engine/perform.ts';
import type { Rules } from '../../shared/queues/engine/perform.ts';
import { QUEUES } from '../../shared/queues/index.ts';
import { StoreFault } from '../store/port.ts';
import type { Group, Store } from '../store/port.ts';
import type { SqliteStore } from '../store/sqlite/sqlite-store.ts';
import {
  addDesk,
  bad,
  codes,
  good,
  laneDesk,
  laneOver,
  modelStore,
  moveInput,
} from '../../../tests/support/central-lane.ts';

let store: SqliteStore;

beforeEach(async () => {
  store = await modelStore();
  await addDesk(store, 'd1');
  await addDesk(store, 'd2', 'south');
});

afterEach(() => store.close());

/** The product's rules with a bug in one action. */
function withBug(): Rules {
  const { approve, ...actions } = QUEUES.reallocation.actions;
  if (!approve) throw new Error('no approval');
  const broken = {
    ...approve,
    decide: () => {
      throw new Error('a bug');
    },
  };
  const reallocation = { ...QUEUES.reallocation, actions: { ...actions, approve: broken } };
  return { ...RULES, queues: { ...QUEUES, reallocation } };
}

/** The store with something in the way of what a lane writes; it can be taken out of the way. */
function storeWith(write: (group: Group) => void, committed: () => void = () => undefined) {
  const way = { clear: false };
  const behind: Store = {
    ...store,
    async lane(work) {
      const done = await store.lane((writes) =>
        work({
          ...writes,
          write: async (group) => {
            if (!way.clear) write(group);
            await writes.write(group);
          },
        }),
      );
      if (!way.clear) committed();
      return done;
    },
  };
  return { behind, way };
}

describe('a bug in one command', () => {
  it('is its own result, with an id that the log of the program has too; the others go through', async () => {
    const { lane, library, lines } = await laneOver(store, withBug());
    const [north, south] = [laneDesk(lane, library, 'd1'), laneDesk(lane, library, 'd2')];
    const [own, other] = await Promise.all([
      north.send([
        north.make('desk-a', 'reallocation.submit', 'r1', moveInput('N1-1', 'c1')),
        north.make('keeper-a', 'reallocation.approve', 'r1'),
        north.make('desk-a', 'request.note', 'r1', { note: 'x' }),
      ]),
      south.send([south.make('desk-b', 'reallocation.submit', 'r2', moveInput('N1-2', 'c2'))]),
    ]);
    expect(codes(own)).toEqual(['ok', 'bad_command', 'ok']);
    expect(codes(other)).toEqual(['ok']);
    const refused = good(own).results[1];
    expect(refused?.refusal).toBe('internal');
    expect(lines.join()).toContain(String(refused?.facts['id']));
    expect(lines.join()).toContain('a bug');
  });

  it('that only shows when the group is written hits that command alone', async () => {
    const poison = { id: '' };
    const { behind } = storeWith((group) => {
      if (group.log.some((row) => row.commandId === poison.id))
        throw new Error('cannot be written');
    });
    const { lane, library, lines } = await laneOver(behind);
    const [north, south] = [laneDesk(lane, library, 'd1'), laneDesk(lane, library, 'd2')];
    const commands = [
      north.make('desk-a', 'reallocation.submit', 'r1', moveInput('N1-1', 'c1')),
      north.make('keeper-a', 'reallocation.approve', 'r1'),
      north.make('desk-a', 'request.note', 'r1', { note: 'x' }),
    ];
    poison.id = commands[1]?.id ?? '';
    const [own, other] = await Promise.all([
      north.send(commands),
      south.send([south.make('desk-b', 'reallocation.submit', 'r2', moveInput('N1-2', 'c2'))]),
    ]);
    expect(codes(own)).toEqual(['ok', 'bad_command', 'ok']);
    expect(codes(other)).toEqual(['ok']);
    expect(lines.join()).toContain(poison.id);
    // The outcome is stored: the desk gets the same one when it asks again.
    expect(good(await north.send(commands))).toEqual(own);
  });
});

describe('a store that fails', () => {
  it('accepts nothing, says when to come again, and goes on when it is well', async () => {
    const { behind, way } = storeWith(() => {
      throw new StoreFault('store_away');
    });
    const { lane, library } = await laneOver(behind);
    const desk = laneDesk(lane, library, 'd1');
    const commands = [desk.make('desk-a', 'reallocation.submit', 'r1', moveInput('N1-1', 'c1'))];
    const draft = {
      id: commands[0]?.id ?? '',
      actor: 'system',
      point: null,
      type: 'reallocation.lent',
      entity: 'r1',
      expectHead: null,
      input: {},
    };
    const failed = bad(await desk.send(commands));
    expect(failed).toMatchObject({ status: 503, body: { code: 'store_away' } });
    expect(failed.retryAfter).toBeGreaterThan(0);
    expect((await store.reads.head()).seq).toBe(0);
    way.clear = true;
    expect(codes(await desk.send(commands))).toEqual(['ok']);
    expect(good(await lane.run(draft)).code).toBe('ok');
  });

  it('that is full says so, and loses nothing', async () => {
    const { lane, library } = await laneOver(store);
    const desk = laneDesk(lane, library, 'd1');
    await desk.say('desk-a', 'reallocation.submit', 'r1', moveInput('N1-1', 'c1'));
    store.limitPages(1);
    const long = { note: 'x'.repeat(2000) };
    let failed = null;
    const sent = [];
    for (let tries = 0; tries < 200 && !failed; tries += 1) {
      const command = desk.make('desk-a', 'request.note', 'r1', long);
      sent.push(command);
      const answer = await desk.send([command]);
      if ('failed' in answer) failed = answer;
    }
    expect(failed).toMatchObject({ status: 503, body: { code: 'store_full' } });
    store.limitPages(null);
    const last = sent.at(-1);
    expect(last && codes(await desk.send([last]))).toEqual(['ok']);
    const events = await lane.look((world) => world.list('eventsOf', 'r1'));
    expect(events).toHaveLength(sent.length + 1);
  });

  it('that committed and lost its answer has done it once', async () => {
    let lost = 1;
    const { behind } = storeWith(
      () => undefined,
      () => {
        lost -= 1;
        if (lost === 0) throw new StoreFault('store_away');
      },
    );
    const { lane, library } = await laneOver(behind);
    const desk = laneDesk(lane, library, 'd1');
    const commands = [
      desk.make('desk-a', 'reallocation.submit', 'r1', moveInput('N1-1', 'c1')),
      desk.make('keeper-a', 'reallocation.approve', 'r1'),
    ];
    expect(bad(await desk.send(commands)).status).toBe(503);
    const rows = (await store.reads.head()).seq;
    expect(codes(await desk.send(commands))).toEqual(['ok', 'ok']);
    expect((await store.reads.head()).seq).toBe(rows);
    expect(await desk.say('desk-a', 'request.note', 'r1', { note: 'x' })).toMatchObject({
      code: 'ok',
    });
  });
});

describe('a lane that closes', () => {
  it('finishes what is under way and takes no more', async () => {
    const { lane, library } = await laneOver(store);
    const desk = laneDesk(lane, library, 'd1');
    const sent = desk.send([
      desk.make('desk-a', 'reallocation.submit', 'r1', moveInput('N1-1', 'c1')),
    ]);
    await lane.close();
    expect(codes(await sent)).toEqual(['ok']);
    const late = await desk.send([desk.make('desk-a', 'request.note', 'r1', { note: 'x' })]);
    expect(bad(late)).toMatchObject({ status: 503, body: { code: 'closing' } });
  });
});
