// The figures as a manager meets them: what was reported is on the screen, each bar opens its requests, files read back.

import { readFile } from 'node:fs/promises';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import type { Browser, Download, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { launchBrowser, openPage } from '../support/chromium.ts';
import { copyDemo, startDesk } from '../support/desk.ts';
import type { StartedDesk } from '../support/desk.ts';
import { queueDesk } from '../support/queue-desk.ts';
import { unzip } from '../support/read-xlsx.ts';

let desk: StartedDesk;
let browser: Browser;
let page: Page;
let problems: string[];

beforeAll(async () => {
  desk = await startDesk();
  browser = await launchBrowser();
  ({ page, problems } = await openPage(browser, desk.url));
  await queueDesk(page).as('head', 'N1');
});
afterAll(async () => {
  await browser.close();
  await desk.stop();
});
afterEach(async ({ task }) => {
  if (task.result?.state !== 'fail') return;
  await page.screenshot({ path: 'out/e2e/figures.png' });
});

async function openFigures(to = ''): Promise<void> {
  await page.goto(`${page.url().split('#')[0] ?? ''}#/figures${to}`);
  await page.getByRole('heading', { level: 1, name: '统计' }).waitFor();
}
/** A card by its title. */
const card = (title: string) => page.getByRole('region', { name: title, exact: true });
/** Brings a figure into sight, which is when it is asked for, and waits for it. */
async function inSight(title: string): Promise<void> {
  await page
    .locator('[data-figure]')
    .filter({ has: card(title) })
    .scrollIntoViewIfNeeded();
  await card(title).locator('[data-save="png"]').waitFor();
}
/** The figure as a drawing. */
async function drawn(title: string) {
  await inSight(title);
  const table = card(title).locator('[data-way="table"]');
  if ((await table.getAttribute('aria-pressed')) === 'true') await table.click();
  await card(title).locator('canvas').waitFor();
  return card(title).locator('.chart');
}
const total = () => page.locator('[data-total]');

/** The numbers of a card as its table shows them. */
async function tableOf(title: string): Promise<Record<string, string[]>> {
  await inSight(title);
  const shown = card(title).locator('table');
  if (!(await shown.isVisible())) await card(title).locator('[data-way="table"]').click();
  await shown.waitFor();
  const rows = await shown.locator('tbody tr').all();
  const cells = await Promise.all(rows.map((row) => row.locator('th, td').allInnerTexts()));
  return Object.fromEntries(cells.map(([name = '', ...rest]) => [name, rest]));
}
async function bigNumbers(title: string): Promise<Record<string, string>> {
  await inSight(title);
  const all = await card(title).locator('[data-number]').all();
  const pairs = await Promise.all(
    all.map(async (each) => [
      await each.locator('dt').innerText(),
      await each.locator('.value').innerText(),
    ]),
  );
  return Object.fromEntries(pairs) as Record<string, string>;
}
async function fileOf(download: Download): Promise<Buffer> {
  return readFile(await download.path());
}
async function saved(title: string, kind: 'png' | 'xlsx'): Promise<[string, Buffer]> {
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    card(title).locator(`[data-save="${kind}"]`).click(),
  ]);
  return [download.suggestedFilename(), await fileOf(download)];
}

const STATUS = '图书调拨 · 处理状态（件）';

describe('figures', () => {
  it('show what was reported, computed from the events of the demonstration', async () => {
    await openFigures();
    const status = async () =>
      Object.entries(await tableOf(STATUS)).map(([name, [own]]) => [name, own]);
    // The first time they are still being counted, which the page says meanwhile.
    await expect.poll(status, { timeout: 20_000 }).toEqual([
      ['待处理', '29 (0.6%)'],
      ['调拨中', '11 (0.2%)'],
      ['已调拨', '1,205 (24.4%)'],
      ['已取消', '565 (11.5%)'],
      ['拒绝', '3,124 (63.3%)'],
    ]);
    await page.locator('[data-state="preparing"]').waitFor({ state: 'detached' });
    expect((await bigNumbers(STATUS))['合计']).toBe('4,934');
    expect(await tableOf('找书结果（已结束，件）')).toMatchObject({
      找到: ['495 (33.0%)'],
      '误请求（在架或看错）': ['435 (29.0%)'],
      多次查找未见: ['480 (32.0%)'],
    });
    expect(await bigNumbers('先读为快：条目走到哪一步（条）')).toMatchObject({
      条目: '275',
      已发货: '155',
    });
    expect(await tableOf('先读为快：条目走到哪一步（条）')).toMatchObject({
      待审批: ['1'],
      书商配货中: ['11'],
      已发货·待归还: ['146'],
      已归还: ['9'],
      已拒绝: ['108'],
    });
    expect(await bigNumbers('先读为快：申请（份）')).toMatchObject({ 申请: '264' });
    expect(await bigNumbers('注册读者（人） · 按月')).toMatchObject({
      累计注册: '13,386',
      最多一月的人数: '3,163',
      最多的月份: '2017年12月',
    });
    expect(await bigNumbers('先读为快：已结束的经费')).toEqual({
      条目: '142',
      已支出: '¥9,000.00',
      天数: '2',
    });
    const loans = await tableOf('借阅册次 · 按年');
    const of = (year: string) => Number(loans[year]?.[0]?.replaceAll(',', ''));
    expect([of('2017'), of('2017') - of('2016')]).toEqual([426_800, 38_000]);
    for (let year = 2012; year <= 2016; year += 1) {
      expect(of(String(year))).toBeLessThan(of(String(year - 1)));
    }
  });

  it('open the very requests behind a bar, and come back to them from one', async () => {
    await openFigures();
    const box = await (await drawn(STATUS)).boundingBox();
    if (!box) throw new Error('no chart');
    // The third of five lying bars, right beside its name.
    await page.mouse.click(box.x + 110, box.y + 12 + (box.height - 36) / 2);
    await total().waitFor();
    expect(await page.locator('[data-rows-panel]').innerText()).toContain('已调拨');
    expect(await total().innerText()).toBe('已列出 100 件，共 1,205 件');
    await page.getByRole('button', { name: '再列 100 件' }).click();
    await expect.poll(() => page.locator('[data-row]').count()).toBe(200);
    const code = await page.locator('[data-row]').nth(3).getAttribute('data-row');
    await page.locator('[data-row]').nth(3).click();
    await page.locator('.head .code', { hasText: code ?? '' }).waitFor();
    await page.locator('.head .chip', { hasText: '已调拨' }).waitFor();
    await page.goBack();
    await total().waitFor();
    expect(await total().innerText()).toContain('1,205');
    await page.locator('[data-close-rows]').click();
    await page.locator('[data-rows-panel]').waitFor({ state: 'detached' });
  });

  it('are walked by the keyboard alone: each point said, Enter opens it, Escape leads back', async () => {
    await (await drawn(STATUS)).focus();
    for (const key of ['ArrowDown', 'ArrowDown', 'ArrowUp']) await page.keyboard.press(key);
    expect(await card(STATUS).locator('[data-said]').innerText()).toBe('待处理, 申请: 29 (0.6%)');
    await page.keyboard.press('Enter');
    await total().waitFor();
    expect(await total().innerText()).toBe('共 29 件');
    expect(
      await page
        .locator('[data-rows-panel] h2')
        .evaluate((head) => head === document.activeElement),
    ).toBe(true);
    await page.keyboard.press('Escape');
    await page.locator('[data-rows-panel]').waitFor({ state: 'detached' });
    const back = await card(STATUS)
      .locator('.chart')
      .evaluate((chart) => chart === document.activeElement);
    expect(back).toBe(true);
  });

  it('leave as an Excel file with typed cells and as a picture on white', async () => {
    const [name, bytes] = await saved(STATUS, 'xlsx');
    expect(name).toBe('图书调拨-处理状态（件）.xlsx');
    const parts = unzip(bytes);
    const xml = (path: string) => parts.get(path)?.toString('utf8') ?? '';
    const sheet = xml('xl/worksheets/sheet1.xml');
    expect(
      [...sheet.matchAll(/<c [^>]*><v>(\d+)<\/v><\/c>/gu)].map(([, value]) => Number(value)),
    ).toEqual(expect.arrayContaining([29, 11, 1205, 565, 3124]));
    expect(sheet).not.toContain('<f>');
    expect([...parts.values()].map(String).join('')).toContain('拒绝');
    await page.emulateMedia({ colorScheme: 'dark' });
    const [picture, png] = await saved(STATUS, 'png');
    await page.emulateMedia({ colorScheme: 'light' });
    expect(picture).toMatch(/\.png$/u);
    expect(png.subarray(1, 4).toString()).toBe('PNG');
    expect([png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual([2000, 920]);
    const corner = await page.evaluate(async (base64) => {
      const bitmap = await createImageBitmap(
        new Blob([Uint8Array.from(atob(base64), (sign) => sign.charCodeAt(0))]),
      );
      const paint = new OffscreenCanvas(bitmap.width, bitmap.height).getContext('2d');
      paint?.drawImage(bitmap, 0, 0);
      return [...(paint?.getImageData(bitmap.width - 2, 2, 1, 1).data ?? [])];
    }, png.toString('base64'));
    expect(corner).toEqual([255, 255, 255, 255]);
  });

  it('keep their filters in the address, compare, and say when a filter leaves nothing', async () => {
    await openFigures('/reallocation');
    await page.locator('[data-filter="compare"]').selectOption('year');
    await page.locator('[data-filter="period"]').selectOption('last_month');
    await card('提交的申请（件）').locator('.change').first().waitFor();
    expect(await card('提交的申请（件）').locator('.change').first().innerText()).toMatch(
      /^(?:增加 \+|减少 −|持平)/u,
    );
    expect(page.url()).toMatch(/compare=year/u);
    await page.goBack();
    await expect.poll(() => page.locator('[data-filter="period"]').inputValue()).toBe('year');
    await openFigures('/delivery?from=2012-01-01&to=2012-01-31&category=staff');
    await card('提交的申请（件）').getByText('在这些筛选条件下，这段时间没有数据。').waitFor();
    await card('提交的申请（件）').getByRole('button', { name: '清除筛选' }).click();
    // The period stays: it is not what narrows, and still has nothing.
    await card('提交的申请（件）').getByText('这段时间没有数据。', { exact: true }).waitFor();
    expect(page.url()).not.toContain('category');
    expect(page.url()).toContain('from=2012-01-01');
    expect(problems).toEqual([]);
  });

  it('have no requests to show where only sums are kept', async () => {
    await openFigures('/borrowing');
    await tableOf('借阅册次 · 按年');
    await card('借阅册次 · 按年').getByRole('button', { name: '426,800' }).click();
    await page.getByText('个人借阅历史不保存').waitFor();
    expect(problems).toEqual([]);
  });
});

describe('damaged sums', () => {
  it('are said, never shown, and repaired by one click', async () => {
    const profile = mkdtempSync(join(tmpdir(), 'shutai-figures-'));
    await copyDemo(profile);
    const first = await startDesk({ profile });
    const before = await openPage(browser, first.url);
    await queueDesk(before.page).as('head', 'N1');
    await before.page.goto(`${before.page.url().split('#')[0] ?? ''}#/figures/reallocation`);
    const state = (of: Page, name: string) => of.locator(`[data-state="${name}"]`);
    await before.page.locator('[data-figure="status"] [data-number="total"]').waitFor();
    await state(before.page, 'preparing').waitFor({ state: 'detached' });
    await before.page.context().close();
    await first.stop();
    const file = new Database(join(profile, 'replica.db'));
    const turned = file
      .prepare(
        "UPDATE figure_sheet SET bytes = zeroblob(length(bytes)) WHERE queue = 'reallocation'",
      )
      .run();
    expect(turned.changes).toBeGreaterThan(0);
    file.close();
    const second = await startDesk({ profile });
    const after = await openPage(browser, second.url);
    await queueDesk(after.page).as('head', 'N1');
    await after.page.goto(`${after.page.url().split('#')[0] ?? ''}#/figures/reallocation`);
    await state(after.page, 'damaged').waitFor();
    expect(await after.page.locator('[data-figure="status"]').innerText()).not.toMatch(/合计\s*0/u);
    await after.page.locator('[data-rebuild]').click();
    await state(after.page, 'damaged').waitFor({ state: 'detached' });
    await state(after.page, 'rebuilding').waitFor({ state: 'detached' });
    const total = after.page.locator('[data-figure="status"] [data-number="total"] .value');
    await expect.poll(() => total.innerText()).toBe('4,934');
    await second.stop();
    rmSync(profile, { recursive: true, force: true });
  });
});
