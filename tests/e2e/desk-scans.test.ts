// A scanner that the desk reads itself, from its report to the page in a real browser.

import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchBrowser, openPage } from '../support/chromium.ts';
import { posReports, scannerInfo } from '../support/hand-hid.ts';
import { startHidDesk } from '../support/hid-desk.ts';
import type { HidDesk } from '../support/hid-desk.ts';
import { PASSWORD } from '../support/model-base.ts';
import { typeAsScanner } from '../support/wedge-keys.ts';

const at = '/dev/hidraw0';

let desk: HidDesk;
let browser: Browser;
let page: Page;
let problems: string[];

const scan = (...codes: string[]) =>
  desk.hid.send(at, ...codes.flatMap((code) => posReports(code)));
const bar = () => page.locator('footer .scanner');
const card = () => page.locator('aside.card');
const scans = async () => (await desk.client['devices.list']({})).scans;

beforeAll(async () => {
  desk = await startHidDesk();
  browser = await launchBrowser();
  ({ page, problems } = await openPage(browser, desk.url()));
  await page.locator('.account', { hasText: 'boss' }).first().click();
  await page.locator('form button[type="submit"]').click();
  await page.locator('.frame').waitFor();
});
afterAll(async () => {
  await browser.close();
  await desk.stop();
});

/** Plugs the scanner in, and waits until what it scans counts. */
async function plugIn(): Promise<void> {
  desk.hid.plug(scannerInfo());
  desk.plug();
  await bar().filter({ hasText: '●' }).waitFor();
  await page.waitForTimeout(300);
}

describe('a scanner that the desk reads', () => {
  it('is in the status bar when it is plugged in, unplugged, denied', async () => {
    await bar().filter({ hasText: '○ 扫码枪：键盘方式' }).waitFor();
    await plugIn();
    expect(await bar().textContent()).toContain('扫码枪：已连接 1 把');
    desk.hid.unplug(at);
    await bar().filter({ hasText: '◇ 扫码枪：已拔下' }).waitFor();
    desk.hid.refuse(at, 'Permission denied');
    desk.hid.plug(scannerInfo());
    desk.plug();
    await bar().filter({ hasText: '▲ 扫码枪：需处理' }).waitFor();
    expect(await bar().getAttribute('title')).toMatch(/^Scanner: 系统不允许本程序打开/u);
    desk.hid.refuse(at, null);
    await plugIn();
  });

  it('opens the copy card, whatever page is open and whatever has the focus', async () => {
    await page.goto(`${page.url().split('#')[0] ?? ''}#/search`);
    const field = page.locator('main input[name="search"]');
    await field.focus();
    scan('C1');
    await card().locator('.book h2').waitFor();
    expect(await card().textContent()).toContain('C1');
    expect(await field.inputValue()).toBe('');
    await page.keyboard.press('Escape');
    await card().waitFor({ state: 'detached' });
  });

  it('is worked off in its order when it scans a burst, none lost', async () => {
    const codes = Array.from({ length: 60 }, (_, index) => `N${String(90_000_000 + index)}`);
    await page.evaluate(() => {
      const seen: string[] = [];
      Object.assign(globalThis, { seen });
      new MutationObserver(() => {
        const text = document.querySelector('aside.card .mono')?.textContent ?? '';
        if (text !== seen.at(-1)) seen.push(text);
      }).observe(document.body, { childList: true, subtree: true, characterData: true });
    });
    scan(...codes);
    await expect.poll(scans, { timeout: 20_000 }).toEqual({ waiting: 0, untaken: 0 });
    await card()
      .filter({ hasText: codes.at(-1) ?? '' })
      .waitFor();
    const seen = await page.evaluate(() => (globalThis as unknown as { seen: string[] }).seen);
    expect(seen.filter((text) => text !== '')).toEqual(codes);
    await page.keyboard.press('Escape');
  });

  it('may read a long text, of which the card says that it is no code', async () => {
    scan('书台 '.repeat(150).trim());
    const said = card().locator('.unknown');
    await said.waitFor();
    expect(await said.textContent()).toContain('449');
    await page.keyboard.press('Escape');
    await card().waitFor({ state: 'detached' });
  });

  it('counts for one scan what it also types', async () => {
    const taken: string[] = [];
    page.on('websocket', (socket) =>
      socket.on('framesent', ({ payload }) => {
        if (String(payload).includes('scan.take')) taken.push(String(payload));
      }),
    );
    await page.reload();
    await page.locator('.frame').waitFor();
    await expect
      .poll(async () => {
        scan('N90000077');
        await typeAsScanner(page, 'N90000077');
        await page.waitForTimeout(500);
        return taken.splice(0).length;
      })
      .toBe(1);
    await page.keyboard.press('Escape');
    await card().waitFor({ state: 'detached' });
  });

  it('waits for a page that is loaded again', async () => {
    await page.goto('about:blank');
    await page.waitForTimeout(300);
    scan('C1');
    await expect.poll(scans).toMatchObject({ waiting: 1 });
    await page.goBack();
    await card().locator('.book h2').waitFor();
    expect(await scans()).toEqual({ waiting: 0, untaken: 0 });
    await page.keyboard.press('Escape');
  });

  it('is not heard by a locked desk, then or later', async () => {
    await desk.client['session.lock']({});
    await page.locator('.frame[inert]').waitFor({ state: 'attached' });
    scan('C1');
    await page.waitForTimeout(300);
    expect(await card().count()).toBe(0);
    await page.locator('input[type="password"]').fill(PASSWORD);
    await page.locator('form button[type="submit"]').click();
    await page.locator('.frame:not([inert])').waitFor();
    await page.waitForTimeout(300);
    expect(await card().count()).toBe(0);
    expect((await scans()).untaken).toBe(1);
  });

  it('leads from the status bar to the page of devices', async () => {
    await bar().click();
    await expect.poll(() => page.url()).toContain('#/devices');
    await page.locator('h1').waitFor();
    expect(await page.locator('main').textContent()).toContain('Scanner');
  });

  it('without an error on the console', () => {
    expect(problems).toEqual([]);
    expect(desk.logged()).toEqual([]);
  });
});
