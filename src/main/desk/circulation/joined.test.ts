// Two counters of one service, one of them without its line: what was lent twice counts once, and is a case with both sides.

import { afterEach, beforeEach, expect, it } from 'vitest';
import { scanned } from '../../../../tests/support/counter-scene.ts';
import { commandId } from '../../../../tests/support/desk-core.ts';
import { deskScene, until } from '../../../../tests/support/two-desks.ts';
import type { SceneDesk } from '../../../../tests/support/two-desks.ts';

let scene: Awaited<ReturnType<typeof deskScene>>;
beforeEach(async () => {
  scene = await deskScene();
});
afterEach(() => scene.close());

async function unplug(desk: SceneDesk): Promise<void> {
  desk.cable.pull();
  await until(desk.status, ({ state }) => state === 'offline');
}
async function plug(desk: SceneDesk): Promise<void> {
  desk.cable.plug();
  await desk.client['sync.now']({});
  await until(desk.status, ({ state, waiting }) => state === 'live' && waiting === 0);
  await desk.live();
}
async function lend(desk: SceneDesk, text: string, readerId: string) {
  const asked = { ...scanned(text), readerId };
  const take = await desk.client['circulation.lend'](asked);
  if (take.kind !== 'lent') throw new Error(JSON.stringify(take));
  return { commandId: asked.commandId, loanId: take.loanId, offline: take.offline };
}
const standing = async (desk: SceneDesk, row: { commandId: string; loanId: string }) =>
  (await desk.client['circulation.standing']({ rows: [row] }))[0];

it('marks what is lent without a connection, and says when it is in the log', async () => {
  const north = await scene.joined('boss');
  const online = await lend(north, 'C1', 'reader-1');
  expect(online.offline).toBe(false);
  await until(
    () => standing(north, online),
    (row) => row?.sync === 'done',
  );
  await unplug(north);
  expect(await north.client['circulation.connection']({})).toMatchObject({ online: false });
  const offline = await lend(north, 'C2', 'reader-1');
  expect(offline.offline).toBe(true);
  expect(await standing(north, offline)).toMatchObject({ sync: 'saved' });
  await plug(north);
  await until(
    () => standing(north, offline),
    (row) => row?.sync === 'done',
  );
});

it('lends nothing twice: the later loan is a case that names the other, until a person closes it', async () => {
  const north = await scene.joined('boss');
  const south = await scene.joined('boss', 'south');
  await unplug(north);
  const late = await lend(north, 'C1', 'reader-1');
  await lend(south, 'C1', 'reader-2');
  await south.live();
  await plug(north);
  expect(await standing(north, late)).toMatchObject({
    sync: 'exception',
    why: { code: 'on_loan' },
  });
  const [found] = await until(
    () => north.client['circulation.cases']({}),
    (cases) => cases.length === 1,
  );
  expect(found).toMatchObject({
    own: true,
    row: { tried: 'loan.out', code: 'on_loan', by: 'boss' },
    book: { barcode: 'C1' },
    other: { closedOn: null },
  });
  // Everywhere the copy has one loan.
  for (const desk of [north, south]) {
    const chain = await until(
      () => desk.client['circulation.chain']({ copyId: 'c1' }),
      (links) => links.filter(({ loan }) => loan.closedOn === null).length === 1,
    );
    expect(chain.map(({ loan }) => loan.readerId)).toEqual(['reader-2']);
  }
  const closing = { commandId: commandId(), caseId: found?.row.id ?? '', note: '已请读者来服务台' };
  expect(await north.client['circulation.closeCase'](closing)).toMatchObject({ ok: true });
  expect(await north.client['circulation.cases']({})).toEqual([]);
});

it('says of a return that came before a later loan who has the copy now', async () => {
  const north = await scene.joined('boss');
  const south = await scene.joined('boss', 'south');
  const first = await lend(south, 'C3', 'reader-1');
  await until(
    () => north.client['circulation.chain']({ copyId: 'c3' }),
    (links) => links.some(({ loan }) => loan.id === first.loanId),
  );
  await unplug(north);
  const here = { drop: false, day: null, damaged: false };
  for (const desk of [north, south]) {
    const take = await desk.client['circulation.takeBack']({ ...scanned('C3'), ...here });
    expect(take).toMatchObject({ kind: 'back' });
  }
  scene.service.clock.forward(1);
  await lend(south, 'C3', 'reader-2');
  await south.live();
  await plug(north);
  const [found] = await until(
    () => north.client['circulation.cases']({}),
    (cases) => cases.length === 1,
  );
  expect(found).toMatchObject({
    row: { tried: 'loan.back', code: 'order_unsure' },
    other: { closedOn: null },
  });
});

it('says of a loan that a scan elsewhere contradicts where and when that was, in the case and in its row', async () => {
  const north = await scene.joined('boss');
  const south = await scene.joined('boss', 'south');
  await unplug(south);
  const late = await lend(south, 'C1', 'reader-1');
  scene.service.clock.forward(1);
  const here = { drop: false, day: null, damaged: false };
  await north.client['circulation.takeBack']({ ...scanned('C1'), ...here });
  await north.live();
  await plug(south);
  const [found] = await until(
    () => south.client['circulation.cases']({}),
    (cases) => cases.length === 1,
  );
  expect(found).toMatchObject({
    own: true,
    row: { tried: 'loan.out', code: 'order_unsure' },
    other: null,
    scan: { place: 'n-desk', returned: false },
  });
  const doubted = { sync: 'exception', why: { code: 'order_unsure' } };
  expect(await standing(south, late)).toMatchObject(doubted);
  const closing = { commandId: commandId(), caseId: found?.row.id ?? '', note: '书在架上' };
  await south.client['circulation.closeCase'](closing);
  expect(await standing(south, late)).toMatchObject({ why: null });
});

it('lends to a reader registered here whom another desk registered first: the card counts', async () => {
  const north = await scene.joined('boss');
  const south = await scene.joined('boss', 'south');
  const person = { name: '欧阳金', category: 'undergraduate', campus: 'north', expiresOn: null };
  const reader = { ...person, card: '2099000017', phone: '13900007777', email: '' };
  const register = async (desk: SceneDesk) => {
    const done = await desk.client['readers.register']({ commandId: commandId(), reader });
    if (!done.ok) throw new Error(done.code);
    return done.readerId;
  };
  await unplug(north);
  const here = await register(north);
  const late = await lend(north, 'C1', here);
  const there = await register(south);
  await south.live();
  await plug(north);
  expect(await standing(north, late)).toMatchObject({ sync: 'done' });
  const chain = await north.client['circulation.chain']({ copyId: 'c1' });
  expect(chain.map(({ loan }) => loan.readerId)).toEqual([there]);
  expect(there).not.toBe(here);
});
