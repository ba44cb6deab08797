// Last month's report on a desk of a service: kept by itself only when no row of any desk is on its way.

import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { assembleDesk } from '../../../../tests/support/desk-parts.ts';
import { profileFolder, testClock } from '../../../../tests/support/desk-core.ts';
import type { TestClock } from '../../../../tests/support/desk-core.ts';
import { SYNC_STATES } from '../../../shared/desk-contract/sync.ts';
import type { SyncState } from '../../../shared/desk-contract/sync.ts';
import { REPORT_PARTS } from '../../../shared/figures/report.ts';
import type { FigureAnswer } from '../../../shared/figures/names.ts';
import type { FigureState } from '../figures/keeper.ts';
import { createReports } from './reports.ts';

let folder: string;
let clock: TestClock;
let desk: ReturnType<typeof assembleDesk>;
let service: SyncState | null;
let figures: FigureState['state'];
/** Periods that were counted. */
let counted: number;
/** Times that somebody at the desk was let go first. */
let rests: number;
/** What happens while a report is counted. */
let meanwhile: () => void;

beforeEach(() => {
  folder = profileFolder();
  clock = testClock();
  desk = assembleDesk(folder, clock);
  service = null;
  figures = 'ready';
  counted = 0;
  rests = 0;
  meanwhile = () => undefined;
});
afterEach(() => {
  desk.store.replica().close();
  desk.outbox.close();
  rmSync(folder, { recursive: true, force: true });
});

const ANSWER: FigureAnswer = {
  axis: 'time',
  grain: 'day',
  categories: [],
  series: [],
  totals: { created: 7, total: 7 },
  before: null,
  notes: [],
};

function reportsOf() {
  return createReports({
    store: desk.store,
    figures: { state: () => ({ state: figures, done: 1, of: 1 }) } as never,
    folder,
    service: () => service,
    pause: async () => undefined,
    rest: async () => {
      rests += 1;
    },
    answer: async ({ figure, grain }) => {
      if (figure === 'loans' && grain === 'day') counted += 1;
      meanwhile();
      return ANSWER;
    },
  });
}
/** The library's clock stands in the first days of June 2018, after its first open day. */
const isKept = () => existsSync(join(folder, 'reports', '2018-05.json'));

describe('the report of last month', () => {
  it('is kept by a desk that works alone, with a rest after each figure', async () => {
    await reportsOf().keepDue();
    expect([isKept(), rests]).toEqual([true, 2 * REPORT_PARTS.length]);
  });

  it('is counted without rests for whoever asks for it', async () => {
    expect(await reportsOf().keep('month', '2018-05-01')).toMatchObject({ ok: true });
    expect(rests).toBe(0);
  });

  it.each(SYNC_STATES)('waits on a desk of a service until that is live: %s', async (state) => {
    service = state;
    await reportsOf().keepDue();
    expect(isKept()).toBe(state === 'live');
  });

  it('is not kept when rows began to come while it was counted', async () => {
    service = 'live';
    meanwhile = () => void (service = 'catching_up');
    const reports = reportsOf();
    await reports.keepDue();
    expect([counted, isKept()]).toEqual([1, false]);
    meanwhile = () => void (figures = 'preparing');
    service = 'live';
    await reports.keepDue();
    expect([counted, isKept()]).toEqual([2, false]);
    meanwhile = () => undefined;
    figures = 'ready';
    await reports.keepDue();
    expect(isKept()).toBe(true);
  });

  it('that cannot be written is told and not counted at every turn, and is kept once there is room', async () => {
    const reports = reportsOf();
    const full = Object.assign(new Error('no space left'), { code: 'ENOSPC' });
    meanwhile = () => {
      throw full;
    };
    for (let turn = 0; turn < 20; turn += 1) await reports.keepDue();
    expect(counted).toBe(1);
    const name = '2018-05';
    expect(reports.unwritten()).toMatchObject({ name, refusal: { code: 'disk_full' } });
    clock.forward(11);
    await reports.keepDue();
    clock.forward(11);
    await reports.keepDue();
    expect(counted).toBe(2);
    meanwhile = () => undefined;
    clock.forward(11);
    await reports.keepDue();
    expect([isKept(), reports.unwritten()]).toEqual([true, null]);
  });

  it('that a closing desk meets half-way is given up without a word, before the files are closed', async () => {
    const reports = reportsOf();
    let closing = Promise.resolve();
    let asked = 0;
    meanwhile = () => {
      asked += 1;
      closing = reports.close();
    };
    await reports.keepDue();
    await closing;
    expect([asked, isKept(), reports.unwritten()]).toEqual([1, false, null]);
    await reports.keepDue();
    expect([asked, isKept()]).toEqual([1, false]);
    meanwhile = () => undefined;
    await reportsOf().keepDue();
    expect(isKept()).toBe(true);
  });

  it('is not kept by anybody when its figures were not ready at the end', async () => {
    meanwhile = () => void (figures = 'preparing');
    const answer = await reportsOf().keep('month', '2018-05-01');
    expect(answer).toMatchObject({ ok: false, code: 'figures_not_ready' });
    expect(isKept()).toBe(false);
  });
});
