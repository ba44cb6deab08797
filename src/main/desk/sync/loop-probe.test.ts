// A service that was put back to a backup is found out by offering it what it once acknowledged.
import { expect, it } from 'vitest';
import { LoopWorld } from '../../../../tests/support/loop-world.ts';

it('offers its last command again once it listens: while nobody did, a backup may have been put back', () => {
  const world = new LoopWorld();
  world.start();
  world.done('session');
  world.done('push');
  world.done('pull');
  expect(world.flight('push')).toBeUndefined();
  world.heard();
  expect(world.flight('push')).toMatchObject({ probe: true });
  world.done('push');
  world.heard();
  expect(world.flight('push')).toBeUndefined();
});
