// A counter at work in a browser: thirty books without the mouse, red rows with their sentences, bulk returns, the drop.

import type { Page } from 'playwright-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { counterBooks } from '../support/counter-books.ts';
import type { CounterBooks } from '../support/counter-books.ts';
import { useDeskPage } from '../support/desk-page.ts';
import type { QueueDesk } from '../support/queue-desk.ts';
import { scanUntil } from '../support/scan-until.ts';

const there = useDeskPage('circulation');
let page: Page;
let at: QueueDesk;
let problems: string[];
let books: CounterBooks;
beforeAll(() => {
  ({ page, at, problems } = there);
  books = counterBooks();
});

async function open(tab: string): Promise<void> {
  await page.goto(`${page.url().split('#')[0] ?? ''}#/circulation/${tab}`);
  await page.getByRole('heading', { level: 1, name: '流通' }).waitFor();
  await page.locator(`[data-tab="${tab}"][aria-selected="true"]`).waitFor();
}
const rows = () => page.locator('.list > .row');
const top = () => rows().first();
const count = () => rows().count();

async function scan(code: string): Promise<void> {
  const before = await count();
  await scanUntil(at, code, async () => (await count()) > before);
  await expect.poll(() => top().getAttribute('data-mood')).not.toBe('asking');
}
async function card(code: string): Promise<void> {
  const before =
    (await page.locator('[data-reader]').count()) > 0
      ? await page.locator('[data-reader]').getAttribute('data-reader')
      : null;
  await scanUntil(at, code, async () => {
    const panel = page.locator('[data-reader]');
    return (await panel.count()) > 0 && (await panel.getAttribute('data-reader')) !== before;
  });
}

describe('lending', () => {
  it('lends books whose scans came before the card', async () => {
    await at.as('supervisor', 'N1');
    await open('lend');
    const [first = '', second = ''] = books.free.slice(70);
    await scan(first);
    await scan(second);
    expect(await top().getAttribute('data-mood')).toBe('attention');
    await card(books.cards[0] ?? '');
    await expect.poll(() => page.locator('.row[data-mood="good"]').count()).toBe(2);
    await page.keyboard.press('d');
    await expect.poll(count).toBe(0);
  });

  it('lends twenty books in a row to one reader, then says that the limit is reached', async () => {
    await card(books.cards[1] ?? '');
    for (const code of books.free.slice(0, 20)) {
      await scan(code);
      expect(await top().getAttribute('data-mood')).toBe('good');
    }
    const loans = () => page.locator('[data-loans]').getAttribute('data-loans');
    await expect.poll(loans).toBe('20');
    await scan(books.free[20] ?? '');
    expect(await top().getAttribute('data-code')).toBe('loan_limit');
    expect(await top().innerText()).toContain('上限 20 册');
  });

  it('begins the next reader with another card, ten more books, all without the mouse', async () => {
    await card(books.cards[2] ?? '');
    // The book that was not lent may be on its way out: its row stays until somebody puts it away.
    expect(await count()).toBe(1);
    await expect.poll(() => top().innerText()).toMatch(/属于之前的读者 \S+，未办成/u);
    await top().locator('.drop').click();
    expect(await count()).toBe(0);
    await page.locator('body').click({ position: { x: 1, y: 1 } });
    for (const code of books.free.slice(20, 30)) await scan(code);
    await expect.poll(() => page.locator('.row[data-mood="good"]').count()).toBe(10);
    expect(await page.evaluate(() => document.activeElement?.tagName)).toBe('BODY');
  });

  it('prints what was lent, and forgets the reader', async () => {
    await page.keyboard.press('p');
    await page.locator('.print-panel .loans li').nth(9).waitFor();
    expect(await count()).toBe(0);
    await page.keyboard.press('Escape');
    await page.locator('.print-panel').waitFor({ state: 'detached' });
  });

  it('says in each red row what is the matter', async () => {
    await card(books.cards[3] ?? '');
    const said: [code: string, sentence: RegExp][] = [
      [books.lent[0] ?? '', /已借出，应还日期 .+登记预约/u],
      [books.reference, /只供馆内阅览/u],
      ['N99999999', /馆里没有条码 N99999999/u],
    ];
    for (const [code, sentence] of said) {
      await scan(code);
      expect(await top().getAttribute('data-mood')).toBe('wrong');
      expect(await top().innerText()).toMatch(sentence);
    }
    await card(books.blocked);
    await page.locator('.blocks').waitFor();
    await scan(books.free[31] ?? '');
    expect(await top().innerText()).toMatch(/现在不能借书|已停用/u);
  });

  it('passes a rule in the row, with a note', async () => {
    await card(books.cards[4] ?? '');
    await scan(books.reference);
    await page.keyboard.press('o');
    await page.locator('.row form input').fill('教师当堂要用');
    await page.keyboard.press('Enter');
    await expect.poll(() => top().getAttribute('data-mood')).toBe('good');
    expect(await top().innerText()).toContain('放行');
  });
});

describe('taking back', () => {
  it('takes back one after the other, and says where each goes', async () => {
    await open('back');
    for (const code of books.free.slice(0, 12)) {
      await scan(code);
      expect(await top().getAttribute('data-mood')).toBe('good');
      expect(await top().innerText()).toMatch(/放回 .+/u);
    }
    await scan(books.free[0] ?? '');
    expect(await top().getAttribute('data-mood')).toBe('attention');
    await top().locator('[data-in-house]').click();
    await expect.poll(() => top().innerText()).toContain('已计入馆内阅览');
  });

  it('keeps a copy for whoever waits, in the slot that is scanned', async () => {
    await scan(books.awaited[0] ?? '');
    await expect.poll(() => top().getAttribute('data-next')).toBe('hold_shelf');
    const slot = books.slots[4] ?? '';
    await scanUntil(at, slot, async () =>
      (await top().innerText()).includes(`已放上预约架 ${slot}`),
    );
    await open('shelf');
    await page.locator('[data-group="waits"] tr', { hasText: slot }).waitFor();
  });

  it('counts the book drop by its day, with the band in sight', async () => {
    await open('back');
    await page.locator('[data-drop-mode]').click();
    await page.locator('[data-day-before]').click();
    await expect.poll(() => page.locator('.band').innerText()).toContain('2018年6月5日');
    await scan(books.free[12] ?? '');
    expect(await top().getAttribute('data-mood')).toBe('good');
    await page.locator('[data-drop-mode]').click();
  });
});

describe('renewing and leaving', () => {
  it('renews all loans of a reader, with a result in each row', async () => {
    await open('renew');
    await page.locator('[data-reader]').waitFor();
    await card(books.cards[2] ?? '');
    await page.locator('tr[data-loan]').nth(9).waitFor();
    await page.getByLabel('全部选中').check();
    await page.locator('[data-renew]').click();
    // Lent today: a renewal would not give a single day.
    await expect.poll(() => page.locator('tr[data-loan] .wrong').count()).toBe(10);
  });

  it('stops at the exit what is on loan to nobody', async () => {
    await open('phone');
    await scan(books.free[40] ?? '');
    expect(await top().innerText()).toContain('没有借给任何人');
    await scan(books.free[20] ?? '');
    expect(await top().innerText()).toContain('可以放行');
  });

  it('without an error on the console or against the policy', () => {
    expect(problems).toEqual([]);
  });
});
