// Copies on the pad at the counter: three at once are lent and let through the gate; one that was torn off is said.

import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchBrowser, openPage } from '../support/chromium.ts';
import { startHidDesk } from '../support/hid-desk.ts';
import type { HidDesk } from '../support/hid-desk.ts';

const COPIES = ['C1', 'C2', 'C4'];

let desk: HidDesk;
let browser: Browser;
let page: Page;
let problems: string[];

beforeAll(async () => {
  desk = await startHidDesk();
  browser = await launchBrowser();
  ({ page, problems } = await openPage(browser, desk.url()));
  await page.locator('.account', { hasText: 'boss' }).first().click();
  await page.locator('form button[type="submit"]').click();
  await page.locator('.frame').waitFor();
  await desk.client['rfid.choose']({ reader: 'simulated' });
});
afterAll(async () => {
  await browser.close();
  await desk.stop();
});

async function open(tab: string): Promise<void> {
  await page.goto(`${page.url().split('#')[0] ?? ''}#/circulation/${tab}`);
  await page.locator(`[data-tab="${tab}"][aria-selected="true"]`).waitFor();
}
const put = (barcode: string) => desk.client['rfid.simulate']({ act: 'put', barcode });
/** Takes everything off the pad. */
async function clear(): Promise<void> {
  const { tags } = await desk.client['rfid.pad']({});
  for (const { uid } of tags) await desk.client['rfid.simulate']({ act: 'take', uid });
  await expect.poll(async () => (await desk.client['rfid.pad']({})).tags).toEqual([]);
}
const rows = (mood = 'good') => page.locator(`.list > .row[data-mood="${mood}"]`);
const row = (barcode: string) => page.locator('.list > .row', { hasText: barcode });
/** What the gate would say of each tag on the pad. */
async function secured(): Promise<Record<string, string>> {
  const { tags } = await desk.client['rfid.pad']({});
  return Object.fromEntries(tags.map(({ barcode, secured: is }) => [barcode ?? '', is]));
}
async function serve(card: string): Promise<void> {
  await page.locator('[data-typed]').fill(card);
  await page.locator('[data-typed]').press('Enter');
  await page.locator('[data-reader]').waitFor();
  await page.keyboard.press('Escape');
}

describe('tagged copies at the counter', () => {
  it('lends three that are laid down at once, and writes the security of each', async () => {
    await open('lend');
    await serve('1800000001');
    await Promise.all(COPIES.map(put));
    await expect.poll(() => rows().count()).toBe(3);
    await expect.poll(secured).toEqual({ C1: 'out', C2: 'out', C4: 'out' });
    for (const barcode of COPIES) await row(barcode).getByText('防盗已解除').waitFor();
    const loans = () => page.locator('[data-loans]').getAttribute('data-loans');
    await expect.poll(loans).toBe('3');
  });

  it('sets them back where they are returned', async () => {
    await clear();
    await open('back');
    await Promise.all(COPIES.map(put));
    await expect.poll(() => rows().count()).toBe(3);
    await expect.poll(secured).toEqual({ C1: 'in', C2: 'in', C4: 'in' });
    for (const barcode of COPIES) await row(barcode).getByText('防盗已恢复').waitFor();
    await clear();
  });

  it('says in its row that a tag was not written, and writes it once the copy lies there again', async () => {
    await open('lend');
    await serve('1800000002');
    await desk.client['rfid.simulate']({ act: 'tear' });
    await put('C1');
    await row('C1').getByText('标签未写成').waitFor();
    // It is lent all the same, and the list of tags to put right took no focus.
    expect(await row('C1').getAttribute('data-mood')).toBe('good');
    const [fix] = await desk.client['rfid.fixes']({});
    expect(fix).toMatchObject({ barcode: 'C1', want: 'out' });
    await desk.client['rfid.simulate']({ act: 'put', uid: fix?.uid ?? null });
    await row('C1').getByText('防盗已解除').waitFor();
    expect(await desk.client['rfid.fixes']({})).toEqual([]);
    expect(await rows().count()).toBe(1);
  });

  it('without an error on the console', () => {
    expect(problems).toEqual([]);
  });
});
