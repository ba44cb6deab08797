// What a counter waits for: from the Enter that ends a scan to the green row that says until when the copy is lent.

import type { Page } from 'playwright-core';
import { launchBrowser, openPage } from '../support/chromium.ts';
import { startDesk } from '../support/desk.ts';
import { typeAsScanner } from '../support/wedge-keys.ts';
import { openBare } from './bare.ts';
import { signIn } from './page.ts';
import { percentile, report } from './table.ts';

const BOOKS = 30;

interface Marks {
  greenAt?: Promise<number>;
  enterAt?: number;
}

/** Copies that anybody may borrow, and a teacher's card, who may borrow as many. */
function readBooks(profile: string) {
  const bare = openBare(profile);
  const barcodes = bare.column(
    `select copy.barcode from copy join place on place.id = copy.home
     where copy.status = 'available' and copy.lendable = 1 and place.lendable = 1 and copy.n % 97 = 0
       and not exists (select 1 from loan where loan."copyId" = copy.id and loan."closedOn" is null)
       and not exists (select 1 from custody where custody."copyId" = copy.id and custody.until is null)
       and not exists (select 1 from hold where hold."titleId" = copy."titleId" and hold.status <> 'closed')
     limit ${BOOKS}`,
  );
  const cards = bare.column(
    `select private.card from private join reader on reader.id = private.id
     where reader.status = 'active' and reader.category = 'teacher'
       and not exists (select 1 from loan where loan."readerId" = reader.id and loan."closedOn" is null)
     limit 1`,
  );
  bare.close();
  return { barcodes, card: cards[0] ?? '' };
}

/** From the Enter to the frame in which the topmost row is green and names the barcode. */
async function scanToGreen(page: Page, barcode: string): Promise<number> {
  await page.evaluate((code) => {
    const marks = globalThis as Marks;
    marks.greenAt = new Promise<number>((done) => {
      const begun = performance.now();
      const look = () => {
        const row = document.querySelector('.list > .row');
        const { enterAt } = marks;
        const isGreen = row?.getAttribute('data-mood') === 'good' && row.textContent.includes(code);
        const shown = enterAt !== undefined && enterAt > begun && isGreen;
        if (shown || performance.now() - begun > 5000) {
          requestAnimationFrame(() => done(performance.now() - (enterAt ?? begun)));
        } else requestAnimationFrame(look);
      };
      look();
    });
  }, barcode);
  await typeAsScanner(page, barcode);
  return (await page.evaluate(() => (globalThis as Marks).greenAt)) ?? Number.NaN;
}

/** What the screen itself takes of it: to the next frame, and that frame. */
function twoFrames(page: Page): Promise<number> {
  return page.evaluate(async () => {
    const begun = performance.now();
    for (let left = 2; left > 0; left -= 1)
      await new Promise<number>((done) => requestAnimationFrame(done));
    return performance.now() - begun;
  });
}

/** Measures lending on a desk of its own, and gives the copies back. */
export async function measureCounter(profile: string): Promise<void> {
  const { barcodes, card } = readBooks(profile);
  const desk = await startDesk({ profile });
  const browser = await launchBrowser();
  const { page } = await openPage(browser, desk.url);
  await page.addInitScript(() => {
    const note = (event: KeyboardEvent) => {
      if (event.code === 'Enter') (globalThis as Marks).enterAt = performance.now();
    };
    addEventListener('keydown', note, { capture: true });
  });
  await page.reload();
  await signIn(page);
  const address = page.url().split('#')[0] ?? '';
  await page.goto(`${address}#/circulation/lend`);
  await page.locator('[data-typed]').waitFor();
  await page.waitForTimeout(500);
  await typeAsScanner(page, card);
  await page.locator('[data-reader]').waitFor();
  const runs: number[] = [];
  const frames: number[] = [];
  for (const barcode of barcodes) {
    await page.waitForTimeout(120);
    runs.push(await scanToGreen(page, barcode));
    frames.push(await twoFrames(page));
  }
  for (const share of [0.5, 0.95]) {
    report(
      `checkout scan to green row on screen, p${share * 100}`,
      percentile(runs, share),
      'ms',
      50,
      { what: 'of it: two frames', value: percentile(frames, share) },
    );
  }
  await page.goto(`${address}#/circulation/back`);
  await page.locator('[data-drop-mode]').waitFor();
  for (const barcode of barcodes) {
    await page.waitForTimeout(120);
    await typeAsScanner(page, barcode);
  }
  await page.waitForTimeout(500);
  await browser.close();
  await desk.stop();
}
