// A desk whose service has the library’s own system keep the ledger: rows turn green, wait or turn red by what it says.

import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchBrowser, openPage } from '../support/chromium.ts';
import { counterBooks } from '../support/counter-books.ts';
import { demoLedger } from '../support/demo-ledger.ts';
import { queueDesk } from '../support/queue-desk.ts';
import { startSip2 } from '../support/sip2-server.ts';
import type { Sip2Server } from '../support/sip2-server.ts';
import { startJoined, startService } from '../support/together.ts';
import { typeAsScanner } from '../support/wedge-keys.ts';

/** Milliseconds in which service and desk make their libraries on a busy machine. */
const MAKING = 400_000;
/** Milliseconds in which a row turns on a busy machine; after a system was away attempts are half a minute apart. */
const TURNING = 90_000;
const { free, cards } = counterBooks();
const [card = '', other = ''] = cards;
const [first = '', second = '', third = '', fourth = '', fifth = ''] = free;
const stops: (() => Promise<unknown>)[] = [];
let system: Sip2Server;
let page: Page;

beforeAll(async () => {
  system = await startSip2({ copies: demoLedger(), cards });
  system.due = '20190630    235900';
  stops.push(() => system.close());
  const service = await startService('--sip2', `127.0.0.1:${system.port}`);
  stops.push(service.stop);
  const joined = await startJoined(service, 'North-1');
  stops.push(joined.stop);
  const browser: Browser = await launchBrowser();
  stops.push(() => browser.close());
  ({ page } = await openPage(browser, joined.url));
  const desk = queueDesk(page);
  page.setDefaultTimeout(60_000);
  // A desk that is still joining shows that first, and then the form anew.
  await page.locator('form [role="status"]').waitFor();
  await desk.as('supervisor', 'N1');
}, MAKING);
afterAll(async () => {
  for (const stop of stops.toReversed()) await stop();
});

const row = (barcode: string) => page.locator('.list > .row', { hasText: barcode });
const said = (barcode: string) => row(barcode).innerText();
async function turns(barcode: string, mood: string): Promise<void> {
  const moodNow = () => row(barcode).getAttribute('data-mood');
  await expect.poll(moodNow, { timeout: TURNING }).toBe(mood);
}

describe('the library’s own system', () => {
  it('confirms a loan with its own due date, and the amber row turns green; card and copy come at once after the click', async () => {
    const seen = Promise.withResolvers<void>();
    system.faults.push({ code: '11', fault: { until: seen.promise } });
    await page.locator('nav a[href$="#/circulation"]').click();
    await typeAsScanner(page, card);
    await typeAsScanner(page, first);
    await turns(first, 'attention');
    expect(await said(first)).toContain('等图书馆系统确认');
    seen.resolve();
    await turns(first, 'good');
    expect(await said(first)).toMatch(/图书馆系统已确认[\s\S]*应还 2019年6月30日/u);
    expect(system.done).toEqual([`11 ${first} ${card}`]);
  });

  it('is not waited for while it is away: rows stay amber, and drain in order once it is back', async () => {
    await system.stop();
    for (const barcode of [second, third]) {
      await typeAsScanner(page, barcode);
      await turns(barcode, 'attention');
    }
    await system.start();
    await turns(second, 'good');
    await turns(third, 'good');
    expect(system.done.slice(1)).toEqual([`11 ${second} ${card}`, `11 ${third} ${card}`]);
  });

  it('refuses a loan: the row turns red with the system’s words', async () => {
    system.blocked.add(other);
    await typeAsScanner(page, other);
    await typeAsScanner(page, fourth);
    await turns(fourth, 'wrong');
    expect(await said(fourth)).toMatch(/图书馆系统未接受[\s\S]*读者证已停用/u);
  });

  it('shows a loan that is refused once the next reader is served as a red row of the reader before', async () => {
    const next = Promise.withResolvers<void>();
    system.faults.push({ code: '11', fault: { until: next.promise } });
    await typeAsScanner(page, fifth);
    await turns(fifth, 'attention');
    await typeAsScanner(page, card);
    await expect.poll(() => row(fifth).count()).toBe(0);
    // What was red stays, too.
    await turns(fourth, 'wrong');
    next.resolve();
    await turns(fifth, 'wrong');
    expect(await said(fifth)).toMatch(/读者证已停用/u);
    await page.getByRole('tab', { name: '待了结' }).click();
    const cases = page.locator('[data-case]', { hasText: '读者证已停用' });
    await expect.poll(() => cases.count()).toBe(2);
    expect(await cases.first().innerText()).toMatch(/另一方[\s\S]*图书馆自己的系统/u);
  });
});
