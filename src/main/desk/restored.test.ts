// A service that goes on from a backup: what people did who first signed in after it was made.
import { afterEach, beforeEach, expect, it } from 'vitest';
import { submitMove } from '../../../tests/support/desk-core.ts';
import { deskScene, until } from '../../../tests/support/two-desks.ts';
import type { SceneDesk } from '../../../tests/support/two-desks.ts';

type Scene = Awaited<ReturnType<typeof deskScene>>;
let scene: Scene;
beforeEach(async () => {
  scene = await deskScene();
});
afterEach(() => scene.close());

/** The service behind a desk's address is another one from here on; gives the desk's actions once it has agreed with it. */
async function actionsAt(desk: SceneDesk, restored: Scene) {
  const before = (await desk.status()).log?.epoch;
  desk.cable.leadsTo = restored.address;
  desk.cable.pull();
  desk.cable.plug();
  await until(
    () => {
      // Whoever waits before the next try waits by this clock.
      scene.service.clock.forward(0.01);
      return desk.status();
    },
    ({ state, waiting, received, log }) =>
      state === 'live' && waiting + received === 0 && log?.epoch !== before,
  );
  return (await desk.client['sync.list']({ filter: 'all', offset: 0, limit: 50 })).rows;
}

it('takes all of it again, and knows them from then on', async () => {
  const desk = await scene.joined('boss');
  const [known] = await scene.service.store.reads.desks();
  const deskId = known?.id ?? '';
  const backup = scene.service.store.serialize();
  await desk.signIn('desk-a');
  const requestId = await submitMove(desk);
  await desk.act(requestId, 'cancel', { reason: 'duplicate' });
  await desk.live();
  const restored = await deskScene(backup);
  try {
    const actions = await actionsAt(desk, restored);
    expect(actions.map(({ state, refusal }) => [state, refusal])).toEqual([
      ['in_log', null],
      ['in_log', null],
    ]);
    const { store } = restored.service;
    expect(await store.reads.staffOfDesk(deskId)).toEqual(['boss', 'desk-a']);
    const trail = await store.auth.auditLines(20, null);
    const taken = trail.filter(({ what }) => what === 'sign_in_receipt');
    expect(taken).toMatchObject([{ who: 'desk-a', desk: deskId }]);
  } finally {
    await desk.desk.close();
    await restored.close();
  }
});
