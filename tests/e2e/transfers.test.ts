// Two readers at a counter: the card of who has the book, the card of who gets it, then the book, all by scans.

import type { Page } from 'playwright-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { counterBooks } from '../support/counter-books.ts';
import type { CounterBooks } from '../support/counter-books.ts';
import { useDeskPage } from '../support/desk-page.ts';
import type { QueueDesk } from '../support/queue-desk.ts';
import { scanUntil } from '../support/scan-until.ts';

const there = useDeskPage('transfers');
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
  await page.locator(`[data-tab="${tab}"][aria-selected="true"]`).waitFor();
}

const step = () => page.locator('[data-passing] [aria-current="step"]').getAttribute('data-step');
const top = () => page.locator('[data-passing] .row').first();

describe('passing a loan on at the desk', () => {
  it('takes two cards and a book, and shows the loan as passed on', async () => {
    await at.as('supervisor', 'N1');
    const [book = ''] = books.free.slice(60);
    const [first = '', second = ''] = books.cards;
    await open('lend');
    await scanUntil(at, first, async () => (await page.locator('[data-reader]').count()) > 0);
    await scanUntil(
      at,
      book,
      async () => (await page.locator('.row[data-mood="good"]').count()) > 0,
    );
    await open('transfers');
    expect(await step()).toBe('from');
    await scanUntil(at, first, async () => (await step()) === 'to');
    await scanUntil(at, second, async () => (await step()) === 'book');
    await scanUntil(at, book, async () => (await page.locator('[data-passing] .row').count()) > 0);
    await expect.poll(() => top().getAttribute('data-mood')).toBe('good');
    expect(await top().innerText()).toMatch(/已转借/u);
    await page.locator('[data-transfer]', { hasText: book }).getByText('已转借').waitFor();
  });

  it('says what is the matter where the book is not the first reader’s', async () => {
    const [, free = ''] = books.free.slice(60);
    const before = await page.locator('[data-passing] .row').count();
    await scanUntil(
      at,
      free,
      async () => (await page.locator('[data-passing] .row').count()) > before,
    );
    await expect.poll(() => top().getAttribute('data-code')).toBe('no_loan');
    expect(await page.locator('[data-passing] .row .why').first().innerText()).toMatch(/。$/u);
    expect(problems).toEqual([]);
  });
});
