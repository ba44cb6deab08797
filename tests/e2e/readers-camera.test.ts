// The readers' page with a real camera stream in a browser that reads no barcodes itself: a book and a transfer are scanned.

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { film } from '../support/camera-film.ts';
import type { CodeKind } from '../support/camera-film.ts';
import { launchBrowser } from '../support/chromium.ts';
import { readCode } from '../support/read-code.ts';
import { twoReaders } from '../support/readers-page.ts';
import type { ReadersPage } from '../support/readers-page.ts';
import { startService } from '../support/together.ts';

const folder = mkdtempSync(join(tmpdir(), 'shutai-camera-'));
const reel = join(folder, 'camera.y4m');

let browser: Browser;
let one: ReadersPage;
let two: ReadersPage;
const stops: (() => Promise<unknown>)[] = [];

beforeAll(async () => {
  film(reel, 'qrcode', 'nothing yet');
  const service = await startService();
  stops.push(service.stop);
  browser = await launchBrowser([
    '--use-fake-device-for-media-stream',
    '--use-fake-ui-for-media-stream',
    `--use-file-for-fake-video-capture=${reel}`,
  ]);
  stops.push(() => browser.close());
  [one, two] = await twoReaders(browser, service.address);
});
afterAll(async () => {
  for (const stop of stops.toReversed()) await stop();
  rmSync(folder, { recursive: true, force: true });
});
afterEach(async ({ task }) => {
  if (task.result?.state !== 'fail') return;
  await one.page.screenshot({ path: `out/e2e/camera-${task.name.slice(0, 16)}-1.png` });
  await two.page.screenshot({ path: `out/e2e/camera-${task.name.slice(0, 16)}-2.png` });
});

/** Holds a code before the camera and opens it. */
async function scan({ page }: ReadersPage, kind: CodeKind, text: string): Promise<void> {
  film(reel, kind, text);
  await page.locator('[data-camera]').click();
}

/** What the page has fetched so far of that name. */
const fetched = ({ page }: ReadersPage, part: string) =>
  page.evaluate(
    (name) =>
      performance.getEntriesByType('resource').filter((each) => each.name.includes(name)).length,
    part,
  );

describe('a phone with a camera', () => {
  it('has fetched no decoder before it is wanted, and its browser has none', async () => {
    await one.go('borrow');
    expect(await one.page.evaluate(() => 'BarcodeDetector' in globalThis)).toBe(false);
    await one.page.locator('[data-camera]').waitFor();
    expect(await fetched(one, 'codes.worker')).toBe(0);
  });

  it('lends the book whose barcode it sees', async () => {
    const found = (await one.titles('导论', 12)).flatMap(({ copies }) =>
      copies.filter(({ status }) => status === 'on_shelf'),
    );
    for (const { barcode } of found) {
      await one.go('loans');
      await one.go('borrow');
      await scan(one, 'code128', barcode);
      // Some copies are not lent; the service says which.
      await one.page.locator('[data-borrowed], form .failed').first().waitFor();
      if (await one.page.locator('[data-borrowed]').isVisible()) break;
    }
    await one.page.locator('[data-verify]').waitFor();
    expect(await one.page.locator('video').count()).toBe(0);
    expect(await fetched(one, 'codes.worker')).toBe(1);
  });

  it('takes over the loan whose QR code it sees', async () => {
    await two.go('loans');
    await two.page.locator('[data-give]').first().click();
    await two.page.locator('[data-make]').click();
    const address = await readCode('qr', two.page.locator('[data-offer] img'));
    await one.go('take');
    await scan(one, 'qrcode', address);
    await expect.poll(() => one.page.locator('input[name="code"]').inputValue()).toBe(address);
    await one.send();
    await one.page.locator('[data-taken]').waitFor();
    await two.page.locator('[data-ended]').waitFor();
  });

  const LABELS: [CodeKind, string, string][] = [
    ['code39', 'N0012345', 'N0012345'],
    ['rationalizedCodabar', 'A31234000012345B', '31234000012345'],
    ['ean13', '9787302511854', '9787302511854'],
  ];
  it.each(LABELS)('reads a label in %s', async (kind, drawn, read) => {
    await two.go('loans');
    await two.go('take');
    await scan(two, kind, drawn);
    await expect.poll(() => two.page.locator('input[name="code"]').inputValue()).toBe(read);
  });

  it('does all that without an error, and within the policy', () => {
    expect(
      [...one.problems, ...two.problems].filter((line) => !/Failed to load/u.test(line)),
    ).toEqual([]);
  });
});
