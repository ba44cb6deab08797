// What the service makes of imported records, whatever store it keeps them in.

import { expect, it } from 'vitest';
import type { Store } from '../../src/central/store/port.ts';
import type { CatalogueRecord } from '../../src/shared/catalogue/record.ts';
import { addDesk, codes, laneDesk, laneOver } from './central-lane.ts';

/** A store with the model library, and how to be rid of it. */
interface Opened {
  store: Store;
  close(): Promise<void>;
}

const record = (n: number): CatalogueRecord => ({
  id: `title-${n}`,
  describes: true,
  isbn: null,
  title: `操作系统 ${n}`,
  author: '汤小丹',
  publisher: '西安电子科技大学出版社',
  year: 2014,
  price: 3950,
  classCode: 'TP316',
  callNumber: `TP316/${n}`,
  copies: [1, 2].map((copy) => ({
    id: `copy-${n}-${copy}`,
    barcode: `N3${copy}${String(n).padStart(6, '0')}`,
    home: 'n-main',
    callNumber: `TP316/${n}`,
    volume: null,
  })),
});

/** Tests of imports at the service. */
export function catalogueTests(open: () => Promise<Opened>): void {
  it('puts records of a desk in, once, and refuses what another desk has put in before', async () => {
    const { store, close } = await open();
    for (const id of ['d1', 'd2']) await addDesk(store, id);
    const { lane, library } = await laneOver(store);
    const one = laneDesk(lane, library, 'd1');
    const two = laneDesk(lane, library, 'd2');
    const records = Array.from({ length: 120 }, (_, index) => record(index));
    const put = (desk: typeof one, all: CatalogueRecord[]) =>
      desk.make('keeper-a', 'catalogue.put', 'import', { records: all });
    expect(codes(await one.send([put(one, records)]))).toEqual(['ok']);
    expect(codes(await two.send([put(two, records)]))).toEqual(['ok']);
    expect((await store.reads.head()).seq).toBe(360);
    const other = { ...record(500), copies: record(7).copies };
    const answer = await two.send([put(two, [record(501), other]), put(two, [record(502)])]);
    expect(codes(answer)).toEqual(['conflict', 'ok']);
    expect(answer).toMatchObject({
      results: [
        { refusal: 'barcode_of_other_title', facts: { title: '操作系统 7' } },
        { refusal: null },
      ],
    });
    const seen = await lane.look(async (world) => ({
      gone: await world.get('title', 'title-501'),
      here: await world.list('copyByBarcode', 'N31000502'),
    }));
    expect(seen).toMatchObject({ here: [{ titleId: 'title-502', ver: 1 }] });
    expect(seen.gone).toBeUndefined();
    await lane.close();
    await close();
  });
}
