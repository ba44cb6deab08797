// Staff pages of a library with a service: openings and remarks reach the other desks, also those made without a network.
import { afterEach, beforeEach, expect, it } from 'vitest';
import { commandId } from '../../../tests/support/desk-core.ts';
import { settled } from '../../../tests/support/staff-page.ts';
import { deskScene, until } from '../../../tests/support/two-desks.ts';
import type { SceneDesk } from '../../../tests/support/two-desks.ts';

let scene: Awaited<ReturnType<typeof deskScene>>;
beforeEach(async () => void (scene = await deskScene()));
afterEach(() => scene.close());

const pageAt = (desk: SceneDesk, staffId: string | null, openingId: string | null = null) =>
  settled(() => desk.client['staff.page']({ staffId, openingId, span: 90 }));
const remarkAt = (desk: SceneDesk, text: string, answers: string | null = null) =>
  desk.client['staff.remark']({
    commandId: commandId(),
    staffId: 'desk-a',
    figure: 'effort',
    from: '2018-05-01',
    to: '2018-06-05',
    text,
    answers,
  });

/** Plugs the cable in again; the scene's clock stands, so each try is asked for. */
async function back(desk: SceneDesk): Promise<void> {
  desk.cable.plug();
  await until(
    async () => {
      await desk.client['sync.now']({});
      return desk.status();
    },
    ({ state, waiting }) => state === 'live' && waiting === 0,
  );
}

it('an opening without a network is on the person’s page and in the audit trail when it comes back', async () => {
  const office = await scene.joined('boss');
  const counter = await scene.joined('desk-a', 'south');
  office.cable.pull();
  const { openingId, outcome } = await office.client['staff.open']({
    commandId: commandId(),
    staffId: 'desk-a',
  });
  expect(outcome).toMatchObject({ ok: true });
  expect(await pageAt(office, 'desk-a', openingId)).toMatchObject({ openings: [{ by: 'boss' }] });
  expect((await pageAt(counter, null)).openings).toEqual([]);
  await back(office);
  await until(
    () => pageAt(counter, null),
    ({ openings }) => openings.length === 1,
  );
  const audit = await scene.service.store.auth.auditLines(50, null);
  expect(audit).toContainEqual(
    expect.objectContaining({
      what: 'open_staff_page',
      who: 'boss',
      facts: expect.objectContaining({ staff: 'desk-a' }),
    }),
  );
});

it('a remark and its answer go between the desks', async () => {
  const office = await scene.joined('boss');
  const counter = await scene.joined('desk-a', 'south');
  counter.cable.pull();
  expect(await remarkAt(counter, '五月在搬迁书库。')).toMatchObject({ ok: true });
  await back(counter);
  const { openingId } = await office.client['staff.open']({
    commandId: commandId(),
    staffId: 'desk-a',
  });
  const { remarks } = await until(
    () => pageAt(office, 'desk-a', openingId),
    (page) => page.remarks.length === 1,
  );
  expect(await remarkAt(office, '已注明。', remarks[0]?.id)).toMatchObject({ ok: true });
  const page = await until(
    () => pageAt(counter, null),
    (told) => told.remarks.length === 2,
  );
  expect(page.remarks).toMatchObject([
    { by: 'desk-a', answers: null },
    { by: 'boss', text: '已注明。', answers: remarks[0]?.id },
  ]);
});
