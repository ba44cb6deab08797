// Readers from a file: looked through before anything is written, registered fifty at a time, a second run changes nothing.

import writeExcel from 'write-excel-file/node';
import iconv from 'iconv-lite';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ReaderImportView } from '../../../shared/desk-contract/reader-import.ts';
import { realTimers } from '../../../../tests/support/notice-scene.ts';
import { openTestDesk } from '../../../../tests/support/desk-core.ts';
import type { TestDesk } from '../../../../tests/support/desk-core.ts';
import { deskScene, until } from '../../../../tests/support/two-desks.ts';

type Desk = Pick<TestDesk, 'client' | 'desk'>;
const defaults = { campus: 'north', category: 'undergraduate' };

async function* pieces(bytes: Buffer): AsyncIterable<Uint8Array> {
  for (let at = 0; at < bytes.length; at += 1000) yield bytes.subarray(at, at + 1000);
}

async function settled({ client }: Desk): Promise<ReaderImportView> {
  return until(
    async () => (await client['readerImport.status']({})) as ReaderImportView,
    (view) => ['checked', 'done', 'stopped'].includes(view?.state ?? ''),
  );
}

async function send(desk: Desk, bytes: Buffer, name = 'readers.csv'): Promise<ReaderImportView> {
  const begun = await desk.client['readerImport.begin']({ name, size: bytes.length, defaults });
  if (!begun.ok) throw new Error(begun.code);
  expect(await desk.desk.upload(begun.ticket, pieces(bytes))).toBe(204);
  return settled(desk);
}

async function put(desk: Desk): Promise<ReaderImportView> {
  expect(await desk.client['readerImport.put']({})).toEqual({ ok: true });
  return settled(desk);
}

const line = (n: number, more = '') =>
  `${2_099_000_000 + n},金丝雀${n},1390000${1000 + n}${more}\n`;
const many = (count: number) =>
  Buffer.from(
    `证号,姓名,电话,类别\n${Array.from({ length: count }, (_, n) => line(n, ',研究生')).join('')}`,
  );

describe('at a desk that works alone', () => {
  let desk: TestDesk;
  beforeEach(async () => {
    desk = await openTestDesk({ timers: realTimers });
    await desk.signIn('desk-a');
  });
  afterEach(() => desk.close());

  it('shows what a file comes to before anything is written, and then registers it, a result a row', async () => {
    const looked = await send(desk, many(120));
    expect(looked).toMatchObject({
      state: 'checked',
      format: 'csv',
      counts: { new: 120, refused: 0 },
    });
    expect(JSON.stringify(looked)).not.toMatch(/金丝雀1|2099000001|13900001001/u);
    const before = await desk.client['search.readers']({ text: '2099000007', limit: 3 });
    expect(before.rows).toEqual([]);
    expect(await put(desk)).toMatchObject({ state: 'done', put: 120, counts: { written: 120 } });
    const found = await desk.client['search.readers']({ text: '2099000007', limit: 3 });
    expect(found.rows).toMatchObject([{ category: 'postgraduate', campus: 'north' }]);
    const text = await desk.client['sync.export']({});
    if (!text.ok) throw new Error(text.code);
    expect(text.text).not.toMatch(/金丝雀|2099000007|13900001007/u);
    // 50 + 50 + 20.
    expect(text.text.match(/"reader\.register"/gu)).toHaveLength(3);
  });

  it('changes nothing the second time, and only what differs the third', async () => {
    await send(desk, many(60));
    await put(desk);
    const again = await send(desk, many(60));
    expect(again.counts).toMatchObject({ same: 60, new: 0, changed: 0 });
    expect((await put(desk)).put).toBe(0);
    const other = Buffer.concat([many(59), Buffer.from(line(59, ',教师'))]);
    const third = await send(desk, other);
    expect(third.counts).toMatchObject({ same: 59, changed: 1 });
    expect(third.rows.find(({ state }) => state === 'changed')).toMatchObject({
      changes: ['category'],
    });
    expect((await put(desk)).counts).toMatchObject({ same: 59, written: 1 });
  });

  it('reads a workbook of Excel and a file of a Chinese Windows', async () => {
    const text = (value: string | number) => ({ value });
    const rows = [
      ['学号', '姓名', '有效期至'].map(text),
      [
        { value: 2_099_000_001 },
        text('张三'),
        { value: new Date('2030-07-01'), type: Date, format: 'yyyy-mm-dd' },
      ],
    ];
    const made = writeExcel(rows as never);
    const bytes = await (made as unknown as { toBuffer(): Promise<Buffer> }).toBuffer();
    const looked = await send(desk, bytes, 'readers.xlsx');
    expect(looked).toMatchObject({ format: 'xlsx', counts: { new: 1 } });
    await put(desk);
    const { rows: found } = await desk.client['search.readers']({ text: '2099000001', limit: 2 });
    expect(found).toMatchObject([{ expiresOn: '2030-07-01', nameMasked: '张*' }]);
    const gbk = iconv.encode('证号;姓名\n2099000002;李四\n', 'gb18030');
    expect((await send(desk, gbk)).counts).toMatchObject({ new: 1 });
  });

  it('keeps out what cannot be registered, each row with its sentence', async () => {
    const file = Buffer.from(
      `证号,姓名,电话,类别\n${line(1)}7,短,,\n${line(1)}2099000005,,,\n2099000006,六,,巫师\n`,
    );
    const looked = await send(desk, file);
    expect(looked.counts).toMatchObject({ new: 0, refused: 5 });
    expect(looked.rows.map(({ number, problem }) => [number, problem?.code])).toEqual([
      [2, 'card_in_rows'],
      [3, 'bad_card_in_row'],
      [4, 'card_in_rows'],
      [5, 'missing_input'],
      [6, 'unknown_category'],
    ]);
    const report = await desk.client['readerImport.report']({ language: 'zh' });
    if (!report.ok) throw new Error(report.code);
    expect(report.name).toBe('readers-report.csv');
    expect(report.text).toContain('本馆没有读者类别“巫师”');
    expect(report.text).toContain('第 2, 4 行是同一个读者证号');
    expect(report.text).toContain('第 3 行的读者证号不符合');
    expect(report.text).not.toContain('2099000006');
  });

  it.each([
    ['证号,姓名\n', 'import_empty'],
    ['电话,邮箱\n1,2\n', 'import_no_card'],
    ['PK\u0003\u0004 no archive', 'import_no_workbook'],
    ['\u0000\u0001\u0002\u0003', 'import_no_text'],
  ])('says what is wrong with %j', async (text, code) => {
    const view = await send(desk, Buffer.from(text));
    expect(view).toMatchObject({ state: 'stopped', refusal: { code } });
  });

  it('is for whoever may register readers', async () => {
    await desk.signIn('keeper-a');
    const ask = { name: 'x.csv', size: 10, defaults };
    expect(await desk.client['readerImport.begin'](ask)).toMatchObject({ code: 'forbidden' });
    expect(await desk.client['readerImport.status']({})).toBeNull();
  });
});

it('at a service: the second run of another desk writes nothing there', async () => {
  const scene = await deskScene();
  try {
    const north = await scene.joined('desk-a');
    const south = await scene.joined('desk-b', 'south');
    await send(north, many(5));
    await put(north);
    await north.live();
    await until(
      () => south.client['search.readers']({ text: '2099000004', limit: 2 }),
      ({ rows }) => rows.length === 1,
    );
    const rows = async () =>
      JSON.stringify(await scene.service.store.reads.page('reader', '', 500));
    const before = await rows();
    const looked = await send(south, many(5));
    expect(looked.counts).toMatchObject({ compared: 5 });
    await put(south);
    await south.live();
    expect(await rows()).toBe(before);
    const log = JSON.stringify(await scene.service.store.reads.log(0, 1000));
    expect(log).not.toMatch(/金丝雀|2099000004|13900001004/u);
  } finally {
    await scene.close();
  }
});
