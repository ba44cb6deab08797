import { rmSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { profileFolder } from '../../../../tests/support/desk-core.ts';
import { assembleDesk } from '../../../../tests/support/desk-parts.ts';
import type { RequestFilters, RequestSort } from '../../../shared/desk-contract.ts';
import { instantOf } from '../../../shared/lib/time.ts';
import type { Request } from '../../../shared/queues/request.ts';
import { linesByNumber } from './lines.ts';
import { listRequests } from './list.ts';
import { monthsBetween } from './list-months.ts';
import type { ListScope } from './list-where.ts';

const NOW = '2018-06-06T00:30:00.000Z';
const YEAR_AGO = instantOf(Date.parse(NOW) - 366 * 86_400_000);
const SIZE = 3000;

/** A closed reallocation; everything about it follows from its number. */
function closed(number: number): Request {
  const submittedOn = instantOf(Date.parse(NOW) - ((number * 7919) % 1500) * 86_400_000 - number);
  const copy = `c${(number % 5) + 1}`;
  return {
    id: `r-${number}`,
    ver: 1,
    queue: 'reallocation',
    code: `N${(number % 3) + 1}-${String(number).padStart(4, '0')}`,
    state: number % 4 === 0 ? 'rejected' : 'done',
    cameFrom: null,
    head: 'x',
    enteredOn: submittedOn,
    readerId: 'reader-1',
    enteredBy: 'desk-a',
    titleId: number % 5 < 3 ? 't1' : 't2',
    copyId: copy,
    campus: number % 2 === 0 ? 'north' : 'south',
    targetCampus: 'south',
    collection: number % 3 === 0 ? 's-main' : 'n-main',
    priority: 'normal',
    fundId: null,
    encumbered: 0,
    claim: null,
    leaderId: null,
    parentId: null,
    blockedBy: null,
    bundleId: null,
    fields: { kind: number % 7 === 0 ? 'permanent' : 'for_loan' },
    submittedOn,
    firstTouchOn: null,
    decidedOn: submittedOn,
    pickedOn: null,
    readyOn: null,
    endedOn: submittedOn,
  };
}

const requests = Array.from({ length: SIZE }, (_, number) => closed(number + 1));
let folder: string;
let desk: ReturnType<typeof assembleDesk>;
beforeAll(() => {
  folder = profileFolder();
  desk = assembleDesk(folder);
  const rows = requests.map((row) => ({ kind: 'request' as const, row }));
  desk.store.replica().transact((writes) => writes.rows(rows, desk.store.settings()));
});
afterAll(() => {
  desk.store.replica().close();
  desk.outbox.close();
  rmSync(folder, { recursive: true, force: true });
});

function scopeOf(filters: RequestFilters): ListScope {
  const { calendars } = desk.store.settings();
  const { startOf, endOf } = calendars;
  return {
    queue: 'reallocation',
    tab: 'closed',
    filters,
    me: 'desk-a',
    now: NOW,
    vendors: null,
    startOf,
    endOf,
  };
}

async function listed(filters: RequestFilters, sort: RequestSort, offset = 0, limit = 40) {
  const { reads } = desk.store.replica();
  const page = await listRequests(reads, scopeOf(filters), { sort, offset, limit });
  const lines = await linesByNumber(reads, page.numbers, NOW);
  return { codes: lines.map((line) => line.request.code), count: page.count };
}

const byText = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);
/** The same list by the plainest means. */
function wanted(keep: (request: Request) => boolean, sort: 'newest' | 'oldest' | 'code') {
  const order = {
    newest: (a: Request, b: Request) => byText(b.submittedOn, a.submittedOn),
    oldest: (a: Request, b: Request) => byText(a.submittedOn, b.submittedOn),
    code: (a: Request, b: Request) => byText(a.code, b.code),
  };
  return requests
    .filter(keep)
    .toSorted(order[sort])
    .map((request) => request.code);
}

const recent = (request: Request) => request.submittedOn >= YEAR_AGO;
const years: RequestFilters = { from: '2010-01-01', to: '2018-12-31' };

describe('a long list of closed requests', () => {
  it.each([
    ['the last 12 months', {}, recent],
    [
      'one label of them',
      { label: 'rejected' as const },
      (r: Request) => recent(r) && r.state === 'rejected',
    ],
    ['all years', years, () => true],
    [
      'one campus in all years',
      { ...years, campus: 'north' },
      (r: Request) => r.campus === 'north',
    ],
    [
      'one collection in all years',
      { ...years, collection: 'n-main' },
      (r: Request) => r.collection === 'n-main',
    ],
    [
      'one collection in the last 12 months',
      { collection: 's-main' },
      (r: Request) => recent(r) && r.collection === 's-main',
    ],
    [
      'a rare kind in all years',
      { ...years, kind: 'permanent' },
      (r: Request) => r.fields['kind'] === 'permanent',
    ],
    ['a text in all years', { ...years, text: '数据结构' }, (r: Request) => r.titleId === 't2'],
    [
      'a text in the last 12 months',
      { text: '高等 c1' },
      (r: Request) => recent(r) && r.copyId === 'c1',
    ],
    [
      'codes that begin so',
      { ...years, text: 'n1-12' },
      (r: Request) => r.code.startsWith('N1-12'),
    ],
  ])('has %s in every order, page by page', async (_what, filters, keep) => {
    for (const sort of ['newest', 'oldest', 'code'] as const) {
      const all = wanted(keep, sort);
      for (const offset of [0, 40, 200]) {
        const page = await listed(filters, sort, offset);
        expect(page.codes, `${sort} from ${offset}`).toEqual(all.slice(offset, offset + 40));
      }
    }
    expect((await listed(filters, 'due')).codes).toEqual(wanted(keep, 'newest').slice(0, 40));
  });

  it('is counted exactly without a filter and up to 1,000 under one', async () => {
    const exact = requests.filter(recent).length;
    expect((await listed({}, 'newest')).count).toEqual({ total: exact, more: false });
    expect((await listed(years, 'newest')).count).toEqual({ total: 1000, more: true });
    expect((await listed({ ...years, text: 'N1-0003' }, 'newest')).count).toEqual({
      total: 1,
      more: false,
    });
  });

  it('follows the shelf, whatever the months', async () => {
    const { reads } = desk.store.replica();
    const { numbers } = await listRequests(reads, scopeOf(years), {
      sort: 'shelf',
      offset: 0,
      limit: 500,
    });
    expect(numbers).toEqual(numbers.toSorted((a, b) => a - b));
    expect(new Set(numbers).size).toBe(500);
  });

  it.each(['n-main', 's-main'])(
    'follows the shelf of collection %s, which has an index of its own',
    async (collection) => {
      const { reads } = desk.store.replica();
      const onShelf = (filters: RequestFilters, offset: number, limit: number) =>
        listRequests(reads, scopeOf(filters), { sort: 'shelf', offset, limit });
      const whole = await onShelf(years, 0, SIZE);
      const lines = await linesByNumber(reads, whole.numbers, NOW);
      const wantedCodes = lines.flatMap(({ request }) =>
        request.collection === collection ? [request.code] : [],
      );
      expect(wantedCodes.length).toBeGreaterThanOrEqual(1000);
      const page = await onShelf({ ...years, collection }, 100, 300);
      const found = await linesByNumber(reads, page.numbers, NOW);
      expect(found.map(({ request }) => request.code)).toEqual(wantedCodes.slice(100, 400));
    },
  );
});

describe('months', () => {
  it('are counted over the turn of a year, both ends included', () => {
    expect(monthsBetween('2017-11-30T23:00:00.000Z', '2018-02-01T00:00:00.000Z')).toEqual([
      '2017-11',
      '2017-12',
      '2018-01',
      '2018-02',
    ]);
    expect(monthsBetween('2018-02-01T00:00:00.000Z', '2018-01-01T00:00:00.000Z')).toEqual([]);
  });
});
