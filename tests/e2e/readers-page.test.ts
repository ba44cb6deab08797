// The readers' page on a phone's screen before the real service: the four queues, what becomes of requests, a lost line.

import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { launchBrowser } from '../support/chromium.ts';
import { findings } from '../support/looks.ts';
import { demoCards, readersPage, shows } from '../support/readers-page.ts';
import type { FoundTitle, ReadersPage } from '../support/readers-page.ts';
import { thumbFindings } from '../support/thumbs.ts';
import { startService } from '../support/together.ts';

/** Wanted by nobody and held by no library of the demonstration. */
const ISBN = '978-7-302-51185-4';

let service: Awaited<ReturnType<typeof startService>>;
let browser: Browser;
let reader: ReadersPage;
let card: string;
/** Titles with a copy on its shelf. */
let free: FoundTitle[];

beforeAll(async () => {
  service = await startService();
  browser = await launchBrowser();
  [card = ''] = await demoCards(service.address);
  reader = await readersPage(browser, service.address);
});
afterAll(async () => {
  await browser.close();
  await service.stop();
});
afterEach(async ({ task }) => {
  const path = `out/e2e/readers-${task.name.slice(0, 20)}.png`;
  if (task.result?.state === 'fail') await reader.page.screenshot({ path, fullPage: true });
});

const onShelf = ({ copies }: FoundTitle) => copies.find(({ status }) => status === 'on_shelf');

/** Opens the form of a queue from a title's page, with one copy chosen. */
async function begin(queue: string, title: FoundTitle): Promise<void> {
  await reader.go(`title/${title.id}`);
  await reader.page.locator(`input[name="copy"][value="${onShelf(title)?.id ?? ''}"]`).check();
  await reader.page.locator(`[data-ask="${queue}"]`).click();
  await reader.page.locator('form button.main').waitFor();
}

async function sent(): Promise<string> {
  await reader.send();
  await reader.page.locator('[data-sentence]').waitFor();
  const code = /W-\d{4,}/u.exec(await reader.said())?.[0];
  expect(code).toBeDefined();
  return code ?? '';
}

describe('a reader with a phone', () => {
  it('is let in with card and PIN, and told in a sentence when they are wrong', async () => {
    await reader.signIn(card, '000001');
    await shows(reader.page, '证号或密码不对。');
    await reader.signIn(card);
    await reader.page.locator('nav.tabs').waitFor();
    // It can be put on the home screen.
    const manifest = await reader.page.evaluate(async () => {
      const link = document.querySelector<HTMLLinkElement>('link[rel="manifest"]');
      return (await fetch(link?.href ?? '')).json();
    });
    expect(manifest).toMatchObject({ start_url: './m', display: 'standalone' });
    // A reload of the tab does not sign the reader out; nothing of it is in a storage that outlives the tab.
    await reader.page.reload();
    await reader.page.locator('nav.tabs').waitFor();
    expect(await reader.page.evaluate(() => localStorage.length + document.cookie.length)).toBe(0);
  });

  it('searches, and finds titles with their holdings by campus', async () => {
    await reader.page.locator('input[name="text"]').fill('数据库');
    await reader.page.keyboard.press('Enter');
    await shows(reader.page, /找到 \d+ 种/u);
    await shows(reader.page, /校区\s+在架 \d+ \/ \d+/u);
    await reader.page.locator('a.card[href*="/title/"]').first().click();
    await reader.page.locator('[data-ask]').first().waitFor();
    await reader.page.locator('.back').click();
    // What was searched for is still there.
    await shows(reader.page, /找到 \d+ 种/u);
    const titles = reader.page.locator('a.card[href*="/title/"]');
    await reader.page.getByRole('button', { name: '再显示一些' }).click();
    await expect.poll(() => titles.count()).toBeGreaterThan(20);
    const [shown, place] = [await titles.count(), titles.nth(24)];
    await place.click();
    await reader.page.locator('[data-ask]').first().waitFor();
    await reader.page.goBack();
    // So is how far the reader had come.
    await expect.poll(() => titles.count()).toBe(shown);
    const isSeen = (each: Element) => {
      const { top, bottom } = each.getBoundingClientRect();
      return top > 0 && bottom < innerHeight;
    };
    await expect.poll(() => place.evaluate(isSeen)).toBe(true);
    free = (await reader.titles('数据库', 24)).filter(onShelf);
    expect(free.length).toBeGreaterThan(4);
  });

  it('asks in each of the four queues', async () => {
    const [one, two, three] = free as [FoundTitle, FoundTitle, FoundTitle];
    await begin('reallocation', one);
    const campuses = reader.page.locator('select[name="targetCampus"] option:not([disabled])');
    const values = await campuses.evaluateAll((all) =>
      all.map((each) => (each as HTMLOptionElement).value),
    );
    await reader.choose('targetCampus', values.find((id) => id !== onShelf(one)?.campus) ?? '');
    await sent();
    await begin('find_book', two);
    await reader.page.getByLabel('应在架位').check();
    await sent();
    await begin('delivery', three);
    await reader.page.locator('select[name="address"]').selectOption({ index: 1 });
    await reader.page.locator('select[name="slot"]').selectOption({ index: 1 });
    await sent();
    await reader.go('ask/purchase');
    await reader.send();
    await shows(reader.page, '请填写“ISBN”。');
    await shows(reader.page, '请选择“书商”。');
    expect(await reader.page.evaluate(() => document.activeElement?.getAttribute('name'))).toBe(
      'isbn',
    );
    await reader.page.screenshot({ path: 'out/e2e/readers-lacks.png', fullPage: true });
    await reader.page.locator('input[name="isbn"]').fill('978-7-302-51185-5');
    await reader.page.locator('input[name="bookTitle"]').fill('深度学习数学');
    await reader.page.locator('input[name="price"]').fill('四十八');
    await reader.page.locator('select[name="vendorId"]').selectOption({ index: 1 });
    await reader.send();
    await shows(reader.page, '定价是一个数');
    await reader.page.locator('input[name="price"]').fill('48.50');
    await reader.send();
    await shows(reader.page, '“ISBN”填写的内容不对');
    await reader.page.locator('input[name="isbn"]').fill(ISBN);
    await sent();
    await reader.go('requests');
    await expect.poll(() => reader.page.locator('a.card').count()).toBe(4);
    const list = await reader.main();
    for (const queue of ['图书调拨', '帮我找书', '先读为快', '帮我送书']) {
      expect(list).toContain(queue);
    }
  });

  it('cancels one, and reads what the library told', async () => {
    await reader.page.locator('a.card').filter({ hasText: '帮我送书' }).click();
    await reader.page.locator('[data-action="cancel"]').click();
    await reader.page.getByLabel('自己找到了').check();
    await reader.page.getByLabel('不需要了').check();
    await reader.send();
    await shows(reader.page, '已取消');
    await reader.go('requests?which=ended');
    await shows(reader.page, '已取消');
    await reader.go('notices');
    await expect.poll(() => reader.page.locator('a[data-notice]').count()).toBeGreaterThan(0);
  });

  it('is refused in the service’s own sentence, and may put it right', async () => {
    await reader.go('ask/purchase');
    await reader.page.locator('input[name="isbn"]').fill(ISBN);
    await reader.page.locator('input[name="bookTitle"]').fill('深度学习数学');
    await reader.page.locator('input[name="price"]').fill('48');
    await reader.page.locator('select[name="vendorId"]').selectOption({ index: 1 });
    await reader.send();
    await shows(reader.page, /您已申请过这本书（W-\d+）。/u);
    expect(await reader.page.locator('input[name="isbn"]').inputValue()).toBe(ISBN);
    expect(await reader.page.locator('form button.main').isEnabled()).toBe(true);
  });

  it('loses the line in the middle of a wish, tries again, and has wished once', async () => {
    const title = free.at(-1) as FoundTitle;
    await begin('find_book', title);
    let lost = false;
    await reader.page.route('**/v1/reader/requests', async (route) => {
      if (lost || route.request().method() !== 'POST') return route.fallback();
      lost = true;
      // It comes to the service, and its answer is lost on the way back.
      await route.fetch();
      return route.abort();
    });
    await reader.send();
    await shows(reader.page, '同一件事不会办两遍');
    await sent();
    const asked = await reader.ask<{ rows: { title: string }[] }>('requests?which=open&limit=100');
    expect(asked.rows.filter((each) => each.title === title.title)).toHaveLength(1);
    await reader.page.unroute('**/v1/reader/requests');
  });

  it('is told that the service is away, and goes on when it is back', async () => {
    await service.kill();
    await reader.go('requests');
    await shows(reader.page, '与图书馆的连接中断了');
    await service.start();
    await reader.page.getByRole('button', { name: '重试' }).click();
    await shows(reader.page, '在办');
    await expect.poll(() => reader.page.locator('a.card').count()).toBeGreaterThan(0);
  });
});

describe('every screen', () => {
  /** What is wrong with any screen, a line each. */
  const looks = async (axe: boolean) => {
    const wrong: string[] = [];
    const { rows } = await reader.ask<{ rows: { id: string }[] }>('requests?which=open');
    const title = free[0]?.id ?? '';
    const copy = onShelf(free[0] as FoundTitle)?.id ?? '';
    const screens = [
      '',
      '?text=数据库',
      `title/${title}`,
      ...['reallocation', 'find_book', 'delivery', 'purchase'].map(
        (queue) => `ask/${queue}?titleId=${title}&copyId=${copy}`,
      ),
      'requests',
      ...rows.slice(0, 4).map(({ id }) => `requests/${id}`),
      'notices',
      'me',
      'pin',
      'nowhere',
    ];
    for (const screen of screens) {
      await reader.go(screen);
      const action = reader.page.locator('[data-action]').first();
      if (screen.startsWith('requests/')) await action.click();
      const found = [
        ...(await findings(reader.page, { axe })),
        ...(await thumbFindings(reader.page)),
      ];
      if (found.length > 0) wrong.push(`${screen}: ${found.join('; ')}`);
    }
    return wrong;
  };

  it('in Chinese, light and dark', async () => {
    expect(await looks(true)).toEqual([]);
  });

  it('in English, chosen on the page', async () => {
    await reader.go('me');
    await reader.page.getByText('English', { exact: true }).click();
    await reader.page.locator('html[lang="en"]').waitFor({ state: 'attached' });
    expect(await looks(false)).toEqual([]);
  });

  it('is worked by keyboard alone, and the sign-out leaves nothing behind', async () => {
    await reader.go('me');
    await reader.page.locator('[data-sign-out]').focus();
    await reader.page.keyboard.press('Enter');
    await reader.page.locator('input[name="card"]').waitFor();
    expect(await findings(reader.page, { axe: true })).toEqual([]);
    expect(await reader.page.evaluate(() => sessionStorage.getItem('shutai-reader'))).toBe(null);
    await reader.go('requests');
    await reader.page.locator('input[name="card"]').focus();
    await reader.page.keyboard.type(card);
    await reader.page.keyboard.press('Tab');
    await reader.page.keyboard.type(card.slice(-6));
    await reader.page.keyboard.press('Enter');
    // Where the reader wanted to go.
    await reader.page.locator('a.card').first().waitFor();
  });

  it('without an error on the console or against the policy', () => {
    const own = reader.problems.filter((line) => !/Failed to load resource/u.test(line));
    expect(own).toEqual([]);
  });
});
