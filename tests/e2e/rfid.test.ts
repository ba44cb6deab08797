// RFID with the simulated reader in a browser: tags are scans, new tags are written, what was torn off is listed.

import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchBrowser, openPage } from '../support/chromium.ts';
import { startDesk } from '../support/desk.ts';
import type { StartedDesk } from '../support/desk.ts';
import { findings } from '../support/looks.ts';
import { queueDesk } from '../support/queue-desk.ts';

let desk: StartedDesk;
let browser: Browser;
let page: Page;
let problems: string[];

beforeAll(async () => {
  desk = await startDesk();
  browser = await launchBrowser();
  ({ page, problems } = await openPage(browser, desk.url));
  await queueDesk(page).as('desk-n', 'N1');
});
afterAll(async () => {
  await browser.close();
  await desk.stop();
});

const hand = (name: string) => page.locator('.simulator').getByRole('button', { name });
const tags = () => page.locator('[data-tag]');
const focused = () => page.evaluate(() => document.activeElement?.getAttribute('name'));

async function goTo(path: string): Promise<void> {
  await page.goto(`${page.url().split('#')[0] ?? ''}#/${path}`);
}

/** Barcodes of the demonstration library, whatever it holds. */
async function barcodes(): Promise<string[]> {
  await goTo('search?tab=copies&q=N1000');
  const texts = page.getByText(/^N1000\d{4}$/u);
  await texts.first().waitFor();
  return [...new Set(await texts.allInnerTexts())];
}

async function putNewTag(): Promise<void> {
  const before = await tags().count();
  await hand('放上新标签').click();
  await expect.poll(() => tags().count()).toBe(before + 1);
}

async function clear(): Promise<void> {
  for (let left = await tags().count(); left > 0; left -= 1) {
    await page.locator('.simulator .away button').first().click();
    await expect.poll(() => tags().count(), { timeout: 10_000 }).toBe(left - 1);
  }
}

describe('RFID', () => {
  it('writes new tags one after the other, and lists one that was torn off', async () => {
    const [first = '', second = '', third = ''] = await barcodes();
    await goTo('devices');
    await page.locator('.reader select').selectOption('simulated');
    await page.locator('.simulator').waitFor();

    await page.locator('.simulator input').fill(first);
    await hand('放上这本书').click();
    await tags().filter({ hasText: first }).waitFor();
    // On this page a scan is only shown; the tag was one.
    await page.locator('.try .text', { hasText: first }).waitFor();
    await tags().getByRole('button', { name: '放行' }).click();
    await tags().getByText('已放行').waitFor();
    expect.soft(await findings(page, { axe: true })).toEqual([]);
    await clear();

    const field = page.locator('input[name="barcode"]');
    await putNewTag();
    await field.fill(second);
    await field.press('Enter');
    await page.locator('.program .done').waitFor();
    expect(await focused()).toBe('barcode');
    await tags().filter({ hasText: second }).getByText('在馆（报警）').waitFor();
    await clear();

    await hand('下次写到一半拿开').click();
    await putNewTag();
    await field.fill(third);
    await field.press('Enter');
    const row = page.locator('[data-fix]');
    await row.getByText(third).waitFor();
    // The list came by itself and left the cursor where it was.
    expect(await focused()).toBe('barcode');
    await page.getByRole('button', { name: '待补写 1 枚标签' }).waitFor();
    expect.soft(await findings(page, { axe: true })).toEqual([]);

    await row.getByRole('button', { name: '移除' }).click();
    await row.waitFor({ state: 'detached' });
    await hand('拔掉读写器').click();
    await page.locator('.bar').getByText('RFID：未连接').waitFor();
    expect.soft(await findings(page, { axe: true })).toEqual([]);
    expect(problems).toEqual([]);
  });
});
