// What whoever opens the figures waits for, in Chromium on the large library: from the address to drawings that stand.
import type { Page } from 'playwright-core';
import { launchBrowser, openPage } from '../support/chromium.ts';
import { startDesk } from '../support/desk.ts';
import { QUEUE_NAMES } from '../../src/shared/queues/request.ts';
import { openBare } from './bare.ts';
import { signIn } from './page.ts';
import { report } from './table.ts';

/** High enough that every figure of a section is in sight, and so is asked for at once. */
const ALL_IN_SIGHT = { width: 1280, height: 5200 };

/** Waits until everything has been counted once; the page says so until then. */
async function counted(page: Page): Promise<void> {
  await page.goto(`${page.url().split('#')[0] ?? ''}#/figures`);
  await page.locator('[data-figure]').first().waitFor();
  await page.locator('[data-figure] [data-save]').first().waitFor({ timeout: 120_000 });
  await page.locator('[data-state]').waitFor({ state: 'detached', timeout: 900_000 });
}

/**
 * From the change of the address to the frame in which so many drawings stand, or every figure of the section has what
 * it shows (null); milliseconds.
 */
async function drawn(page: Page, to: string, count: number | null): Promise<number> {
  await page.goto(`${page.url().split('#')[0] ?? ''}#/devices`);
  await page.locator('.devices').waitFor();
  return page.evaluate(
    async ({ address, least }) => {
      const frame = () => new Promise<number>((done) => requestAnimationFrame(done));
      const stands = () => {
        if (least !== null) return document.querySelectorAll('.chart[data-drawn]').length >= least;
        const figures = [...document.querySelectorAll('[data-figure]')];
        const shown = '.chart[data-drawn], table, .empty';
        return figures.length > 0 && figures.every((each) => each.querySelector(shown) !== null);
      };
      const start = performance.now();
      location.hash = address;
      while (!stands()) {
        if (performance.now() - start > 60_000) return Number.NaN;
        await frame();
      }
      return performance.now() - start;
    },
    { address: to, least: count },
  );
}

/** Measures the figures' page on the large library. */
export async function measureCharts(profile: string): Promise<void> {
  const bare = openBare(profile);
  const sql = 'SELECT day, sum("count") FROM daily GROUP BY day';
  const raw = bare.once(sql);
  bare.close();
  const desk = await startDesk({ profile });
  const browser = await launchBrowser();
  const { page } = await openPage(browser, desk.url);
  await signIn(page);
  await counted(page);
  report(
    'figures: overview, address to its first drawings',
    await drawn(page, '/figures', 4),
    'ms',
    null,
  );
  const days = '/figures/borrowing?from=2010-06-06&to=2018-06-05&grain=day';
  report(
    'figures: 8 years of loans by day, address to drawing',
    await drawn(page, days, 1),
    'ms',
    null,
    {
      what: 'the bare sums',
      value: raw,
    },
  );
  await page.setViewportSize(ALL_IN_SIGHT);
  for (const queue of QUEUE_NAMES) {
    const took = await drawn(page, `/figures/${queue}?period=all`, null);
    report(`figures: every figure of ${queue}, address to drawings`, took, 'ms', null);
  }
  await browser.close();
  await desk.stop();
}
