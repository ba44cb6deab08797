// The sync loop in virtual time: what it asks for, and what it makes of every answer.
import { describe, expect, it } from 'vitest';
import { LoopWorld, UNREACHABLE, refusal } from '../../../../tests/support/loop-world.ts';
import { stuckSince } from './loop-watch.ts';
import type { Task } from './loop-state.ts';

/** A loop that is live, with nothing waiting. */
function liveWorld(): LoopWorld {
  const world = new LoopWorld();
  world.start();
  world.done('session');
  world.done('push');
  world.done('pull');
  world.heard();
  expect(world.state.shown).toBe('live');
  return world;
}

describe('coming in', () => {
  it('signs in, offers the last command once more, reads the log, then listens', () => {
    const world = new LoopWorld();
    world.start();
    expect(world.describe()).toBe('signing_in [session]');
    world.done('session');
    expect(world.describe()).toBe('catching_up [push pull]');
    expect(world.flight('push')).toMatchObject({ probe: true });
    world.done('push');
    world.done('pull', { behind: true });
    expect(world.describe()).toBe('catching_up [pull]');
    world.done('pull');
    expect(world.describe()).toBe('live [live]');
  });

  it('joins on its own base, or with a snapshot', () => {
    const world = new LoopWorld();
    world.start({ rows: false });
    world.done('session');
    expect(world.describe()).toBe('joining [begin]');
    world.done('begin');
    expect(world.describe()).toBe('catching_up [push pull]');
    const other = new LoopWorld();
    other.start({ rows: false, snapshot: true });
    other.done('session');
    expect(other.describe()).toBe('joining [snapshot]');
    other.done('snapshot');
    expect(other.state).toMatchObject({ shown: 'catching_up', history: true, resync: null });
  });
});

describe('pushing', () => {
  it('has one push under way, whatever is saved meanwhile, and goes on after it', () => {
    const world = liveWorld();
    world.save(150);
    world.save();
    expect(world.flights.filter(({ task }) => task === 'push')).toHaveLength(1);
    world.done('push');
    expect(world.flight('push')).toMatchObject({ probe: false, size: 100 });
    world.done('push');
    expect(world.flight('push')).toBeUndefined();
    expect(world.accepted).toBe(151);
  });

  it('halves a batch that is too large, and grows again', () => {
    const world = liveWorld();
    world.save(200);
    world.fail('push', refusal(413, 'too_large'));
    expect(world.flight('push')).toMatchObject({ size: 50 });
    world.fail('push', refusal(400, 'bad_body'));
    expect(world.flight('push')).toMatchObject({ size: 25 });
    world.done('push');
    expect(world.flight('push')).toMatchObject({ size: 50 });
  });

  it('forgets results that the service lost, then offers those commands again', () => {
    const world = liveWorld();
    world.save();
    world.fail('push', refusal(409, 'gap', { last: 7 }));
    expect(world.flight('forget')).toMatchObject({ last: 7 });
    expect(world.flight('push')).toBeUndefined();
    world.done('forget');
    expect(world.flight('push')).toBeDefined();
  });

  it('offers the last command once more after a lost connection, though nothing waits', () => {
    const world = liveWorld();
    world.fail('live', UNREACHABLE);
    expect(world.flight('push')).toMatchObject({ probe: true });
    world.fail('push', refusal(409, 'gap', { last: 3 }));
    expect(world.flight('forget')).toMatchObject({ last: 3 });
    world.done('forget', { open: true });
    expect(world.flight('push')).toBeDefined();
  });

  it('takes a new id when another counts under its own, or when the service has counted further', () => {
    const world = liveWorld();
    world.save();
    world.fail('push', refusal(409, 'forked'));
    expect(world.flight('new_id')).toBeDefined();
    world.done('new_id');
    expect(world.describe()).toBe('signing_in [session]');
    const ahead = liveWorld();
    ahead.save();
    ahead.done('push', { ahead: true });
    expect(ahead.flight('new_id')).toBeDefined();
  });

  it('waits as long as the service says', () => {
    const world = liveWorld();
    world.save();
    world.fail('push', refusal(503, 'busy', { retryAfter: 20 }));
    world.heard();
    world.pass(19_900);
    expect(world.flight('push')).toBeUndefined();
    world.pass(200);
    expect(world.flight('push')).toBeDefined();
  });
});

describe('being refused', () => {
  it('signs in again after 401, and keeps what waits', () => {
    const world = liveWorld();
    world.save(3);
    world.fail('push', refusal(401, 'bad_token'));
    expect(world.flight('session')).toBeDefined();
    world.done('session');
    world.done('push');
    expect(world.accepted).toBe(3);
  });

  it('stops when the desk is revoked, and tries again only when somebody asks', () => {
    const world = liveWorld();
    world.save();
    world.fail('push', refusal(403, 'desk_revoked'));
    expect(world.state).toMatchObject({ shown: 'stopped', open: true });
    expect(world.state.reason?.code).toBe('desk_revoked');
    world.pass(3_600_000);
    expect(world.flights).toEqual([]);
    world.tell({ t: 'now' });
    expect(world.flight('session')).toBeDefined();
  });

  it('says that somebody has to act when the service does not know it, and goes on asking', () => {
    const world = liveWorld();
    world.fail('live', refusal(401, 'bad_token'));
    world.fail('session', refusal(401, 'unknown_desk'));
    expect(world.state.shown).toBe('stopped');
    world.pass(30_000);
    world.done('session');
    expect(world.state.shown).toBe('catching_up');
  });

  it('reads no more when it is too old, and goes on pushing', () => {
    const world = liveWorld();
    world.fail('live', refusal(426, 'too_old'));
    expect(world.state.shown).toBe('stopped');
    world.save(2);
    world.done('push');
    expect(world.accepted).toBe(2);
    world.pass(600_000);
    expect(world.flights).toEqual([]);
  });

  it('loads everything anew on 410, and not in a tight loop when that does not help', () => {
    const world = liveWorld();
    world.fail('live', refusal(410, 'diverged'));
    expect(world.describe()).toBe('resyncing [snapshot]');
    world.done('snapshot');
    world.fail('pull', refusal(410, 'diverged'));
    expect(world.flight('snapshot')).toBeUndefined();
    world.pass(2_000);
    expect(world.flight('snapshot')).toBeDefined();
  });
});

describe('the network away', () => {
  it('is offline, waits at random up to 30 s, and comes back by itself', () => {
    const world = liveWorld();
    world.fail('live', UNREACHABLE);
    expect(world.state.shown).toBe('catching_up');
    for (let round = 0; round < 12; round += 1) {
      world.fail('pull', UNREACHABLE);
      expect(world.state.shown).toBe('offline');
      world.random = 0.999;
      world.pass(30_000);
    }
    world.done('pull');
    expect(world.state).toMatchObject({ shown: 'live', reason: null });
  });

  it('tries at once when somebody asks', () => {
    const world = liveWorld();
    world.fail('live', UNREACHABLE);
    world.fail('pull', UNREACHABLE);
    world.tell({ t: 'now' });
    expect(world.flight('pull')).toBeDefined();
  });
});

describe('the live stream', () => {
  it('is given up after 40 s of silence, and kept by heartbeats', () => {
    const world = liveWorld();
    for (let round = 0; round < 10; round += 1) {
      world.pass(15_000);
      world.heard();
    }
    expect(world.liveClosing).toBe(false);
    world.pass(40_000);
    expect(world.liveClosing).toBe(true);
    expect(world.state.shown).toBe('offline');
    world.fail('live', { kind: 'fault', code: 'cut' });
    expect(world.flight('pull')).toBeDefined();
  });

  it('pulls when a frame does not begin where the replica has read to, then listens again', () => {
    const world = liveWorld();
    world.heard(true);
    expect(world.state.shown).toBe('live');
    world.heard(false);
    expect(world.state.shown).toBe('catching_up');
    world.done('pull');
    expect(world.flights.map(({ task }) => task)).toEqual(['live']);
    world.fail('live', { kind: 'fault', code: 'cut' });
    world.done('pull');
    expect(world.flight('live')).toBeDefined();
    expect(world.state.breaks).toEqual([]);
  });

  it('gives way to waiting pulls for a while after three breaks', () => {
    const world = liveWorld();
    for (let round = 0; round < 3; round += 1) {
      world.done('live');
      world.done('pull');
      world.pass(40_000);
      if (round < 2) world.heard();
    }
    expect(world.flight('pull')).toMatchObject({ wait: 25 });
    expect(world.state.shown).toBe('live');
    for (let round = 0; round < 30; round += 1) {
      if (world.flight('pull')) world.done('pull');
      world.pass(25_000);
    }
    expect(world.flight('live')).toBeDefined();
  });
});

describe('the watchdog', () => {
  it('begins anew when the service is heard and nothing is accepted for 60 s, and says so after 5 minutes', () => {
    const world = liveWorld();
    world.save();
    for (let second = 0; second < 65; second += 5) {
      world.pass(5_000);
      world.heard();
    }
    expect(world.state).toMatchObject({ restarts: 1, shown: 'signing_in' });
    expect(world.lines.join()).toContain('nothing accepted');
    expect(stuckSince(world.state, world.now)).toBeNull();
    for (let second = 0; second < 300; second += 5) {
      world.pass(5_000);
      if (world.flight('session')) world.done('session');
      if (world.flight('pull')) world.done('pull');
      world.heard();
    }
    expect(stuckSince(world.state, world.now)).not.toBeNull();
    world.done('push');
    expect(stuckSince(world.state, world.now)).toBeNull();
  });

  it('does not count the time without a network', () => {
    const world = liveWorld();
    world.save();
    world.fail('push', UNREACHABLE);
    world.fail('live', UNREACHABLE);
    world.fail('pull', UNREACHABLE);
    for (let round = 0; round < 40; round += 1) {
      world.pass(30_000);
      for (const task of ['push', 'pull', 'live'] as const) {
        if (world.flight(task)) world.fail(task, UNREACHABLE);
      }
    }
    expect(world.state.restarts).toBe(0);
    expect(stuckSince(world.state, world.now)).toBeNull();
  });
});

/** Tasks whose answers nobody waits for any more. */
const ALL: Task[] = ['session', 'push', 'pull', 'live', 'snapshot'];

describe('closing', () => {
  it('hears nothing more', () => {
    const world = liveWorld();
    world.save();
    world.tell({ t: 'stop' });
    expect(world.state.shown).toBe('alone');
    const before = world.state;
    for (const task of ALL) {
      world.tell({ t: 'failed', life: before.life, task, why: UNREACHABLE });
    }
    expect(world.state).toBe(before);
  });
});
