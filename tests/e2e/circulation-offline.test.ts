// Two counters without their service lend one copy: loans go on, nothing is lent twice, and the case has both sides.

import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchBrowser, openPage } from '../support/chromium.ts';
import { counterBooks } from '../support/counter-books.ts';
import type { CounterBooks } from '../support/counter-books.ts';
import { queueDesk } from '../support/queue-desk.ts';
import type { QueueDesk } from '../support/queue-desk.ts';
import { startJoined, startService } from '../support/together.ts';
import { scanUntil } from '../support/scan-until.ts';

let service: Awaited<ReturnType<typeof startService>>;
let one: QueueDesk;
let two: QueueDesk;
let browser: Browser;
let books: CounterBooks;
const stops: (() => Promise<unknown>)[] = [];

beforeAll(async () => {
  books = counterBooks();
  service = await startService();
  stops.push(service.stop);
  const [first, second] = await Promise.all([
    startJoined(service, 'North-1'),
    startJoined(service, 'South-1'),
  ]);
  stops.push(first.stop, second.stop);
  browser = await launchBrowser();
  stops.push(() => browser.close());
  one = queueDesk((await openPage(browser, first.url)).page);
  two = queueDesk((await openPage(browser, second.url)).page);
  await one.as('supervisor', 'N1');
  await two.as('supervisor', 'S1');
});
afterAll(async () => {
  for (const stop of stops.toReversed()) await stop();
});

const rows = (at: QueueDesk) => at.page.locator('.list > .row');

async function open(at: QueueDesk, tab: string): Promise<void> {
  await at.page.goto(`${at.page.url().split('#')[0] ?? ''}#/circulation/${tab}`);
  await at.page.locator(`[data-tab="${tab}"][aria-selected="true"]`).waitFor();
}

async function lend(at: QueueDesk, card: string, barcodes: readonly string[]): Promise<void> {
  await open(at, 'lend');
  const isServed = async () => (await at.page.locator('[data-reader]').count()) > 0;
  await scanUntil(at, card, isServed);
  for (const [index, barcode] of barcodes.entries()) {
    await scanUntil(at, barcode, async () => (await rows(at).count()) > index);
    await expect.poll(() => rows(at).first().getAttribute('data-mood')).toBe('good');
  }
}

describe('without the service', () => {
  it('loans go on, marked, and the page says so', async () => {
    await lend(one, books.cards[0] ?? '', []);
    await service.kill();
    await one.page.locator('[data-offline]').waitFor({ timeout: 30_000 });
    const [shared = '', own = ''] = books.free;
    await lend(one, books.cards[0] ?? '', [shared, own]);
    await expect.poll(() => rows(one).first().innerText()).toContain('离线记录');
    await lend(two, books.cards[1] ?? '', [shared]);
  });

  it('afterwards one loan counts; the other desk’s row turns red by itself, and is a case with both sides', async () => {
    await service.start();
    await one.page.locator('[data-offline]').waitFor({ state: 'detached', timeout: 60_000 });
    await two.page.locator('[data-offline]').waitFor({ state: 'detached', timeout: 60_000 });
    const red = (at: QueueDesk) => at.page.locator('.row[data-mood="wrong"]');
    const loser = await Promise.race(
      [one, two].map((at) =>
        red(at)
          .first()
          .waitFor({ timeout: 60_000 })
          .then(() => at),
      ),
    );
    expect(await red(loser).innerText()).toMatch(/待了结/u);
    const winner = loser === one ? two : one;
    expect(await red(winner).count()).toBe(0);
    await open(loser, 'cases');
    const found = loser.page.locator('[data-case]');
    await found.first().waitFor();
    expect(await found.count()).toBe(1);
    const text = await found.innerText();
    expect(text).toMatch(
      /发生的事[\s\S]+借给[\s\S]+另一方[\s\S]+已借给[\s\S]+为什么不符[\s\S]+请查明书在谁手里/u,
    );
    await loser.page.screenshot({ path: 'out/e2e/circulation-case.png' });
    await found.locator('input').fill('已请读者把书交回服务台');
    await found.locator('form button').click();
    await found.waitFor({ state: 'detached' });
  });
});
