// The readers' page with two readers and a desk: borrowing by phone, the exit check, passing on, renewing, holds, words.

import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { launchBrowser, openPage } from '../support/chromium.ts';
import { findings } from '../support/looks.ts';
import { queueDesk } from '../support/queue-desk.ts';
import type { QueueDesk } from '../support/queue-desk.ts';
import { readCode } from '../support/read-code.ts';
import { demoCards, readersPage, shows } from '../support/readers-page.ts';
import type { FoundTitle, ReadersPage } from '../support/readers-page.ts';
import { thumbFindings } from '../support/thumbs.ts';
import { startJoined, startService } from '../support/together.ts';

/** Held by no library of the demonstration. */
const ISBN = '978-7-302-51185-4';

let browser: Browser;
let desk: QueueDesk;
let one: ReadersPage;
let two: ReadersPage;
let book: FoundTitle;
let barcode: string;
const stops: (() => Promise<unknown>)[] = [];

beforeAll(async () => {
  const service = await startService();
  stops.push(service.stop);
  const joined = await startJoined(service, 'North-1');
  stops.push(joined.stop);
  browser = await launchBrowser();
  stops.push(() => browser.close());
  desk = queueDesk((await openPage(browser, joined.url)).page);
  const cards = await demoCards(service.address);
  one = await readersPage(browser, service.address);
  two = await readersPage(browser, service.address);
  for (const [at, reader] of [one, two].entries()) {
    await reader.signIn(cards[at] ?? '');
    await reader.page.locator('nav.tabs').waitFor();
  }
});
afterAll(async () => {
  for (const stop of stops.toReversed()) await stop();
});
afterEach(async ({ task }) => {
  if (task.result?.state !== 'fail') return;
  const name = `out/e2e/readers-loans-${task.name.slice(0, 16)}`;
  await one.page.screenshot({ path: `${name}-1.png` });
  await two.page.screenshot({ path: `${name}-2.png` });
  await desk.page.screenshot({ path: `${name}-desk.png` });
});

/** Types a barcode on the screen for borrowing and sends it. */
async function borrow(reader: ReadersPage, typed: string): Promise<void> {
  await reader.go('borrow');
  await reader.page.locator('input[name="barcode"]').fill(typed);
  await reader.send();
}

describe('two readers and a desk', () => {
  it('one borrows by phone, is told to have it checked, and may go once the desk has seen it', async () => {
    const found = (await one.titles('导论', 30)).flatMap((title) =>
      title.copies.flatMap((copy) => (copy.status === 'on_shelf' ? [{ title, copy }] : [])),
    );
    for (const { title, copy } of found) {
      await borrow(one, copy.barcode);
      book = title;
      ({ barcode } = copy);
      // Some copies are not lent; the service says which.
      await one.page.locator('[data-borrowed], form .failed').first().waitFor();
      if (await one.page.locator('[data-borrowed]').isVisible()) break;
    }
    await one.page.locator('[data-verify]').waitFor();
    await borrow(two, barcode);
    expect(await two.page.locator('form .failed').innerText()).toMatch(/。$/u);
    await desk.as('desk-n', 'N1');
    await desk.page.goto(`${desk.page.url().split('#')[0] ?? ''}#/circulation/phone`);
    await desk.page.locator(`tr[data-loan]`).first().waitFor();
    await desk.page.locator('[data-typed]').fill(barcode);
    await desk.page.keyboard.press('Enter');
    await shows(one.page, '已经核对，可以带走。');
  });

  it('passes it on: the other opens what the QR code says, and says yes', async () => {
    await one.go('loans');
    const card = one.page.locator(`[data-loan="${barcode}"]`);
    await card.locator('[data-give]').click();
    await one.page.locator('[data-make]').click();
    const code = await one.page.locator('[data-code]').innerText();
    expect(code).toMatch(/^[A-Z0-9]{4}-[A-Z0-9]{4}$/u);
    const address = await readCode('qr', one.page.locator('[data-offer] img'));
    expect(address).toContain('/m#/take?code=');
    // The tab keeps the code over a reload; nobody else has it.
    await one.page.reload();
    expect(await one.page.locator('[data-code]').innerText()).toBe(code);
    await two.page.goto(address);
    await two.page.locator('input[name="code"]').waitFor();
    expect(await two.page.locator('[data-taken]').count()).toBe(0);
    await two.send();
    await two.page.locator('[data-taken]').waitFor();
    await one.page.locator('[data-ended]').waitFor();
    await one.go('loans');
    await shows(one.page, '目前没有借书。');
    // What was used once is of no more use.
    await one.go('take');
    await one.page.locator('input[name="code"]').fill(code);
    await one.send();
    await one.page.locator('form .failed').waitFor();
  });

  it('the other renews what is due soon, and reads why the rest cannot be', async () => {
    await two.go('loans');
    const due = two.page.locator('[data-renew]:enabled').first();
    await due.click();
    await expect.poll(() => two.said()).toContain('已续借');
    await one.go(`title/${book.id}`);
    await one.page.locator('[data-hold]').click();
    await one.page.locator('[data-place]').click();
    await expect.poll(() => one.said()).toContain('已预约');
    await two.page.reload();
    const card = two.page.locator(`[data-loan="${barcode}"]`);
    await card.getByText('有 1 位读者在等这本书').waitFor();
    expect(await card.locator('[data-renew]').isDisabled()).toBe(true);
    await one.go('loans');
    await shows(one.page, '排在第一位');
  });

  it('the first waits no longer, after being asked once more', async () => {
    const hold = one.page.locator('[data-hold]').first();
    await hold.locator('[data-cancel]').click();
    await hold.locator('[data-yes]').click();
    await shows(one.page, '没有预约');
    expect(await one.page.locator('[data-hold]').count()).toBe(0);
  });

  it('both want the same new book, and one that the library has is shown', async () => {
    const suggest = async (reader: ReadersPage, isbn: string) => {
      await reader.go('suggestions');
      await reader.page.locator('input[name="bookTitle"]').fill('深度学习数学');
      await reader.page.locator('input[name="isbn"]').fill(isbn);
      await reader.send();
    };
    await suggest(one, ISBN);
    await one.page.locator('[data-suggestion]').waitFor();
    await suggest(two, ISBN);
    await expect.poll(() => two.said()).toContain('您也加入了');
    const { rows } = await two.ask<{ rows: { isbn: string | null }[] }>('titles?text=数据库');
    await suggest(two, rows.find(({ isbn }) => isbn !== null)?.isbn ?? '');
    await shows(two.page, '图书馆已经有这本书');
    expect(await two.page.locator('[data-suggestion]').count()).toBe(1);
  });

  it('one reviews the book, and says a word to the library', async () => {
    await one.go(`title/${book.id}`);
    await one.page.locator('[data-write]').click();
    await one.page.locator('textarea[name="review"]').fill('<script>alert(1)</script> 很好');
    await one.page.locator('.stars label').nth(4).click();
    await one.send();
    await one.page.locator('[data-own-review]').waitFor();
    expect(await one.page.locator('[data-own-review]').innerText()).toContain('<script>');
    await one.go('feedback');
    await one.choose('category', 'facilities');
    await one.page.locator('textarea[name="text"]').fill('三楼的灯坏了。');
    await one.send();
    await one.page.locator('[data-ticket]').waitFor();
    expect(await one.page.locator('[data-ticket]').innerText()).toContain('三楼的灯坏了。');
  });

  it('a reader chooses one digest a day and a language, which the next sign-in knows', async () => {
    await two.go('me');
    await two.page.locator('input[name="digest"]').check();
    await expect.poll(() => two.said()).toContain('已保存');
    await two.page.getByText('English', { exact: true }).click();
    await expect.poll(() => two.said()).toContain('Saved');
    const me = await two.ask<{ language: string; notices: string }>('me');
    expect(me).toMatchObject({ language: 'en', notices: 'digest' });
    await two.page.reload();
    await two.page.locator('html[lang="en"]').waitFor({ state: 'attached' });
  });
});

describe('every screen', () => {
  const SCREENS = ['loans', 'borrow', 'take', 'transfers', 'suggestions', 'reviews', 'feedback'];
  const looks = async (reader: ReadersPage, axe: boolean) => {
    const wrong: string[] = [];
    const { rows } = await two.ask<{ rows: { id: string }[] }>('loans');
    const own = reader === two ? [`give/${rows[0]?.id ?? ''}`] : [];
    for (const screen of [...SCREENS, `title/${book.id}`, 'notices', 'me', ...own]) {
      await reader.go(screen);
      const found = [
        ...(await findings(reader.page, { axe })),
        ...(await thumbFindings(reader.page)),
      ];
      if (found.length > 0) wrong.push(`${screen}: ${found.join('; ')}`);
    }
    return wrong;
  };

  it('in Chinese, light and dark', async () => {
    expect(await looks(one, true)).toEqual([]);
  });

  it('in English', async () => {
    expect(await looks(two, true)).toEqual([]);
  });

  it('with the longest title inside the edge of its card', async () => {
    const long = '面向大规模分布式异构计算环境的数据库管理系统设计、实现与优化（第三版）'.repeat(2);
    await two.page.route('**/v1/reader/loans', async (route) => {
      const response = await route.fetch();
      const body = (await response.text()).replaceAll(/"title":"[^"]*"/gu, `"title":"${long}"`);
      await route.fulfill({ response, body });
    });
    await two.go('loans');
    await two.page.reload();
    const card = two.page.locator('[data-loan]').first();
    await card.getByText(long).waitFor();
    const inset = await card.evaluate((of) => {
      const range = document.createRange();
      range.selectNodeContents(of.querySelector('.name') ?? of);
      return range.getBoundingClientRect().top - of.getBoundingClientRect().top;
    });
    expect(inset).toBeGreaterThanOrEqual(16);
    await two.page.unroute('**/v1/reader/loans');
  });

  it('without an error on the console or against the policy', () => {
    const all = [...one.problems, ...two.problems];
    expect(all.filter((line) => !/Failed to load resource/u.test(line))).toEqual([]);
  });
});
