// A list as a file: every row that the page would show, typed, masked, fetched once; given up without a trace.

import { existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openTestDesk, profileFolder } from '../../../../tests/support/desk-core.ts';
import type { TestDesk } from '../../../../tests/support/desk-core.ts';
import { modelBase } from '../../../../tests/support/model-base.ts';
import { request } from '../../../../tests/support/queue-context.ts';
import { readSheet } from '../../../../tests/support/read-xlsx.ts';
import type { Base, RowOfBase } from '../../../node/base.ts';
import type { QueueTab } from '../../../shared/desk-contract.ts';
import type { TableFormat } from '../../../shared/desk-contract/exports.ts';
import { instantOf, millis } from '../../../shared/lib/time.ts';

const FIRST = '2025-06-01T01:30:00.000Z';

function* closedRequests(count: number): Iterable<RowOfBase> {
  for (let number = 0; number < count; number += 1) {
    const submittedOn = instantOf(millis(FIRST) + number * 600_000);
    const id = `00000000-0000-7000-8000-${String(number).padStart(12, '0')}`;
    const row = request('reallocation', 'done', {
      id,
      code: `N1-${String(number).padStart(6, '0')}`,
      submittedOn,
      enteredOn: submittedOn,
      endedOn: instantOf(millis(submittedOn) + 86_400_000),
      readerId: 'reader-1',
      titleId: 't1',
      copyId: 'c1',
      campus: 'north',
      targetCampus: 'south',
      fields: { kind: 'for_loan', bookTitle: '=1+1' },
    });
    yield { kind: 'request', row };
  }
}

function baseWith(count: number): Base {
  const base = modelBase();
  return {
    ...base,
    *rows() {
      yield* base.rows();
      yield* closedRequests(count);
    },
  };
}

let desk: TestDesk;
async function open(count: number): Promise<void> {
  // Work that lets others have their turn comes back; what waits for long does not happen.
  const after = (ms: number, run: () => void) => {
    if (ms === 0) setImmediate(run);
    return () => undefined;
  };
  desk = await openTestDesk({ base: baseWith(count), timers: { after } });
  await desk.signIn('desk-a');
}
afterEach(() => desk.close());

const asked = (format: TableFormat, tab: QueueTab = 'closed') => ({
  queue: 'reallocation' as const,
  tab,
  filters: { from: '2025-01-01', to: '2026-12-31' },
  sort: 'oldest' as const,
  format,
  language: 'zh' as const,
});

async function exported(format: TableFormat, signal = new AbortController().signal) {
  const steps = [];
  for await (const step of desk.client['exports.list'](asked(format), signal)) steps.push(step);
  return steps;
}

async function fetched(ticket: string): Promise<Buffer | null> {
  const file = await desk.desk.download(ticket);
  if (file === null) return null;
  const chunks = [];
  for await (const chunk of file.body) chunks.push(chunk);
  return Buffer.concat(chunks);
}
const left = () => {
  const folder = join(desk.folder, 'export');
  return existsSync(folder) ? readdirSync(folder) : [];
};

describe('a list of 10,000 requests', () => {
  beforeEach(() => open(10_000));

  it('comes whole as an Excel file with typed cells, once', async () => {
    const steps = await exported('xlsx');
    const { done, of, file, refusal } = steps.at(-1) ?? {};
    expect({ done, of, refusal }).toEqual({ done: 10_000, of: 10_000, refusal: null });
    expect(steps.length).toBeGreaterThan(10);
    expect(file?.name).toBe('图书调拨-2018-06-06.xlsx');
    const bytes = (await fetched(file?.ticket ?? '')) ?? Buffer.alloc(0);
    expect(bytes.length).toBe(file?.size);
    const cells = readSheet(bytes);
    const row = (number: number) =>
      [...'ABCDEFGHIJKLMNOPQ'].map((letter) => cells.get(`${letter}${number}`)?.value);
    expect(row(1).slice(0, 4)).toEqual(['单号', '状态', '进度', '题名']);
    expect(row(2).slice(0, 4)).toEqual(['N1-000000', '已调拨', '已调拨', '高等数学教程']);
    expect(row(10_001)[0]).toBe('N1-009999');
    expect(cells.has('A10002')).toBe(false);
    const headings = row(1);
    const submitted = 'ABCDEFGHIJKLMNOPQ'[headings.indexOf('提交时间')] ?? '';
    // 2025-06-01 09:30 on the library's wall clock.
    const cell = cells.get(`${submitted}2`);
    expect(cell?.type).toBe('n');
    expect(Number(cell?.value)).toBeCloseTo(45_809 + 9.5 / 24, 6);
    expect(row(2)[headings.indexOf('读者')]).toMatch(/^\S\*+$/u);
    expect(await fetched(file?.ticket ?? '')).toBeNull();
    expect(left()).toEqual([]);
  });

  it('comes as CSV with every field quoted', async () => {
    const file = (await exported('csv')).at(-1)?.file;
    const text = (await fetched(file?.ticket ?? ''))?.toString('utf8') ?? '';
    const lines = text.split('\r\n');
    expect(lines).toHaveLength(10_002);
    expect(lines[0]?.startsWith('\ufeff"单号","状态"')).toBe(true);
    expect(lines[1]).toMatch(/^(?:"[^"]*",)+"[^"]*"$/u);
    expect(lines[1]).toContain('"2025-06-01 09:30"');
  });

  it('is what the page shows, in the same order, whatever the order', async () => {
    for (const sort of ['newest', 'shelf', 'code', 'due'] as const) {
      const list = { ...asked('csv'), sort };
      let ticket = '';
      for await (const { file } of desk.client['exports.list'](list, new AbortController().signal))
        ticket = file?.ticket ?? ticket;
      const text = (await fetched(ticket))?.toString('utf8') ?? '';
      const codes = text.split('\r\n').flatMap((line) => /^"(N1-\d+)"/u.exec(line)?.[1] ?? []);
      expect(codes).toHaveLength(10_000);
      const { format: _format, language: _language, ...page } = list;
      const shown = await desk.client['requests.list']({ ...page, offset: 0, limit: 200 });
      expect(codes.slice(0, 200)).toEqual(shown.rows.map(({ request: { code } }) => code));
    }
  });

  it('leaves nothing behind when it is cancelled, and the next one can begin', async () => {
    const stop = new AbortController();
    const steps = [];
    const cancelled = (async () => {
      for await (const step of desk.client['exports.list'](asked('xlsx'), stop.signal)) {
        steps.push(step);
        if (steps.length === 3) stop.abort();
      }
    })();
    await expect(cancelled).rejects.toMatchObject({ code: 'cancelled' });
    await expect.poll(left).toEqual([]);
    const next = async () => (await exported('csv')).at(-1)?.refusal ?? null;
    await expect.poll(next, { timeout: 20_000 }).toBeNull();
  });

  it.each([
    ['locks the desk', () => desk.client['session.lock']({}), 'locked'],
    ['signs out', () => desk.client['session.signOut']({}), 'not_signed_in'],
    ['leaves it to somebody else', () => desk.signIn('boss'), 'export_left'],
  ])('ends when whoever asked %s, and leaves nothing behind', async (_, leave, code) => {
    const signal = new AbortController().signal;
    const steps = desk.client['exports.list'](asked('xlsx'), signal)[Symbol.asyncIterator]();
    await steps.next();
    await leave();
    let last;
    for (let step = await steps.next(); step.done !== true; step = await steps.next()) {
      last = step.value;
    }
    expect(last).toMatchObject({ file: null, refusal: { code } });
    expect(last?.done).toBeLessThan(10_000);
    expect(left()).toEqual([]);
  });

  it('is made one at a time, and given to whoever asked for it only', async () => {
    const signal = new AbortController();
    const first = desk.client['exports.list'](asked('xlsx'), signal.signal)[Symbol.asyncIterator]();
    await first.next();
    expect(await exported('csv')).toMatchObject([{ file: null, refusal: { code: 'export_busy' } }]);
    let file;
    for (let step = await first.next(); step.done !== true; step = await first.next()) {
      file = step.value.file;
    }
    await desk.signIn('boss');
    expect(await fetched(file?.ticket ?? '')).toBeNull();
    expect(left()).toHaveLength(1);
    await desk.signIn('desk-a');
    expect((await fetched(file?.ticket ?? ''))?.length).toBe(file?.size);
  });
});

it('writes a large list by a thread that is gone afterwards, and shows how far it is', async () => {
  await open(20_500);
  const steps = await exported('xlsx');
  const file = steps.at(-1)?.file;
  expect(steps.at(-1)).toMatchObject({ done: 20_500, of: 20_500, refusal: null });
  const bytes = (await fetched(file?.ticket ?? '')) ?? Buffer.alloc(0);
  expect(readSheet(bytes).get('A20501')?.value).toBe('N1-020499');
  expect(process.getActiveResourcesInfo()).not.toContain('MessagePort');
});

it('that a killed desk left half written is gone at its next start', async () => {
  const folder = profileFolder();
  try {
    mkdirSync(join(folder, 'export'));
    writeFileSync(join(folder, 'export', 'left.xlsx'), 'half');
    desk = await openTestDesk({ folder });
    expect(left()).toEqual([]);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});

it('says why where its folder cannot be made, and is made once it can', async () => {
  await open(1);
  const folder = join(desk.folder, 'export');
  writeFileSync(folder, 'a file');
  expect(await exported('csv')).toMatchObject([
    { file: null, refusal: { code: 'read_only_folder' } },
  ]);
  rmSync(folder);
  expect((await exported('csv')).at(-1)).toMatchObject({ refusal: null, of: 1 });
});

it('is an empty table where nothing fits', async () => {
  await open(0);
  const steps = await exported('xlsx');
  const bytes = (await fetched(steps.at(-1)?.file?.ticket ?? '')) ?? Buffer.alloc(0);
  expect([...readSheet(bytes).keys()].every((address) => address.endsWith('1'))).toBe(true);
});
