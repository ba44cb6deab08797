// A round that is begun without a connection: its claims are soft, and what somebody else had first is seen afterwards.

import { afterEach, beforeEach, expect, it } from 'vitest';
import { commandId, submitMove } from '../../../../tests/support/desk-core.ts';
import { deskScene, until } from '../../../../tests/support/two-desks.ts';
import type { SceneDesk } from '../../../../tests/support/two-desks.ts';

let scene: Awaited<ReturnType<typeof deskScene>>;
beforeEach(async () => {
  scene = await deskScene();
});
afterEach(() => scene.close());

const start = (desk: SceneDesk, requestId: string) =>
  desk.client['rounds.start']({ rows: [{ commandId: commandId(), requestId }], taskIds: [] });
const statuses = async (desk: SceneDesk) =>
  (await desk.client['rounds.mine']({})).stops.map(({ status }) => status);

it('shows a stop as taken once the service has refused its claim, and the first scan still wins', async () => {
  const one = await scene.joined('desk-a');
  const requestId = await submitMove(one);
  await one.client['session.signOut']({});
  await one.signIn('keeper-a');
  expect(await one.act(requestId, 'approve')).toMatchObject({ ok: true });
  await one.client['session.signOut']({});
  await one.signIn('desk-a');
  await one.live();
  const other = await scene.joined('desk-b');
  await until(
    () => other.state(requestId),
    (is) => is === 'approved',
  );

  one.cable.pull();
  await until(one.status, ({ state }) => state === 'offline');
  expect(await start(one, requestId)).toMatchObject({ results: [{ outcome: { ok: true } }] });
  expect(await statuses(one)).toEqual(['todo']);
  expect(await start(other, requestId)).toMatchObject({ results: [{ outcome: { ok: true } }] });
  await other.live();

  one.cable.plug();
  await one.client['sync.now']({});
  await until(
    () => statuses(one),
    ([status]) => status === 'taken',
  );
  expect((await one.status()).refused).toBe(1);
  const scan = { commandId: commandId(), text: 'C1', source: 'wedge' as const, shown: null };
  expect(await one.client['rounds.take'](scan)).toMatchObject({ kind: 'done', requestId });
  await one.live();
  await until(
    () => other.state(requestId),
    (is) => is === 'picked',
  );
});
