import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { commandId, openTestDesk, submitMove } from '../../../tests/support/desk-core.ts';
import type { TestDesk } from '../../../tests/support/desk-core.ts';
import type { QueueTab, RequestFilters, RequestSort } from '../../shared/desk-contract.ts';
import type { QueueName } from '../../shared/queues/request.ts';

let desk: TestDesk;
beforeEach(async () => {
  desk = await openTestDesk();
  await desk.signIn('desk-a');
});
afterEach(() => desk.close());

async function codes(
  tab: QueueTab,
  filters: RequestFilters = {},
  sort: RequestSort = 'code',
  queue: QueueName = 'reallocation',
): Promise<string[]> {
  const { rows, count } = await desk.client['requests.list']({
    queue,
    tab,
    filters,
    sort,
    offset: 0,
    limit: 50,
  });
  const counts = await desk.client['requests.counts']({ queue, filters });
  expect(count).toEqual({ total: rows.length, more: false });
  expect(counts[tab]).toEqual(count);
  return rows.map((row) => row.request.code);
}

const act = (requestId: string, action: string, input: Record<string, unknown> = {}) =>
  desk.client['requests.act']({
    commandId: commandId(),
    requestId,
    action,
    input,
    expectHead: null,
  });

/** Three open moves, N1-0001 to N1-0003, of C1, C4 and C3, and one that was cancelled. */
async function someMoves(): Promise<string[]> {
  const ids = [await submitMove(desk)];
  desk.clock.forward(5);
  ids.push(await submitMove(desk, { readerId: 'reader-2', copyId: 'c4' }));
  desk.clock.forward(2);
  ids.push(
    await submitMove(desk, { readerId: 'reader-3', copyId: 'c3', targetCampus: 'north' }),
    await submitMove(desk, { readerId: 'reader-2', copyId: 'c2' }),
  );
  const cancelled = await act(ids[3] ?? '', 'cancel', { reason: 'reader_cancel' });
  expect(cancelled).toMatchObject({ ok: true });
  return ids;
}

describe('the lists of a queue', () => {
  it('have a tab for mine, unclaimed, open and closed', async () => {
    const [first = ''] = await someMoves();
    expect(await codes('open')).toEqual(['N1-0001', 'N1-0002', 'N1-0003']);
    expect(await codes('closed')).toEqual(['N1-0004']);
    expect(await codes('mine')).toEqual([]);
    await act(first, 'claim');
    expect(await codes('mine')).toEqual(['N1-0001']);
    expect(await codes('unclaimed')).toEqual(['N1-0002', 'N1-0003']);
    expect(await codes('open', {}, 'code', 'delivery')).toEqual([]);
  });

  it('give a claim back when its lease has run out', async () => {
    const [first = ''] = await someMoves();
    await act(first, 'claim');
    await desk.client['clock.advance']({ by: 'hour' });
    expect(await codes('mine')).toEqual([]);
    expect(await codes('unclaimed')).toContain('N1-0001');
  });

  it('are filtered by state, label, campus, collection, kind, time and words', async () => {
    await someMoves();
    expect(await codes('open', { targetCampus: 'north' })).toEqual(['N1-0003']);
    expect(await codes('open', { collection: 'n-arts' })).toEqual(['N1-0002']);
    expect(await codes('open', { label: 'in_progress' })).toEqual([]);
    expect(await codes('open', { states: ['submitted'], kind: 'for_loan' })).toHaveLength(3);
    expect(await codes('open', { from: '2018-06-06', to: '2018-06-06' })).toHaveLength(3);
    expect(await codes('open', { to: '2018-06-05' })).toEqual([]);
    expect(await codes('open', { text: '数据结构' })).toEqual(['N1-0002']);
    expect(await codes('open', { text: '高等 C3' })).toEqual(['N1-0003']);
    expect(await codes('open', { text: 'n1-0001' })).toEqual(['N1-0001']);
    expect(await codes('open', { text: '构数据' })).toEqual([]);
    expect(await codes('open', { text: '!!' })).toEqual([]);
  });

  it('are sorted and paged', async () => {
    await someMoves();
    expect(await codes('open', {}, 'newest')).toEqual(['N1-0003', 'N1-0002', 'N1-0001']);
    expect(await codes('open', {}, 'oldest')).toEqual(['N1-0001', 'N1-0002', 'N1-0003']);
    expect(await codes('open', {}, 'due')).toEqual(['N1-0001', 'N1-0002', 'N1-0003']);
    const page = await desk.client['requests.list']({
      queue: 'reallocation',
      tab: 'open',
      filters: {},
      sort: 'code',
      offset: 1,
      limit: 1,
    });
    expect(page.rows.map((row) => row.request.code)).toEqual(['N1-0002']);
    expect(page.count).toEqual({ total: 3, more: false });
  });

  it('say what is late once its target has passed in opening hours', async () => {
    await someMoves();
    expect(await codes('open', { late: true })).toEqual([]);
    await desk.client['clock.advance']({ by: 'day' });
    await desk.client['clock.advance']({ by: 'day' });
    expect(await codes('open', { late: true })).toHaveLength(3);
    const { queues } = await desk.client['status.bar']({});
    expect(queues[0]).toEqual({ queue: 'reallocation', pending: 3, late: 3, open: 3 });
  });

  it('are computed again when a policy changes', async () => {
    await someMoves();
    await desk.signIn('boss');
    const saved = await desk.client['settings.save']({
      commandId: commandId(),
      kind: 'policy',
      row: { id: 'reallocation.target.submitted', ver: 0, value: 1 },
    });
    expect(saved).toMatchObject({ ok: true });
    expect(await codes('open', { late: true })).toEqual(['N1-0001', 'N1-0002']);
    const late = await desk.client['settings.save']({
      commandId: commandId(),
      kind: 'policy',
      row: { id: 'reallocation.target.submitted', ver: 0, value: 2 },
    });
    expect(late).toEqual({ ok: false, code: 'row_changed', facts: {} });
  });

  it('show a bookseller the orders of its own house and nothing else', async () => {
    const [first = ''] = await someMoves();
    await desk.signIn('bookseller');
    expect(await codes('open')).toEqual([]);
    expect(await desk.client['requests.detail']({ requestId: first })).toBeNull();
    expect(await desk.client['search.all']({ text: 'N1-0001' })).toMatchObject({ requests: [] });
    const scanned = await desk.client['scan.card']({ text: 'C1' });
    expect(scanned).toMatchObject({ kind: 'copy', tasks: [], next: null });
    const none = { queue: 'reallocation', pending: 0, late: 0 };
    const { queues } = await desk.client['status.bar']({});
    expect(queues[0]).toMatchObject({ ...none, open: 0 });
    const sheet = await desk.client['requests.handover']({});
    expect(sheet.queues.map(({ queue }) => queue)).toEqual(['purchase']);
  });
});

describe('the handover', () => {
  it('has what is due first, what is mine and the numbers of each queue', async () => {
    const [first = ''] = await someMoves();
    await act(first, 'claim');
    const sheet = await desk.client['requests.handover']({});
    expect(sheet.mine.map((line) => line.request.code)).toEqual(['N1-0001']);
    expect(sheet.dueFirst.map((line) => line.request.code)).toEqual(['N1-0002', 'N1-0003']);
    expect(sheet.queues[0]).toEqual({
      queue: 'reallocation',
      pending: 3,
      inProgress: 0,
      late: 0,
      closedToday: 1,
    });
  });
});

describe('search', () => {
  const titles = async (text: string) => {
    const { rows } = await desk.client['search.titles']({ text, offset: 0, limit: 10 });
    return rows.map((row) => row.title.id);
  };

  it.each([
    ['two characters', '数学', ['t1']],
    ['one character', '据', ['t2']],
    ['a part across words', '结构与', ['t2']],
    ['title and author together', '算法 李明', ['t2']],
    ['initials of pinyin', 'gdsx', ['t1']],
    ['initials from the middle', 'sxjc', ['t1']],
    ['pinyin in full', 'shujujiegou', ['t2']],
    ['pinyin from the middle', 'suanfa', ['t2']],
    ['an English word', 'algorithms', ['t3']],
    ['an ISBN', '978-7-302-51185-4', ['t1']],
    ['a barcode', 'C4', ['t2']],
    ['characters that stand apart', '高数', []],
    ['nothing', '   ', []],
  ])('finds titles by %s', async (_how, text, found) => {
    expect(await titles(text)).toEqual(found);
  });

  it('shows where copies stand now', async () => {
    await submitMove(desk);
    const detail = await desk.client['titles.detail']({ titleId: 't1' });
    expect(detail?.holdings.map((each) => [each.copy.barcode, each.status])).toEqual([
      ['C1', 'on_shelf'],
      ['C2', 'on_shelf'],
      ['C3', 'on_shelf'],
    ]);
    expect(detail?.open.map((line) => line.request.code)).toEqual(['N1-0001']);
  });

  it('finds requests, copies, titles and readers at once', async () => {
    await submitMove(desk);
    const found = await desk.client['search.all']({ text: '高等数学' });
    expect(found.requests.map((line) => line.request.code)).toEqual(['N1-0001']);
    expect(found.titles.map((title) => title.id)).toEqual(['t1']);
    for (const text of ['c1', '*C1*', 'C 1']) {
      const { copies } = await desk.client['search.all']({ text });
      expect(copies.map(({ copy }) => copy.barcode)).toEqual(['C1']);
    }
  });

  it('says what a scan is, records where the copy was seen, and names the next step', async () => {
    const requestId = await submitMove(desk);
    const card = await desk.client['scan.take']({
      commandId: commandId(),
      text: 'C1',
      source: 'wedge',
    });
    expect(card).toMatchObject({
      kind: 'copy',
      holding: { copy: { barcode: 'C1', seenAt: 'n-desk' } },
      next: null,
    });
    await desk.signIn('keeper-a');
    await act(requestId, 'approve', { copyId: 'c1', priority: 'normal' });
    await desk.signIn('desk-a');
    expect(await desk.client['scan.card']({ text: 'C1' })).toMatchObject({
      next: { requestId, action: 'pick' },
    });
    expect(await desk.client['scan.card']({ text: 'N-SLOT' })).toMatchObject({ kind: 'place' });
    expect(await desk.client['scan.card']({ text: 'CR-001' })).toMatchObject({
      kind: 'unknown',
      code: 'crate_code',
      facts: { code: 'CR-001' },
    });
    expect(await desk.client['scan.card']({ text: 'X999' })).toMatchObject({
      kind: 'unknown',
      code: 'unknown_barcode',
    });
    expect(await desk.client['scan.card']({ text: '1800000002' })).toMatchObject({
      kind: 'reader',
      reader: { id: 'reader-2' },
    });
  });
});
