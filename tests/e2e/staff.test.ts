// Staff pages on the screen: one's own with rows behind its figures, a remark and its answer, and who has looked.

import type { Page } from 'playwright-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { useDeskPage } from '../support/desk-page.ts';
import type { QueueDesk } from '../support/queue-desk.ts';

const there = useDeskPage('staff');
let page: Page;
let at: QueueDesk;
let problems: string[];
beforeAll(() => void ({ page, at, problems } = there));

async function open(tab: 'own' | 'groups'): Promise<void> {
  await page.goto(`${page.url().split('#')[0] ?? ''}#/staff/${tab}`);
  await page
    .locator(tab === 'own' ? '[data-page]' : '[data-group]')
    .first()
    .waitFor();
}
const card = (figure: string) => page.locator(`[data-figure="${figure}"]`);
const total = () => page.locator('[data-rows-panel] h2').innerText();
const names = () =>
  page
    .locator('[data-person]')
    .evaluateAll((rows) => rows.map((row) => row.getAttribute('data-person') ?? ''));

const WORDS = '五月校区之间的班车停运两周。';
let name: string;

describe('one’s own page', () => {
  it('shows figures with intervals, and as many rows as a figure counts', async () => {
    await at.as('desk-n', 'N1');
    await open('own');
    name = await page.locator('[data-page] h2').first().innerText();
    await expect.poll(() => card('ratio').innerText()).toMatch(/95% 区间 \d\.\d\d–\d\.\d\d/u);
    const said = /(\d+) 个环节/u.exec(await card('ratio').innerText())?.[1] ?? '';
    await card('ratio').locator('[data-rows]').click();
    await expect.poll(total).toBe(`实际与预期之比：${said} 条`);
    expect(await page.locator('[data-row]').count()).toBe(Math.min(50, Number(said)));
    expect(await page.locator('[data-row]').first().innerText()).toMatch(/停留 .+，预期 /u);
    await page.keyboard.press('Escape');
    await page.locator('[data-rows-panel]').waitFor({ state: 'detached' });
    const first = page.locator('[data-task]').first().locator('.link-button');
    const n = await first.innerText();
    await first.click();
    await expect.poll(total).toMatch(new RegExp(`：${n} 条$`, 'u'));
  });

  it('says why a comparison of too few cases is not shown', async () => {
    await page.getByText('30 天', { exact: true }).click();
    await expect
      .poll(() => card('found').locator('[data-hidden]').getAttribute('data-hidden'))
      .toBe('few');
    expect(await card('found').innerText()).toMatch(/不足 30 例，不作比较/u);
  });

  it('keeps what is being written while figures of another period are made', async () => {
    await page.locator('[data-add-remark]').click();
    await page.locator('[data-remarks] textarea').fill('半句');
    const said = page.locator('.who');
    const before = await said.innerText();
    await page.getByText('365 天', { exact: true }).click();
    await expect.poll(() => said.innerText()).not.toBe(before);
    expect(await page.locator('[data-remarks] textarea').inputValue()).toBe('半句');
  });

  it('keeps it too while another page is looked at, until it is given up', async () => {
    await page.goto(`${page.url().split('#')[0] ?? ''}#/figures`);
    await page.locator('[data-figure]').first().waitFor();
    await open('own');
    await expect.poll(() => page.locator('[data-remarks] textarea').inputValue()).toBe('半句');
    await page.locator('[data-cancel]').click();
    await page.locator('[data-remarks] textarea').waitFor({ state: 'detached' });
  });

  it('announces a remark at its figure', async () => {
    await page.locator('[data-add-remark]').click();
    await page.locator('[data-remarks] select').selectOption('effort');
    await page.locator('[data-remarks] textarea').fill('六月起多一人。');
    await page.locator('[data-remarks] form button[type="submit"]').click();
    const told = card('effort').locator('[data-remarked]');
    await expect.poll(() => told.allInnerTexts()).toEqual(['✎ 说明：1 条，见下']);
    await page.getByText('30 天', { exact: true }).click();
  });

  it('takes a remark', async () => {
    await page.locator('[data-add-remark]').click();
    await page.locator('[data-remarks] select').selectOption('ratio');
    await page.locator('[data-remarks] textarea').fill(WORDS);
    await page.locator('[data-remarks] form button[type="submit"]').click();
    const said = page.locator('[data-remark="ratio"]');
    await expect.poll(() => said.locator('.text').allInnerTexts()).toEqual([WORDS]);
  });

  it('of a student assistant shows accuracy and no time', async () => {
    await at.as('assistant-n', 'N1');
    await open('own');
    await page.getByText('学生助管只看准确性与学习进度，不计时。').waitFor();
    await card('scans').waitFor();
    expect(await card('ratio').count()).toBe(0);
    expect(await card('effort').count()).toBe(0);
    expect(await page.getByText('小组与馆员').count()).toBe(0);
  });
});

describe('others’ pages', () => {
  it('are listed by name after the groups; a supervisor sees groups only', async () => {
    await at.as('supervisor', 'N1');
    await open('groups');
    expect(await names()).toEqual([]);
    const share = page.locator('[data-group="desk"] td').nth(4);
    await expect.poll(() => share.first().innerText()).toMatch(/% \(.+–.+%\)/u);
    await at.as('head', 'N1');
    await open('groups');
    const listed = await names();
    expect(listed).toContain(name);
    expect(listed).toEqual(listed.toSorted((a, b) => a.localeCompare(b, 'zh')));
  });

  it('are opened with a record; the remark stands there and is answered', async () => {
    await page.locator(`[data-person="${name}"] button`).click();
    await page.locator('[data-page]').waitFor();
    await page.locator('[data-remark="ratio"]', { hasText: WORDS }).waitFor();
    const ratio = page.locator('[data-remark="ratio"]');
    await ratio.locator('[data-answer]').click();
    await page.locator('[data-remarks] textarea').fill('已核对，属实。');
    await page.locator('[data-remarks] form button[type="submit"]').click();
    const answer = page.locator('blockquote .text');
    await expect.poll(() => answer.allInnerTexts()).toEqual(['已核对，属实。']);
  });

  it('stand as they were after a look at a row, with no other opening', async () => {
    await card('ratio').locator('[data-rows]').click();
    await page.locator('[data-row]').first().click();
    await page.locator('[data-page]').waitFor({ state: 'detached' });
    await page.goBack();
    await page.locator('[data-page] h2', { hasText: name }).waitFor();
    expect(await page.locator('[data-openings] li').allInnerTexts()).toHaveLength(1);
    expect(await page.locator('[data-openings] li').innerText()).not.toMatch(/当天/u);
  });

  it('tell their owner who has looked', async () => {
    await at.as('desk-n', 'N1');
    await open('own');
    await page.locator('blockquote', { hasText: '已核对，属实。' }).waitFor();
    expect(await page.locator('[data-openings] li').count()).toBe(1);
  });

  it('without an error on the console', () => {
    expect(problems).toEqual([]);
  });
});
