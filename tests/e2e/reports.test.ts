// Lists as files and on paper, the monthly report from the screen to paper and Excel, kept ones held against today.

import { readFileSync } from 'node:fs';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchBrowser, openPage } from '../support/chromium.ts';
import { startDesk } from '../support/desk.ts';
import type { StartedDesk } from '../support/desk.ts';
import { queueDesk } from '../support/queue-desk.ts';
import type { QueueDesk } from '../support/queue-desk.ts';
import { queueTexts } from '../support/queue-texts.ts';
import { readCode } from '../support/read-code.ts';
import { readSheet, unzip } from '../support/read-xlsx.ts';

const texts = queueTexts('zh');
let desk: StartedDesk;
let browser: Browser;
let page: Page;
let problems: string[];
let at: QueueDesk;

beforeAll(async () => {
  desk = await startDesk();
  browser = await launchBrowser();
  ({ page, problems } = await openPage(browser, desk.url));
  at = queueDesk(page);
  await at.as('head', 'N1');
});
afterAll(async () => {
  await browser.close();
  await desk.stop();
});

/** What the browser is given to save after a click. */
async function saved(click: () => Promise<void>): Promise<{ name: string; bytes: Buffer }> {
  const [download] = await Promise.all([page.waitForEvent('download'), click()]);
  return { name: download.suggestedFilename(), bytes: readFileSync(await download.path()) };
}
const goTo = (to: string) => page.goto(`${page.url().split('#')[0] ?? ''}#/${to}`);
/** Pages of a PDF. */
const pagesOf = (pdf: Buffer) => pdf.toString('latin1').match(/\/Type\s*\/Page[^s]/gu)?.length ?? 0;

describe('a list', () => {
  it('is saved as Excel with the rows that it shows', async () => {
    await at.open('reallocation');
    await page.getByRole('tab', { name: '全部未结' }).click();
    await page.locator('[role="row"]').first().waitFor();
    const total = Number(
      /\d+/u.exec(await page.getByRole('tab', { name: '全部未结' }).innerText())?.[0],
    );
    await page.locator('[data-export]').click();
    const { name, bytes } = await saved(() => page.locator('[data-format="xlsx"]').click());
    expect(name).toMatch(/^图书调拨-2018-06-0\d\.xlsx$/u);
    const cells = readSheet(bytes);
    expect(cells.get('A1')?.value).toBe('单号');
    expect(cells.has(`A${total + 1}`)).toBe(true);
    expect(cells.has(`A${total + 2}`)).toBe(false);
    await page.locator('.menu [data-format="xlsx"]').waitFor({ state: 'hidden' });
  });

  it('is printed on A4, white in the dark', async () => {
    await page.emulateMedia({ colorScheme: 'dark' });
    await page.locator('[data-export]').click();
    await page.locator('[data-format="paper"]').click();
    await page.locator('.print-panel table tbody tr').first().waitFor();
    await page.emulateMedia({ media: 'print' });
    expect(await page.locator('.rail').isVisible()).toBe(false);
    const colours = await page
      .locator('.print-panel .paper')
      .evaluate((paper) => [
        getComputedStyle(paper).backgroundColor,
        getComputedStyle(paper).color,
      ]);
    expect(colours).toEqual(['rgb(255, 255, 255)', 'rgb(0, 0, 0)']);
    // A grid that is broken over pages lays the footer over the last row.
    const flow = (of: Element) => getComputedStyle(of).display;
    expect(await page.locator('.print-panel article').evaluate(flow)).toBe('block');
    const pdf = await page.pdf({ preferCSSPageSize: true });
    expect(pdf.toString('latin1')).toMatch(/MediaBox \[0 0 59[45]/u);
    await page.emulateMedia({ media: 'screen', colorScheme: 'light' });
    await page.keyboard.press('Escape');
  });
});

describe('a slip', () => {
  // Queue, state and slip; a delivery's second code is its bag.
  it.each([
    ['reallocation', 'approved', 'pull'],
    ['reallocation', 'in_transit', 'transit'],
    ['find_book', 'ready', 'hold'],
    ['delivery', 'packed', 'delivery'],
  ] as const)('of %s, %s: its codes are read back on every paper', async (queue, state, slip) => {
    await at.open(queue);
    await page.getByRole('tab', { name: '全部未结' }).click();
    await page.locator('select[name="state"]').selectOption(state);
    // Rows of other states stand there until the filter has been answered.
    const row = page
      .locator('[role="row"]', { hasText: texts[queue].states[state] ?? state })
      .first();
    await row.click();
    await at.reaches(state);
    const code = await at.code();
    await page.locator('.bar [data-action="slip"]').click();
    await page.locator(`.slip.${slip}`).waitFor();
    const captions = await page.locator('.slip .bar-code figcaption').allInnerTexts();
    const [copy, other] = captions.map((caption) => caption.trim());
    expect(other === code).toBe(slip !== 'delivery');
    for (const paper of ['a4', 'a6', 'receipt']) {
      await page.locator(`button[data-paper="${paper}"]`).click();
      await page.locator(`.paper-${paper}`).waitFor();
      const codes = page.locator('.slip .bar-code img');
      expect(await codes.count()).toBe(2);
      expect(await readCode('code128', codes.first())).toBe(copy);
      expect(await readCode('qr', codes.last())).toBe(other);
    }
    await page.locator('button[data-paper="a4"]').click();
    await page.keyboard.press('Escape');
    await page.locator('.print-panel').waitFor({ state: 'detached' });
  });
});

describe('the monthly report', () => {
  it('says what last month was, beside the month and the year before', async () => {
    await goTo('figures/reports?kind=month&day=2018-05-01');
    await page.locator('.report [data-chapter="reallocation"]').waitFor();
    const row = page
      .locator('.report [data-chapter="reallocation"] tr', { hasText: '新增' })
      .first();
    expect((await row.innerText()).replaceAll(/\s+/gu, ' ')).toContain('302 523 ▼ 42.3%');
    const done = page.locator('.report [data-chapter="reallocation"] .numbers tr', {
      hasText: '已调拨',
    });
    expect(await done.locator('.now').innerText()).toBe('1,205');
  });

  it('is a workbook with a sheet a chapter and numbers as numbers', async () => {
    const { name, bytes } = await saved(() => page.locator('[data-excel]').click());
    expect(name).toBe('月报-2018年5月.xlsx');
    const parts = unzip(bytes);
    const book = parts.get('xl/workbook.xml')?.toString('utf8') ?? '';
    expect([...book.matchAll(/<sheet [^>]*name="([^"]+)"/gu)].map(([, sheet]) => sheet)).toEqual([
      '借阅与读者',
      '图书调拨',
      '帮我找书',
      '先读为快',
      '帮我送书',
      '校区间运送',
    ]);
    expect(parts.get('xl/worksheets/sheet2.xml')?.toString('utf8')).toContain('<v>1205</v>');
  });

  it('prints on a few pages of A4', async () => {
    await page.locator('[data-print-report]').click();
    await page.locator('.print-panel .report img').first().waitFor();
    const pdf = await page.pdf({ preferCSSPageSize: true });
    expect(pdf.toString('latin1')).toMatch(/MediaBox \[0 0 59[45]/u);
    expect(pagesOf(pdf)).toBeLessThanOrEqual(9);
    await page.keyboard.press('Escape');
  });

  it('prints white and whole from a dark screen, as the page stands', async () => {
    await page.emulateMedia({ media: 'print', colorScheme: 'dark' });
    expect(await page.locator('.kept').isVisible()).toBe(false);
    expect(await page.locator('.reports > .bar').isVisible()).toBe(false);
    const desk = page.locator('.reports .desk');
    const worn = (of: Element) => {
      const { backgroundColor, overflowY } = getComputedStyle(of);
      return { backgroundColor, overflowY, isWhole: of.scrollWidth <= of.clientWidth };
    };
    expect(await desk.evaluate(worn)).toEqual({
      backgroundColor: 'rgb(255, 255, 255)',
      overflowY: 'visible',
      isWhole: true,
    });
    await page.emulateMedia({ media: 'screen', colorScheme: 'light' });
  });

  it('is kept, never over another, and held against what is counted today', async () => {
    // The desk may have kept it by itself already.
    const keep = page.locator('[data-keep]');
    if (await keep.isEnabled()) await keep.click();
    await page.locator('[data-kept="2018-05"]').click();
    await page.getByText('今天对同一时段的统计与留存时一致').waitFor();
    expect(await keep.isDisabled()).toBe(true);
    expect(problems).toEqual([]);
  });
});

describe('the workbench', () => {
  it('says why each row is due first, and hands the shift over on one page', async () => {
    await goTo('workbench');
    const first = page.locator('.workbench .item').first();
    await first.waitFor();
    expect(await first.locator('.reason').innerText()).toMatch(/到期|约定|等候/u);
    await page.emulateMedia({ media: 'print' });
    expect(await page.locator('.rail').isVisible()).toBe(false);
    const pdf = await page.pdf({ preferCSSPageSize: true });
    expect(pagesOf(pdf)).toBe(1);
    await page.emulateMedia({ media: 'screen' });
    expect(problems).toEqual([]);
  });
});
