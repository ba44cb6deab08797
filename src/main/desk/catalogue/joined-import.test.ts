// An import at one desk reaches the service and the other desk; the same file there changes nothing.

import { expect, it } from 'vitest';
import { cnmarc } from '../../../../tests/support/marc-file.ts';
import { deskScene, until } from '../../../../tests/support/two-desks.ts';
import type { SceneDesk } from '../../../../tests/support/two-desks.ts';
import { DEFAULT_OPTIONS } from '../../../shared/catalogue/options.ts';

const record = (n: number, title = `操作系统原理${n}`) =>
  cnmarc({
    control: `c ${title}`,
    title,
    barcodes: [`N${40_000_000 + n}`],
    collection: 'N-MAIN',
  });
const file = Buffer.concat(Array.from({ length: 120 }, (_, n) => record(n)));

async function state(desk: SceneDesk, wanted: string) {
  const view = await until(
    () => desk.client['catalogue.status']({}),
    (seen) => seen?.state === wanted || seen?.state === 'stopped',
  );
  if (view?.state !== wanted) throw new Error(view?.refusal?.code ?? 'no import');
  return view;
}

async function look(desk: SceneDesk, sent: Buffer = file) {
  const asked = { name: 'books.iso', size: sent.length, options: DEFAULT_OPTIONS };
  const begun = await desk.client['catalogue.begin'](asked);
  if (!begun.ok) throw new Error(begun.code);
  async function* body() {
    yield sent;
  }
  expect(await desk.desk.upload(begun.ticket, body())).toBe(204);
  return state(desk, 'checked');
}

const find = (desk: SceneDesk) =>
  desk.client['search.titles']({ text: '操作系统原理119', offset: 0, limit: 5 });

it('goes the way of every command', async () => {
  const scene = await deskScene();
  const north = await scene.joined('keeper-a');
  const south = await scene.joined('boss', 'south');
  expect((await look(north)).found).toMatchObject({ titles: { new: 120 } });
  await north.client['catalogue.import']({});
  expect(await state(north, 'done')).toMatchObject({ written: 240, refusal: null });
  await until(
    () => find(south),
    ({ rows }) => rows.length === 1,
  );
  const bar = await until(
    () => north.client['status.bar']({}),
    ({ waiting }) => waiting === 0,
  );
  expect(bar).toMatchObject({ refused: 0 });
  expect((await look(south)).found).toMatchObject({
    titles: { new: 0, changed: 0, same: 120 },
    copies: { new: 0, changed: 0, same: 120 },
  });
  await scene.close();
});

it('keeps the rest where another desk has a barcode: the same file again puts it in', async () => {
  const scene = await deskScene();
  const north = await scene.joined('keeper-a');
  const south = await scene.joined('boss', 'south');
  north.cable.pull();
  await look(south, record(7, '编译原理'));
  await south.client['catalogue.import']({});
  await state(south, 'done');
  await south.live();
  await look(north);
  await north.client['catalogue.import']({});
  await state(north, 'done');
  north.cable.plug();
  await north.client['sync.now']({});
  await north.live();
  expect(await north.client['sync.list']({ filter: 'refused', offset: 0, limit: 9 })).toMatchObject(
    {
      total: 1,
      rows: [
        {
          refusal: {
            code: 'barcode_of_other_title',
            facts: { barcode: 'N40000007', title: '编译原理', records: 100 },
          },
          chain: [],
        },
      ],
    },
  );
  expect((await look(north)).found).toMatchObject({
    titles: { new: 99, same: 20 },
    refusedRecords: 1,
    problems: [{ code: 'barcode_of_other_title', count: 1 }],
  });
  await north.client['catalogue.import']({});
  expect(await state(north, 'done')).toMatchObject({ written: 198 });
  await north.live();
  expect(await north.status()).toMatchObject({ refused: 1 });
  await scene.close();
});
