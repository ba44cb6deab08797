// A catalogue comes into a desk: looked through first, put in once somebody says so, twice without harm, and damaged ones too.

import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { openTestDesk } from '../../../../tests/support/desk-core.ts';
import type { TestDesk } from '../../../../tests/support/desk-core.ts';
import { cnmarc, encoded } from '../../../../tests/support/marc-file.ts';
import { DEFAULT_OPTIONS } from '../../../shared/catalogue/options.ts';
import type { ReadingOptions } from '../../../shared/catalogue/options.ts';

let desk: TestDesk;
beforeEach(async () => {
  desk = await openTestDesk({
    timers: {
      // What waits for its turn gets it; what waits for a time never does.
      after: (ms, run) => {
        if (ms > 0) return () => undefined;
        const timer = setImmediate(run);
        return () => clearImmediate(timer);
      },
    },
  });
  await desk.signIn('boss');
});
afterEach(() => desk.close());

const status = () => desk.client['catalogue.status']({});

async function* pieces(file: Uint8Array, size = 1000) {
  for (let at = 0; at < file.length; at += size) yield file.subarray(at, at + size);
}

async function waits(...states: string[]) {
  return vi.waitUntil(
    async () => {
      const view = await status();
      return view && states.includes(view.state) ? view : undefined;
    },
    { interval: 2, timeout: 30_000 },
  );
}

async function send(file: Uint8Array, more: Partial<ReadingOptions> = {}, name = 'books.iso') {
  const begun = await desk.client['catalogue.begin']({
    name,
    size: file.length,
    options: { ...DEFAULT_OPTIONS, ...more },
  });
  if (!begun.ok) throw new Error(begun.code);
  expect(await desk.desk.upload(begun.ticket, pieces(file))).toBe(204);
  return waits('checked', 'stopped');
}
async function put() {
  expect(await desk.client['catalogue.import']({})).toEqual({ ok: true });
  return waits('done', 'stopped');
}
const find = async (text: string) =>
  (await desk.client['search.titles']({ text, offset: 0, limit: 10 })).rows;

const books = (count: number, from = 1) =>
  Buffer.concat(
    Array.from({ length: count }, (_, index) => {
      const n = from + index;
      return cnmarc({
        control: `c${n}`,
        title: `操作系统原理${n}`,
        author: '汤小丹',
        price: 'CNY39.50',
        barcodes: [`N${40_000_000 + 2 * n}`, `N${40_000_001 + 2 * n}`],
        collection: 'N-MAIN',
      });
    }),
  );

describe('a catalogue', () => {
  it('is looked through, waits for a word, and is put in; twice changes nothing', async () => {
    const seen = await send(books(250));
    expect(seen).toMatchObject({
      state: 'checked',
      kind: { format: 'cnmarc', encoding: 'utf-8' },
      found: {
        records: 250,
        titles: { new: 250, changed: 0, same: 0 },
        copies: { new: 500, changed: 0, same: 0 },
        refusedRecords: 0,
        problems: [],
      },
    });
    expect(await find('操作系统原理249')).toEqual([]);
    expect(await put()).toMatchObject({ state: 'done', written: 750 });
    expect(await find('操作系统原理249')).toHaveLength(1);
    const again = await send(books(250));
    expect(again.found).toMatchObject({
      titles: { new: 0, changed: 0, same: 250 },
      copies: { new: 0, changed: 0, same: 500 },
    });
    const before = (await desk.client['sync.list']({ filter: 'all', offset: 0, limit: 1 })).total;
    expect(await put()).toMatchObject({ written: 0 });
    expect(await desk.client['sync.list']({ filter: 'all', offset: 0, limit: 1 })).toMatchObject({
      total: before,
      rows: [{ type: 'catalogue.put' }],
    });
  });

  it('with damage is taken as far as it goes, and says where and why', async () => {
    await send(books(3));
    await put();
    const other = cnmarc({
      control: 'x',
      title: '编译原理',
      barcodes: ['N40000002'],
      collection: 'N-MAIN',
    });
    const lost = cnmarc({
      control: 'y',
      title: '=离散数学',
      barcodes: ['N41000000'],
      collection: '密集库',
    });
    const file = Buffer.concat([
      books(2, 10),
      books(1, 20).subarray(0, 130),
      other,
      lost,
      books(1, 30),
    ]);
    const seen = await send(file);
    expect(seen.found).toMatchObject({
      records: 6,
      refusedRecords: 3,
      titles: { new: 3 },
      unknownCollections: [{ name: '密集库', count: 1 }],
    });
    expect(seen.found?.problems.map(({ code, examples }) => [code, examples[0]?.number])).toEqual([
      ['cut', 3],
      ['barcode_of_other_title', 4],
      ['unknown_collection', 5],
    ]);
    const report = await desk.client['catalogue.report']({ language: 'zh' });
    expect(report).toMatchObject({ ok: true, name: 'books-report.csv' });
    const lines = report.ok ? report.text.split('\r\n') : [];
    expect(lines[0]).toBe('\uFEFF第几条,字节位置,结果,条码,题名,说明');
    expect(lines[2]).toContain('条码 N40000002 已是馆里另一种书《操作系统原理1》的复本');
    expect(lines[3]).toContain("'=离散数学");
    // The person says what the file means; the file is looked through again.
    const options = { ...DEFAULT_OPTIONS, collections: { 密集库: 'n-arts' } };
    expect(await desk.client['catalogue.check']({ options })).toEqual({ ok: true });
    expect((await waits('checked')).found).toMatchObject({ titles: { new: 4 }, refusedRecords: 2 });
    expect(await put()).toMatchObject({ state: 'done', written: 11 });
  });

  it('as a table takes one copy a row, of titles that stand in several', async () => {
    const rows = ['题名,ISBN,索书号,条码,馆藏地'];
    for (let n = 0; n < 5; n += 1)
      rows.push(`数据库,9787302511854,TP311.13/${n},N4200000${n},N-MAIN`);
    const seen = await send(encoded(rows.join('\n'), 'gb18030'), {}, 'table.csv');
    expect(seen).toMatchObject({
      kind: { format: 'csv', encoding: 'gb18030' },
      found: { records: 5, copies: { new: 5 }, problems: [] },
    });
    await put();
    expect((await send(encoded(rows.join('\n')))).found).toMatchObject({ copies: { same: 5 } });
  });

  it('with one book under two control numbers changes nothing the second time either', async () => {
    const isbn = '9787302511854';
    const book = (control: string, author: string, barcode: string) =>
      cnmarc({ control, isbn, title: 'C++', author, barcodes: [barcode], collection: 'N-MAIN' });
    const file = Buffer.concat([book('a', '王珊', 'N43000000'), book('b', '萨师煊', 'N43000001')]);
    expect((await send(file)).found).toMatchObject({
      titles: { new: 1 },
      copies: { new: 2 },
      problems: [{ code: 'repeated', count: 1 }],
    });
    await put();
    await send(file);
    expect(await put()).toMatchObject({ written: 0 });
  });

  it('that is none says so', async () => {
    expect(await send(encoded('a,b\n1,2\n'))).toMatchObject({
      state: 'stopped',
      refusal: { code: 'import_no_title' },
    });
    expect(await send(encoded('  \n'))).toMatchObject({ refusal: { code: 'import_empty' } });
    expect(await send(Buffer.from('\uFEFF题名', 'utf16le'))).toMatchObject({
      refusal: { code: 'import_utf16' },
    });
    expect(await desk.client['catalogue.import']({})).toMatchObject({ code: 'import_gone' });
  });
});

describe('a file on its way', () => {
  const begin = async (size: number) => {
    const options = DEFAULT_OPTIONS;
    const begun = await desk.client['catalogue.begin']({ name: 'x.iso', size, options });
    return begun.ok ? begun.ticket : '';
  };
  const left = () => {
    const folder = join(desk.folder, 'import');
    return existsSync(folder) ? readdirSync(folder) : [];
  };

  it('comes by a ticket that is good once, in the size that was said', async () => {
    const file = books(1);
    expect(await desk.desk.upload('NOBODY', pieces(file))).toBe(404);
    const short = await begin(file.length + 1);
    expect(await desk.desk.upload(short, pieces(file))).toBe(400);
    expect(await status()).toMatchObject({ state: 'stopped', refusal: { code: 'import_cut' } });
    expect(await desk.desk.upload(await begin(file.length - 1), pieces(file))).toBe(413);
    const good = await begin(file.length);
    expect(await desk.desk.upload(good, pieces(file))).toBe(204);
    expect(await desk.desk.upload(good, pieces(file))).toBe(404);
    await waits('checked');
    expect(left()).toHaveLength(1);
  });

  it('leaves nothing behind when it breaks off, is cancelled, or was looked through in vain', async () => {
    async function* broken() {
      yield books(1);
      throw new Error('the page was closed');
    }
    expect(await desk.desk.upload(await begin(100_000), broken())).toBe(400);
    expect(left()).toEqual([]);
    await send(books(2));
    expect(await desk.client['catalogue.cancel']({})).toEqual({ ok: true });
    expect(await status()).toBeNull();
    await send(encoded('a,b\n1,2\n'));
    expect(left()).toEqual([]);
  });

  it('is stopped in the middle; what was put in stays', async () => {
    await send(books(420));
    await desk.client['catalogue.import']({});
    await vi.waitUntil(async () => ((await status())?.written ?? 0) > 0, {
      interval: 2,
      timeout: 30_000,
    });
    await desk.client['catalogue.cancel']({});
    const stopped = await waits('stopped');
    expect(stopped).toMatchObject({ refusal: null });
    expect(await find('操作系统原理1')).not.toEqual([]);
    const again = await send(books(420));
    expect(again.found?.titles.new).toBeLessThan(420);
  });

  it('is for whoever may change the catalogue, and one at a time', async () => {
    await send(books(420));
    await desk.client['catalogue.import']({});
    const busy = await desk.client['catalogue.begin']({
      name: 'y.iso',
      size: 1,
      options: DEFAULT_OPTIONS,
    });
    expect(busy).toMatchObject({ code: 'import_busy', facts: { file: 'books.iso' } });
    await waits('done');
    await desk.client['session.signOut']({});
    await desk.signIn('desk-a');
    expect(await status()).toBeNull();
    const asked = { name: 'x', size: 1, options: DEFAULT_OPTIONS };
    expect(await desk.client['catalogue.begin'](asked)).toMatchObject({ code: 'forbidden' });
    expect(await desk.client['catalogue.import']({})).toMatchObject({ code: 'forbidden' });
  });
});
