// The engine between a service that a test breaks and a desk without files: what arrives, and that nothing is lost.
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { FakeCentral, refused } from '../../../../tests/support/fake-central.ts';
import { FakeReplica } from '../../../../tests/support/fake-replica.ts';
import { memoryKept } from '../../../../tests/support/memory-kept.ts';
import { instantOf } from '../../../shared/lib/time.ts';
import { GENESIS } from '../../../shared/sync/protocol.ts';
import { COMMON_WORDS } from '../../../shared/words/index.ts';
import { NetworkFault } from './central-port.ts';
import { createEngine } from './engine.ts';
import type { Engine } from './engine.ts';
import { deskKeys } from './keys.ts';
import type { DeskKeys } from './keys.ts';
import { createLink } from './link.ts';

const START = { epoch: 'epoch-1', cursor: { seq: 0, hash: GENESIS } };

/** Virtual time: timers fire when it is let pass. */
function virtualTime() {
  let ms = 1_000_000;
  let timers: { at: number; run: () => void }[] = [];
  const settle = async () => {
    for (let turn = 0; turn < 60; turn += 1) await Promise.resolve();
    await new Promise((resolve) => setImmediate(resolve));
  };
  return {
    clock: { now: () => instantOf(ms) },
    timers: {
      after(wait: number, run: () => void) {
        const timer = { at: ms + wait, run };
        timers.push(timer);
        return () => void (timers = timers.filter((each) => each !== timer));
      },
    },
    async pass(wait: number) {
      const until = ms + wait;
      await settle();
      for (;;) {
        const [due] = timers.filter((each) => each.at <= until).toSorted((a, b) => a.at - b.at);
        if (!due) break;
        ms = Math.max(ms, due.at);
        timers = timers.filter((each) => each !== due);
        due.run();
        await settle();
      }
      ms = until;
    },
  };
}

let central: FakeCentral;
let replica: FakeReplica;
let engine: Engine;
let keys: DeskKeys;
let time: ReturnType<typeof virtualTime>;
const lines: string[] = [];
let names: string[] = [];

function makeEngine(firstRows: 'base' | 'snapshot' = 'base') {
  const { clock, timers } = time;
  const link = createLink({
    address: 'https://library.example',
    central,
    clock,
    timers,
    deskId: () => replica.deskId,
    key: () => keys.own(),
    onOpened: () => undefined,
  });
  engine = createEngine({
    replica,
    keys,
    link: () => link,
    clock,
    timers,
    random: () => 0.5,
    tell: () => undefined,
    checkedAt: () => null,
    onChecked: () => undefined,
    log: (line) => void lines.push(line),
    seen: () => undefined,
    lastCounter: () => replica.lastCounter(),
    receipts: () => [],
    firstRows: () => firstRows,
    firstEpoch: () => 'epoch-1',
    renamed: ({ deskCode }) => void names.push(deskCode),
  });
  replica.onChange = () => engine.outboxChanged();
}

beforeEach(async () => {
  time = virtualTime();
  central = new FakeCentral();
  replica = new FakeReplica('desk-1', START);
  names = [];
  let ids = 1;
  keys = deskKeys(memoryKept(), () => `desk-${(ids += 1)}`);
  central.enroll('desk-1', (await keys.own()).publicKey);
  makeEngine();
});
afterEach(() => engine.stop());

const state = () => engine.state().shown;
const paths = () => central.calls.map(({ path }) => path);

describe('the engine', () => {
  it('proves who it is, pushes, reads and listens; what is done elsewhere comes at once', async () => {
    replica.save('a');
    replica.save('b');
    engine.start();
    await time.pass(100);
    expect(state()).toBe('live');
    expect(replica.accepted()).toEqual(['a', 'b']);
    expect(replica.rows.map(({ commandId }) => commandId)).toEqual(['a', 'b']);
    central.commit('elsewhere');
    replica.save('c');
    await time.pass(100);
    expect(replica.rows.map(({ commandId }) => commandId)).toEqual(['a', 'b', 'elsewhere', 'c']);
    expect(engine.state().open).toBe(false);
  });

  it('takes a refused command for what it is, and goes on', async () => {
    central.refuse = (id) => (id === 'b' ? 'stale' : null);
    for (const id of ['a', 'b', 'c']) replica.save(id);
    engine.start();
    await time.pass(100);
    expect(replica.accepted()).toEqual(['a', 'c']);
    expect(replica.results.get('b')).toMatchObject({ code: 'conflict', refusal: 'stale' });
  });

  it('names an error of its own by a code that has a sentence without a number', async () => {
    central.commit('elsewhere');
    replica.applyPage = async () => {
      throw new Error('bug');
    };
    engine.start();
    await time.pass(100);
    expect(engine.state().reason).toMatchObject({ task: 'pull', code: 'sync_internal' });
    for (const { refusals } of [COMMON_WORDS.zh, COMMON_WORDS.en]) {
      expect(refusals['sync_internal']).toMatch(/^[^{]+$/u);
    }
    expect(lines.join(' ')).toContain('bug');
  });

  it('comes back by itself after the network was away, and asks ever less often meanwhile', async () => {
    engine.start();
    await time.pass(100);
    central.broken = () => new NetworkFault('unreachable');
    central.endStreams();
    replica.save('a');
    central.calls = [];
    await time.pass(600_000);
    expect(state()).toBe('offline');
    expect(central.calls.length).toBeLessThan(120);
    central.broken = () => undefined;
    await time.pass(30_000);
    expect(state()).toBe('live');
    expect(replica.accepted()).toEqual(['a']);
  });

  it('signs in again when its token is refused in the middle', async () => {
    engine.start();
    await time.pass(100);
    central.tokens.clear();
    replica.save('a');
    await time.pass(5_000);
    expect(replica.accepted()).toEqual(['a']);
    expect(state()).toBe('live');
  });

  it('offers again what a restored service has lost, also when everything had been acknowledged', async () => {
    for (const id of ['a', 'b', 'c']) replica.save(id);
    engine.start();
    await time.pass(100);
    expect(replica.accepted()).toHaveLength(3);
    // A backup from after the first command.
    const desk = central.desks.get('desk-1');
    if (!desk) throw new Error('no desk');
    central.log = central.log.slice(0, 1);
    Object.assign(desk, { last: 1, results: new Map([...desk.results].slice(0, 1)) });
    central.epoch = 'epoch-2';
    central.endStreams();
    await time.pass(30_000);
    expect(replica.snapshots).toBe(1);
    expect([...desk.results.keys()]).toEqual(['a', 'b', 'c']);
    expect(replica.at?.epoch).toBe('epoch-2');
    expect(state()).toBe('live');
  });

  it('takes a new id and key when two machines count under one', async () => {
    replica.save('a');
    engine.start();
    await time.pass(100);
    const desk = central.desks.get('desk-1');
    if (!desk) throw new Error('no desk');
    desk.last = 2;
    replica.save('b');
    await time.pass(5_000);
    expect(replica.deskId).toBe('desk-2');
    expect(replica.accepted()).toEqual(['a', 'b']);
    expect(names).toEqual(['D9']);
    expect(state()).toBe('live');
  });

  it('takes a new id when its own outbox has lost a command or its end', async () => {
    for (const id of ['a', 'b', 'c']) replica.save(id);
    replica.commands.splice(1, 1);
    engine.start();
    await time.pass(10_000);
    expect(replica.deskId).toBe('desk-2');
    expect(replica.accepted()).toEqual(['a', 'c']);
  });

  it('loads a snapshot where it cannot go on, and shows how far it is', async () => {
    replica = new FakeReplica('desk-1', null);
    makeEngine('snapshot');
    central.commit('x');
    engine.start();
    await time.pass(100);
    expect(state()).toBe('live');
    expect(replica.snapshots).toBe(1);
    expect(paths().filter((path) => path === '/v1/snapshot')).toHaveLength(2);
    expect(replica.historyDone).toBe(true);
  });

  it('is not stopped by an answer that is no answer', async () => {
    const answers = [refused(502, 'bad_gateway'), { status: 200, body: {}, retryAfter: null }];
    let at = 0;
    central.broken = (call) => (call.path === '/v1/pull' ? answers[(at += 1) % 3] : undefined);
    replica.save('a');
    central.commit('x');
    engine.start();
    await time.pass(120_000);
    expect(state()).toBe('live');
    expect(replica.accepted()).toEqual(['a']);
  });

  it('gives up a push that hangs, and the watchdog begins anew when only the stream is alive', async () => {
    engine.start();
    await time.pass(100);
    const call = central.call.bind(central);
    central.call = (asked, signal) =>
      asked.path === '/v1/push'
        ? new Promise((_resolve, reject) => {
            signal?.addEventListener('abort', () => reject(new NetworkFault('cut')));
          })
        : call(asked, signal);
    replica.save('a');
    const beats = async (seconds: number) => {
      for (let second = 0; second < seconds; second += 15) {
        await time.pass(15_000);
        for (const listener of central.listeners) listener({ event: 'heartbeat', data: '' });
      }
    };
    await beats(90);
    expect(engine.state().restarts).toBeGreaterThan(0);
    expect(lines.join('\n')).toContain('nothing accepted');
    central.call = call;
    await beats(60);
    expect(replica.accepted()).toEqual(['a']);
  });

  it('writes nothing more once it is stopped', async () => {
    engine.start();
    await time.pass(100);
    await engine.stop();
    const before = central.calls.length;
    replica.save('a');
    central.commit('x');
    await time.pass(100_000);
    expect(central.calls).toHaveLength(before);
    expect(replica.rows).toEqual([]);
  });
});
