// Scanners that the desk reads itself: reports to codes, and from the last report to the copy card on screen.
import { demoLibrary } from '../../src/demo/library.ts';
import { openDesk } from '../../src/main/host/open-desk.ts';
import { startLoopback } from '../../src/main/loopback/serve.ts';
import { readPageFiles } from '../../src/node/page-files.ts';
import { resolve } from 'node:path';
import type { Page } from 'playwright-core';
import { launchBrowser, openPage } from '../support/chromium.ts';
import { handHid, posReports, scannerInfo } from '../support/hand-hid.ts';
import type { HandHid } from '../support/hand-hid.ts';
import { handPorts, shippedProfiles } from '../support/hand-ports.ts';
import { openBare } from './bare.ts';
import { signIn } from './page.ts';
import { percentile, report } from './table.ts';

const SCANNER = '/dev/hidraw0';
const CODES = 200_000;

/** Decodes codes of one report each, and of eight, as a device would send them. */
export function measureReports(): void {
  const profile = shippedProfiles().all.find(({ id }) => id === 'honeywell');
  if (!profile) throw new Error('no profile');
  for (const [what, data] of [
    ['one report', '9787302511854'],
    ['eight reports', 'x'.repeat(445)],
  ] as const) {
    const reports = posReports(data, 'E0');
    const rounds = Math.ceil(CODES / reports.length);
    const decoder = profile.makeDecoder();
    let codes = 0;
    const start = performance.now();
    for (let round = 0; round < rounds; round += 1)
      for (const each of reports)
        codes += decoder.push(each, round).filter(({ is }) => is === 'code').length;
    const ms = performance.now() - start;
    if (codes !== rounds) throw new Error(`${codes} codes of ${rounds}`);
    report(
      `HID-POS report decoded, codes of ${what}`,
      (ms * 1000) / (rounds * reports.length),
      'µs',
      10,
    );
    report(`HID-POS codes of ${what} a second`, (codes / ms) * 1000, 'codes/s', 5000, null, true);
  }
}

/** From the last report of a scan to the frame in which the copy card names its barcode; milliseconds. */
async function reportToCard(page: Page, hid: HandHid, barcode: string): Promise<number> {
  await page.evaluate((code) => {
    const shown = new Promise<number>((done) => {
      const look = () => {
        const card = document.querySelector('aside.card');
        const filled = card?.querySelector('.book h2') !== null && card?.textContent.includes(code);
        if (filled === true) requestAnimationFrame(() => done(Date.now()));
        else requestAnimationFrame(look);
      };
      look();
    });
    Object.assign(globalThis, { shown });
  }, barcode);
  const sent = Date.now();
  hid.send(SCANNER, ...posReports(barcode));
  const at = await page.evaluate(() => (globalThis as unknown as { shown: Promise<number> }).shown);
  await page.keyboard.press('Escape');
  return at - sent;
}

/** Measures the way of a scan on the large library; desk and browser are two processes on one clock. */
export async function measureHidScans(profile: string): Promise<void> {
  const bare = openBare(profile);
  const barcodes = bare.column('select barcode from copy where n % 9973 = 0 limit 40');
  bare.close();
  const hid = handHid();
  hid.plug(scannerInfo());
  const start = { profile, library: undefined, scale: undefined, seed: undefined };
  const { ports } = handPorts(hid);
  const desk = await openDesk(start, demoLibrary, () => {}, undefined, ports);
  const files = readPageFiles(resolve(import.meta.dirname, '../../out/renderer'));
  const { connect, upload, download } = desk;
  const host = await startLoopback({ port: 0, files, connect, upload, download });
  const browser = await launchBrowser();
  const { page } = await openPage(browser, host.freshAddress());
  await signIn(page);
  await page.waitForTimeout(1000);
  const runs: number[] = [];
  for (const barcode of barcodes) {
    runs.push(await reportToCard(page, hid, barcode));
    await page.waitForTimeout(120);
  }
  report('last HID report to copy card on screen, p50', percentile(runs, 0.5), 'ms', 50);
  report('last HID report to copy card on screen, p95', percentile(runs, 0.95), 'ms', 50);
  await browser.close();
  await host.close();
  await desk.close();
}
