// What a person waits for, measured in Chromium on the large library: start, lists, scan to card, scrolling.
import type { Page } from 'playwright-core';
import { launchBrowser, openPage } from '../support/chromium.ts';
import { startDesk } from '../support/desk.ts';
import { typeAsScanner } from '../support/wedge-keys.ts';
import { openBare } from './bare.ts';
import { percentile, report, timed } from './table.ts';

const QUEUES = ['reallocation', 'find_book', 'purchase', 'delivery'];
const QUEUE_ADDRESS = (url: string, queue: string) => `${url.split('#')[0] ?? ''}#/queue/${queue}`;

/** Signs in as the supervisor. */
export async function signIn(page: Page): Promise<void> {
  await page.locator('.account').first().waitFor();
  await page.locator('.account', { hasText: 'supervisor' }).first().click();
  await page.locator('form button[type="submit"]').click();
  await page.locator('.frame').waitFor();
}

/** A page's navigation to its first rows, nothing cached but what the person's session is. */
async function firstRows(page: Page, address: string): Promise<number> {
  const fresh = await page.context().newPage();
  await fresh.goto('about:blank');
  const took = await timed(async () => {
    await fresh.goto(address);
    await fresh.locator('[role="row"]').first().waitFor();
  });
  await fresh.close();
  return took;
}

/** From a click on a tab to the frame in which other rows stand there; milliseconds. */
function switchTab(page: Page, tab: string): Promise<number> {
  return page.evaluate(async (wanted) => {
    const grid = () => document.querySelector('[role="grid"]')?.textContent ?? '';
    const frame = () => new Promise<number>((done) => requestAnimationFrame(done));
    const before = grid();
    const start = performance.now();
    document.querySelector<HTMLElement>(`[data-tab="${wanted}"]`)?.click();
    while (grid() === before && performance.now() - start < 5000) await frame();
    await frame();
    return performance.now() - start;
  }, tab);
}

async function measureTabs(page: Page): Promise<void> {
  const runs: number[] = [];
  for (const queue of QUEUES) {
    await page.goto(QUEUE_ADDRESS(page.url(), queue));
    await page.locator('[role="row"]').first().waitFor();
    for (let round = 0; round < 4; round += 1) {
      for (const tab of ['closed', 'open']) {
        runs.push(await switchTab(page, tab));
        await page.waitForTimeout(150);
      }
    }
  }
  report('first page on screen after choosing a tab, p95', percentile(runs, 0.95), 'ms', 100);
}

interface Marks {
  cardAt?: Promise<number>;
  /** When Enter was last pressed, noted before the page's own listeners take the key. */
  enterAt?: number;
}

/** Notes the time of every Enter from the page's next load on. */
async function noteEnter(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const note = (event: KeyboardEvent) => {
      if (event.code === 'Enter') (globalThis as Marks).enterAt = performance.now();
    };
    addEventListener('keydown', note, { capture: true });
  });
  await page.reload();
  await page.locator('.frame').waitFor();
}

/** From the Enter that ends a scan to the frame in which the copy card names the barcode. */
async function scanToCard(page: Page, barcode: string): Promise<number> {
  await page.evaluate((code) => {
    const marks = globalThis as Marks;
    marks.cardAt = new Promise<number>((done) => {
      const begun = performance.now();
      const look = () => {
        const card = document.querySelector('aside.card');
        const filled = card?.querySelector('.book h2') !== null && card?.textContent.includes(code);
        const { enterAt } = marks;
        const shown = enterAt !== undefined && enterAt > begun && filled === true;
        if (shown || performance.now() - begun > 5000) {
          requestAnimationFrame(() => done(performance.now() - (enterAt ?? begun)));
        } else requestAnimationFrame(look);
      };
      look();
    });
  }, barcode);
  await typeAsScanner(page, barcode);
  const took = await page.evaluate(() => (globalThis as Marks).cardAt);
  await page.keyboard.press('Escape');
  return took ?? Number.NaN;
}

async function measureScans(page: Page, barcodes: string[]): Promise<void> {
  await page.goto(page.url().replace(/#.*$/u, '#/workbench'));
  await noteEnter(page);
  await page.waitForTimeout(500);
  const runs: number[] = [];
  for (const barcode of barcodes) {
    runs.push(await scanToCard(page, barcode));
    await page.waitForTimeout(120);
  }
  report('scan to copy card on screen, p95', percentile(runs, 0.95), 'ms', 50);
}

/** Frame times in ms while the list is scrolled for five seconds. */
function scroll(page: Page): Promise<number[]> {
  return page.evaluate(async () => {
    const grid = document.querySelector('[role="grid"]');
    if (!grid) return [];
    const frames: number[] = [];
    let last = performance.now();
    const end = last + 5000;
    while (last < end) {
      const now = await new Promise<number>((done) => requestAnimationFrame(done));
      frames.push(now - last);
      last = now;
      grid.scrollTop += 40;
    }
    return frames.slice(2);
  });
}

async function measureScroll(page: Page): Promise<void> {
  await page.goto(QUEUE_ADDRESS(page.url(), 'reallocation'));
  await page.locator('[role="row"]').first().waitFor();
  await switchTab(page, 'closed');
  await page.waitForTimeout(500);
  const frames = await scroll(page);
  report(
    'scrolling a closed queue for 5 s, median',
    1000 / percentile(frames, 0.5),
    'fps',
    55,
    null,
    true,
  );
  report('scrolling, p95 of frame time', percentile(frames, 0.95), 'ms', 25);
  report('scrolling, frames over 50 ms', frames.filter((ms) => ms > 50).length, 'frames', 1);
}

/** Measures the page on the large library. */
export async function measurePage(profile: string): Promise<void> {
  const bare = openBare(profile);
  const barcodes = bare.column('select barcode from copy where n % 9973 = 0 limit 40');
  bare.close();
  const browser = await launchBrowser();
  const started = performance.now();
  const desk = await startDesk({ profile });
  const listening = performance.now() - started;
  const { page } = await openPage(browser, desk.url);
  await signIn(page);
  const rows = await firstRows(page, QUEUE_ADDRESS(page.url(), 'reallocation'));
  report(
    'process start to listening + navigation to first rows',
    (listening + rows) / 1000,
    's',
    1.5,
    {
      what: 'of it: start',
      value: listening / 1000,
    },
  );
  await measureTabs(page);
  await measureScans(page, barcodes);
  await measureScroll(page);
  await browser.close();
  await desk.stop();
}
