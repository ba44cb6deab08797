// Two joined desks that lend one copy without knowing of each other: one loan stands, the other is a case at both.

import { afterEach, beforeEach, expect, it } from 'vitest';
import { commandId } from '../../../tests/support/desk-core.ts';
import { deskScene, until } from '../../../tests/support/two-desks.ts';
import type { SceneDesk } from '../../../tests/support/two-desks.ts';

let scene: Awaited<ReturnType<typeof deskScene>>;
beforeEach(async () => {
  scene = await deskScene();
});
afterEach(() => scene.close());

const scan = (desk: SceneDesk, text: string, readerId: string | null) =>
  desk.client['circulation.lend']({ commandId: commandId(), text, source: 'wedge', readerId });
const back = (desk: SceneDesk, text: string) =>
  desk.client['circulation.takeBack']({
    commandId: commandId(),
    text,
    source: 'wedge',
    day: null,
    drop: false,
    damaged: false,
  });
const loans = async (desk: SceneDesk, readerId: string) =>
  (await desk.client['circulation.reader']({ readerId }))?.loans.length;
const cases = (desk: SceneDesk) => desk.client['circulation.cases']({});

async function offline(desk: SceneDesk) {
  desk.cable.pull();
  await until(desk.status, ({ state }) => state === 'offline');
}
async function online(desk: SceneDesk) {
  desk.cable.plug();
  await desk.client['sync.now']({});
  await desk.live();
}

it('nothing is lent twice, and what did not count is told at every desk', async () => {
  const north = await scene.joined('boss');
  const south = await scene.joined('boss', 'south');
  await offline(north);
  expect(await scan(north, 'C1', 'reader-2')).toMatchObject({ kind: 'lent', offline: true });
  expect(await scan(south, 'C1', 'reader-1')).toMatchObject({ kind: 'lent', offline: false });
  await south.live();
  expect(await loans(north, 'reader-2')).toBe(1);
  await online(north);
  for (const desk of [north, south]) {
    const [open] = await until(
      () => cases(desk),
      (rows) => rows.length === 1,
    );
    expect(open).toMatchObject({ row: { code: 'on_loan', readerId: 'reader-2', copyId: 'c1' } });
    expect(await loans(desk, 'reader-1')).toBe(1);
    expect(await loans(desk, 'reader-2')).toBe(0);
  }
});

it('a return without a connection belongs to the loan that its desk had begun', async () => {
  const north = await scene.joined('boss');
  const south = await scene.joined('boss', 'south');
  await offline(north);
  expect(await scan(north, 'C1', 'reader-2')).toMatchObject({ kind: 'lent' });
  expect(await back(north, 'C1')).toMatchObject({ kind: 'back', loan: { readerId: 'reader-2' } });
  expect(await scan(south, 'C1', 'reader-1')).toMatchObject({ kind: 'lent' });
  await south.live();
  await online(north);
  await until(
    () => cases(south),
    (rows) => rows.length === 1,
  );
  for (const desk of [north, south]) expect(await loans(desk, 'reader-1')).toBe(1);
  expect(await back(south, 'C1')).toMatchObject({ kind: 'back', loan: { readerId: 'reader-1' } });
  await south.live();
  await until(
    () => loans(north, 'reader-1'),
    (open) => open === 0,
  );
});

it('stands in the list of what could not be accepted at the desk that did it, until a person has closed it', async () => {
  const north = await scene.joined('boss');
  const south = await scene.joined('boss', 'south');
  const listed = (desk: SceneDesk) =>
    desk.client['sync.list']({ filter: 'exceptions', offset: 0, limit: 10 });
  await offline(north);
  await scan(north, 'C1', 'reader-2');
  await scan(south, 'C1', 'reader-1');
  await online(north);
  const [open] = await until(
    () => cases(north),
    (rows) => rows.length === 1,
  );
  const told = { type: 'loan.out', state: 'exception', atCounter: true, barcode: 'C1', desk: null };
  expect(await listed(north)).toMatchObject({
    total: 1,
    rows: [{ ...told, refusal: { code: 'on_loan' } }],
  });
  expect((await north.status()).exceptions).toBe(1);
  const all = await north.client['sync.list']({ filter: 'all', offset: 0, limit: 10 });
  expect(all.rows.find(({ type }) => type === 'loan.out')).toMatchObject(told);
  // What was done at the other campus is that campus's.
  expect((await listed(south)).rows).toEqual([]);
  const close = { commandId: commandId(), caseId: open?.row.id ?? '', note: '书在南区读者手里' };
  await north.client['circulation.closeCase'](close);
  expect((await listed(north)).rows).toEqual([]);
});

it('says on the page of sync which copy a step without a scan was about', async () => {
  const north = await scene.joined('boss');
  await scan(north, 'C1', 'reader-2');
  const [line] = (await north.client['circulation.reader']({ readerId: 'reader-2' }))?.loans ?? [];
  const loanId = line?.loan.id ?? '';
  await north.client['circulation.claim']({ commandId: commandId(), loanId });
  const { rows } = await north.client['sync.list']({ filter: 'all', offset: 0, limit: 10 });
  const claim = rows.find(({ type }) => type === 'loan.claim');
  expect(claim).toMatchObject({ barcode: 'C1', title: line?.book.title });
});
