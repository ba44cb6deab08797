// What other desks do arrives while somebody works: nothing takes the focus, nothing under the eyes moves.

import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchBrowser, openPage } from '../support/chromium.ts';
import { detailOf, legalOf, lineOf } from '../support/request-rows.ts';
import { startScriptedDesk } from '../support/scripted-desk.ts';
import type { ScriptedDesk } from '../support/scripted-desk.ts';
import { MORNING_COUNTS } from '../support/sync-morning.ts';
import { infoOf, statusOf, syncScript } from '../support/sync-scene.ts';
import type { RequestDetail } from '../../src/shared/desk-contract.ts';

const idOf = (n: number) => `01890a5d-ac96-774b-bcce-b302099${String(n).padStart(5, '0')}`;
const line = (n: number) =>
  lineOf('reallocation', 'submitted', {
    id: idOf(n),
    code: `N1-${String(n).padStart(4, '0')}`,
    fields: { kind: 'for_loan' },
  });
const OPENED = 20;
const ACTIONS = [legalOf('cancel', { key: 'z' }), legalOf('approve', { key: 'a' })];

let browser: Browser;
let desk: ScriptedDesk;
let page: Page;
let rows = Array.from({ length: 60 }, (_, n) => line(n + 10));
let detail: RequestDetail = detailOf(line(OPENED), { actions: ACTIONS });

const count = (total: number) => ({ total, more: false });
const status = statusOf();

beforeAll(async () => {
  browser = await launchBrowser();
  desk = await startScriptedDesk({
    ...syncScript(status, infoOf()),
    'requests.counts': () => ({
      mine: count(0),
      unclaimed: count(0),
      open: count(rows.length),
      closed: count(0),
    }),
    'requests.list': ({ offset, limit }) => ({
      rows: rows.slice(offset, offset + limit),
      count: count(rows.length),
    }),
    'requests.detail': () => detail,
    'views.list': () => [],
  });
  ({ page } = await openPage(browser, desk.url()));
  await page.locator('.frame').waitFor();
  await page.goto(`${page.url().split('#')[0] ?? ''}#/queue/reallocation`);
});
afterAll(async () => {
  await browser.close();
  await desk.stop();
});

/** Top edge of an element in the window. */
const topOf = async (selector: string) => (await page.locator(selector).boundingBox())?.y;

describe('what arrives from other desks', () => {
  it('leaves form, typed text, focus and rows where they are', async () => {
    const row = `[data-request="${idOf(OPENED)}"]`;
    await page.locator(row).click();
    await page.locator('.head .code').waitFor();
    await page.locator('.bar [data-action="cancel"]').click();
    const note = page.locator('[data-field="note"] textarea');
    await note.fill('读者来电');
    const before = { row: await topOf(row), form: await topOf('form.form') };

    rows = [line(1), line(2), line(3), ...rows];
    const claim = {
      by: 'li',
      since: '2018-06-06T02:00:00.000Z',
      until: '2018-06-06T04:00:00.000Z',
      kind: 'desk' as const,
    };
    const request = { ...detail.line.request, head: 'later', claim, priority: 'urgent' as const };
    detail = {
      ...detail,
      line: { ...detail.line, request, claimedByName: '李丽' },
      actions: ['cancel', 'refer', 'reject', 'change_copy', 'not_there', 'correct'].map((action) =>
        legalOf(action),
      ),
    };
    desk.script(syncScript(statusOf({ ...MORNING_COUNTS, state: 'offline', waiting: 1200 })));
    desk.tell('request', 'sync', 'outbox');
    await page.getByText('李丽 认领至').waitFor();
    await page.getByText('1,200 个操作待上传').waitFor();
    await expect.poll(() => page.locator('[role="grid"]').getAttribute('aria-rowcount')).toBe('63');

    expect({ row: await topOf(row), form: await topOf('form.form') }).toEqual(before);
    expect(await note.inputValue()).toBe('读者来电');
    expect(await note.evaluate((field) => field === document.activeElement)).toBe(true);
  });
});
