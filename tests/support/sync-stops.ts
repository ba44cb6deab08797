// Every state in which the pages about the service can be looked at, with the words that a test clicks on.

import type { Page } from 'playwright-core';
import type { Output } from '../../src/renderer/desk/operations.ts';
import { refuse } from '../../src/shared/lib/result.ts';
import type { Script } from './script.ts';
import { MORNING_COUNTS } from './sync-morning.ts';
import { infoOf, statusOf } from './sync-scene.ts';

/** Words of buttons in one language. */
export interface Texts {
  reload: string;
  export: string;
  fresh: string;
  freshYes: string;
}

/** Words of buttons. */
export const TEXTS: Record<'zh' | 'en', Texts> = {
  zh: {
    reload: '重新载入…',
    export: '导出全部操作',
    fresh: '另存后重新开始…',
    freshYes: '另存并接入',
  },
  en: {
    reload: 'Load anew…',
    export: 'Export all actions',
    fresh: 'Put aside and begin afresh…',
    freshYes: 'Put aside and join',
  },
};

/** A page in a state. */
export interface Standing {
  to: string;
  status: Output<'sync.status'>;
  info?: Output<'session.info'>;
  more?: Script;
  /** What shows that it stands. */
  stands: string;
  /** What is opened on it before it is looked at. */
  open?: (page: Page, texts: Texts) => Promise<void>;
}

const ROW = 'li[data-command]';
const PROGRESS = { loaded: 812_400, expected: 3_100_000 };
const ALONE = {
  address: null,
  lastContact: null,
  lastPull: null,
  log: null,
  desk: { id: 'd', code: 'D1', name: '', campus: null },
};

const desks: Output<'sync.desks'> = {
  ok: true,
  desks: [
    {
      id: 'desk-n',
      code: 'N1',
      name: '北区总台 1 号机',
      campus: 'north',
      enrolledOn: '2018-06-01T02:00:00.000Z',
      lastSeen: '2018-06-06T02:29:00.000Z',
      revoked: false,
      own: true,
    },
    {
      id: 'desk-s',
      code: 'S1',
      name: '南区总台 1 号机',
      campus: 'south',
      enrolledOn: '2018-05-02T03:00:00.000Z',
      lastSeen: null,
      revoked: false,
      own: false,
    },
    {
      id: 'desk-o',
      code: 'S2',
      name: '旧机器',
      campus: 'south',
      enrolledOn: '2018-05-02T03:00:00.000Z',
      lastSeen: '2018-05-20T02:28:00.000Z',
      revoked: true,
      own: false,
    },
  ],
};

/** States by name. */
export const STANDINGS: Record<string, Standing> = {
  'online, with refused actions': { to: 'sync', status: statusOf(MORNING_COUNTS), stands: ROW },
  'cases for a supervisor': {
    to: 'sync?tab=exceptions',
    status: statusOf(MORNING_COUNTS),
    stands: ROW,
  },
  'offline, with actions that wait': {
    to: 'sync?tab=waiting',
    status: statusOf({
      ...MORNING_COUNTS,
      state: 'offline',
      since: '2018-06-06T02:02:00.000Z',
      reason: refuse('timeout'),
    }),
    stands: ROW,
  },
  'catching up, all actions': {
    to: 'sync?tab=all',
    status: statusOf({ ...MORNING_COUNTS, state: 'catching_up', lag: 1250 }),
    stands: ROW,
  },
  'loading anew': {
    to: 'sync?tab=received',
    status: statusOf({
      ...MORNING_COUNTS,
      state: 'resyncing',
      reason: refuse('log_pruned'),
      resync: PROGRESS,
    }),
    stands: 'progress',
  },
  'stopped, somebody has to act': {
    to: 'sync',
    status: statusOf({ state: 'stopped', reason: refuse('desk_revoked', { desk: 'N1' }) }),
    stands: '.standing.mood-act',
  },
  'stuck, and asked whether to load anew': {
    to: 'sync',
    status: statusOf({
      ...MORNING_COUNTS,
      stuck: { since: '2018-06-06T02:23:00.000Z', waiting: 12 },
    }),
    stands: '.stuck',
    open: (page, texts) => page.getByRole('button', { name: texts.reload }).click(),
  },
  'alone, joining refused': {
    to: 'sync',
    status: statusOf({ ...ALONE, state: 'alone', waiting: 2 }),
    info: infoOf({ joined: false, online: false }),
    more: { 'sync.join': () => refuse('base_differs', { actions: 1204 }) },
    stands: 'form.join',
    async open(page, texts) {
      for (const name of ['address', 'code', 'name']) {
        await page.locator(`[name="${name}"]`).fill('https://shutai.example');
      }
      await page.locator('form.join button[type="submit"]').click();
      await page.getByRole('button', { name: texts.fresh }).click();
      await page.getByRole('button', { name: texts.freshYes }).waitFor();
    },
  },
  'joining, the first rows on their way': {
    to: 'sync',
    status: statusOf({ state: 'joining', resync: PROGRESS, log: null, lastPull: null }),
    stands: 'progress',
  },
  'a notice on another page': {
    to: 'workbench',
    status: statusOf({ ...MORNING_COUNTS, state: 'stopped', reason: refuse('too_old') }),
    stands: '.notice',
  },
  'desks, a code and a question': {
    to: 'settings/desks',
    status: statusOf(),
    more: {
      'sync.desks': () => desks,
      'sync.enrollCode': () => ({
        ok: true,
        code: 'K7QF-2M9X',
        expiresOn: '2018-06-06T02:40:00.000Z',
      }),
    },
    stands: 'tr[data-desk]',
    async open(page) {
      await page.locator('.enrol .el-select').click();
      await page.locator('.el-select-dropdown__item:visible').nth(1).click();
      await page.locator('.enrol button[type="submit"]').click();
      await page.getByText('K7QF-2M9X').waitFor();
      await page.locator('tr[data-desk="S1"] button').click();
      await page.locator('td.sure').waitFor();
    },
  },
};

const POINTS = infoOf().points;
const fill = async (page: Page, names: readonly string[]) => {
  for (const name of names) await page.locator(`[name="${name}"]`).fill('https://shutai.example');
  await page.locator('form button[type="submit"]').click();
};

/** States before the work begins: nobody is signed in, or somebody with a password that is not their own. */
export const AT_THE_DOOR: Record<string, Omit<Standing, 'to'>> = {
  'service reached': {
    status: statusOf(),
    info: infoOf({ person: null, points: POINTS }),
    stands: '.line.online',
  },
  'offline, and too many tries': {
    status: statusOf({ state: 'offline' }),
    info: infoOf({ person: null, points: POINTS }),
    more: { 'session.signIn': () => refuse('wait', { seconds: 900 }) },
    stands: '.line.offline',
    async open(page) {
      await fill(page, ['login', 'password']);
      await page.locator('[data-code="wait"]').waitFor();
    },
  },
  'first rows on their way': {
    status: statusOf({ state: 'joining', resync: PROGRESS }),
    info: infoOf({ person: null, points: [], library: { zh: '', en: '' } }),
    stands: 'progress',
  },
  'a library without an administrator': {
    status: statusOf(),
    info: infoOf({ person: null, needsAdmin: true, points: POINTS }),
    stands: 'input[name="library"]',
  },
  'a password of somebody else’s': {
    status: statusOf(),
    info: infoOf({ mustChange: true }),
    more: { 'session.password': () => refuse('offline') },
    stands: 'input[name="again"]',
    async open(page) {
      await fill(page, ['old', 'fresh', 'again']);
      await page.locator('[data-code="offline"]').waitFor();
    },
  },
};
