// A shelf read on the screen, scan by scan, to the report that ends its task; the list outlives leaving and reloading.

import type { Page } from 'playwright-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { useDeskPage } from '../support/desk-page.ts';
import type { QueueDesk } from '../support/queue-desk.ts';

const there = useDeskPage('shelving');
let page: Page;
let at: QueueDesk;
let problems: string[];
beforeAll(() => void ({ page, at, problems } = there));

async function open(tab: string): Promise<void> {
  await page.goto(`${page.url().split('#')[0] ?? ''}#/shelving/${tab}`);
  await page.getByRole('heading', { level: 1, name: '上架' }).waitFor();
}
const count = async () => Number(await page.locator('[data-count]').getAttribute('data-count'));

/** Scans until the list has one more; a busy machine may press the keys too slowly, and a part of a code counts for nothing. */
async function scan(code: string): Promise<void> {
  const before = await count();
  await at.scan(code);
  await expect.poll(count).toBe(before + 1);
}

const collection = () => page.getByLabel('馆藏地', { exact: true });
const range = () => page.getByLabel('架位', { exact: true });

/** Barcodes of the shelf that is chosen in the inventory, in shelf order. */
const missing = () => page.locator('[data-missing] li .link-button').allInnerTexts();

describe('a shelf that is read', () => {
  let barcodes: string[];

  it('is chosen by its task, and its books are known in shelf order', async () => {
    await at.as('desk-n', 'N1');
    await open('reading');
    const task = page.locator('[data-task]').first();
    await task.getByRole('button', { name: '读这一架' }).click();
    await task.getByText('正在读').waitFor();
    const chosen = [await collection().inputValue(), await range().inputValue()];
    await open('inventory');
    await collection().selectOption(chosen[0] ?? '');
    await range().selectOption(chosen[1] ?? '');
    await page.locator('[data-missing] li').nth(7).waitFor();
    barcodes = (await missing()).slice(0, 7);
    expect(new Set(barcodes).size).toBe(7);
  });

  it('shows the fewest moves with their reasons, and what does not belong there', async () => {
    await open('reading');
    const [first = '', ...rest] = barcodes;
    for (const code of [...rest, first, 'N99999999']) await scan(code);
    const move = page.locator('[data-move]');
    await expect.poll(() => move.count()).toBe(1);
    expect(await move.getAttribute('data-move')).toBe(first);
    expect(await move.innerText()).toMatch(/放到最前/u);
    expect(await move.innerText()).toMatch(/在 .+ 之前：.+。/u);
    await page.locator('[data-stranger="unknown"]').waitFor();
  });

  it('keeps what was scanned over another page and a reload', async () => {
    await open('practice');
    await open('reading');
    await expect.poll(count).toBe(8);
    await page.reload();
    await expect.poll(count).toBe(8);
    await page.locator('[data-move]').waitFor();
  });

  it('is reported: what was seen is seen, the task is done, the list is empty', async () => {
    const tasks = await page.locator('[data-task]').count();
    await page.locator('[data-report]').click();
    await expect.poll(count).toBe(0);
    await expect.poll(() => page.locator('[data-task]').count()).toBe(tasks - 1);
    await open('inventory');
    for (const code of barcodes) await scan(code);
    await expect.poll(() => page.locator('[data-count-of="seen"] dd').innerText()).toBe('7');
    const box = page.locator('[data-missing] li input').first();
    await box.check();
    await page.locator('[data-confirm]').click();
    await page.getByText(/已在查找（N1-\d+）/u).waitFor();
  });

  it('without an error on the console', () => {
    expect(problems).toEqual([]);
  });
});
