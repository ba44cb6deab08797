// Readers as members at a desk: registered, changed, blocked, let go, merged, and in bulk from a file.

import { mkdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { DEMO_PASSWORD } from '../../src/demo/about.ts';
import { useDeskPage } from '../support/desk-page.ts';
import { findings } from '../support/looks.ts';

const desk = useDeskPage('readers-desk');
const CARD = '2099000017';
const NAME = '欧阳金丝雀';

const go = async (hash: string) => {
  const { page } = desk;
  await page.goto(`${page.url().split('#')[0] ?? ''}#/${hash}`);
};

/** Opens the reader of a card on the search page. */
async function open(card: string): Promise<void> {
  const { page } = desk;
  await go(`search?tab=readers&q=${card}`);
  await page.locator('.hit').first().waitFor();
  await page.locator('.hit').first().click();
  await page.locator('article.detail').waitFor();
}

async function form(name: string): Promise<void> {
  await desk.page.locator(`[data-form="${name}"]`).click();
  await desk.page.locator(`form[data-member="${name}"]`).waitFor();
}

const look = async (name: string) => {
  mkdirSync('out/e2e', { recursive: true });
  expect(await findings(desk.page, { axe: true }), name).toEqual([]);
  await desk.page.screenshot({ path: `out/e2e/readers-${name}.png` });
};

describe('a reader at a desk', () => {
  it('is registered, found by card at once, and masked everywhere', async () => {
    const { page, at } = desk;
    await at.as('desk-n', 'N1');
    await go('search?tab=readers');
    await form('register');
    const field = (name: string) => page.locator(`form[data-member] [name="${name}"]`);
    await page.locator('form[data-member] button[type="submit"]').click();
    await page.getByText('请填写证号、姓名、类别和校区。').waitFor();
    await field('card').fill('7');
    await field('name').fill(NAME);
    await field('phone').fill('13900007777');
    await field('category').selectOption('postgraduate');
    await field('expiresOn').fill('2030-07-01');
    await page.locator('form[data-member] button[type="submit"]').click();
    await page.locator('[data-code="bad_card"]').waitFor();
    await look('register');
    await field('card').fill(CARD);
    await page.locator('form[data-member] button[type="submit"]').click();
    await page.locator('article.detail').waitFor();
    await page.getByText('2030').first().waitFor();
    expect(await page.content()).not.toContain(NAME);
    await page.getByRole('button', { name: '显示完整信息' }).click();
    await page.getByRole('heading', { name: NAME }).waitFor();
  });

  it('is changed, blocked with a reason and let in again', async () => {
    const { page } = desk;
    await open(CARD);
    await form('change');
    await page.locator('[name="category"]').selectOption('teacher');
    await look('change');
    await page.locator('form[data-member="change"] button[type="submit"]').click();
    await page.getByText('已保存。').waitFor();
    await form('block');
    await page.locator('[name="reason"]').selectOption('card_lost');
    await page.locator('form[data-member="block"] button[type="submit"]').click();
    await page.locator('dd', { hasText: '读者证挂失' }).waitFor();
    await look('blocked');
    await page.locator('[data-form="unblock"]').click();
    await page.getByText('已恢复。').waitFor();
    await page.locator('[data-form="block"]').waitFor();
    expect(await page.locator('[data-form="unblock"]').count()).toBe(0);
  });

  it('leaves only once everything open is settled, or a supervisor signs', async () => {
    const { page, at } = desk;
    await at.as('desk-n', 'N1');
    await go('queue/delivery');
    const card = await at.open('delivery').then(async () => {
      await page.getByRole('tab', { name: '全部未结' }).click();
      await page.locator('[role="row"]').first().click();
      await page.getByRole('button', { name: /显示读者信息/u }).waitFor();
      return at.card();
    });
    await open(card);
    await form('depart');
    await page.locator('.thing[data-kind="request"]').first().waitFor();
    await look('departure');
    const submit = page.locator('form[data-member="depart"] button[type="submit"]');
    await submit.click();
    await page.locator('[data-code="departure_open"]').waitFor();
    await page.locator('[name="note"]').fill('提前毕业，书由院系代还');
    await page.locator('[name="second-login"]').fill('supervisor');
    await page.locator('[name="second-password"]').fill(DEMO_PASSWORD);
    await submit.click();
    await page.locator('article.detail header', { hasText: '已离校' }).waitFor();
    expect(await page.locator('[data-form="depart"]').count()).toBe(0);
    await look('left');
    await page.locator('[data-form="restore"]').click();
    await page.locator('[data-form="depart"]').waitFor();
    await page.getByText('已恢复读者资格').waitFor();
  });

  it('has two cards made one by two people, and either card finds the one reader', async () => {
    const { page, at } = desk;
    await at.as('supervisor', 'N1');
    await go('search?tab=readers');
    await form('register');
    const field = (name: string) => page.locator(`form[data-member] [name="${name}"]`);
    await field('card').fill('2099000018');
    await field('name').fill(NAME);
    await field('category').selectOption('teacher');
    await page.locator('form[data-member] button[type="submit"]').click();
    await page.locator('article.detail').waitFor();
    await form('merge');
    await page.locator('[name="into"]').fill(CARD);
    await page.getByRole('button', { name: '查找', exact: true }).click();
    await page.getByText('并入：').waitFor();
    await look('merge');
    await page.locator('[name="second-login"]').fill('desk-n');
    await page.locator('[name="second-password"]').fill(DEMO_PASSWORD);
    await page.locator('form[data-member="merge"] button[type="submit"]').click();
    await page.locator('article.detail', { hasText: '209****17' }).waitFor();
    await go('search?tab=readers&q=2099000018');
    await page.locator('.hit', { hasText: '209****17' }).waitFor();
    expect(desk.problems).toEqual([]);
  });
});

describe('readers from a file', () => {
  it('are looked through, registered, and the same the second time', async () => {
    const { page, at } = desk;
    await at.as('desk-n', 'N1');
    await go('settings/readers');
    const text = `学号,姓名,手机,读者类别,宿舍\n2099000101,赵一,13900000101,本科生,3舍\n2099000102,钱二,13900000102,研究生,4舍\n12,短,,,\n`;
    const file = { name: '新生.csv', mimeType: 'text/csv', buffer: Buffer.from(text) };
    const send = async () => {
      await page.locator('input[type="file"]').setInputFiles(file);
      await page.locator('[data-import="look"]').click();
      await page.locator('[data-state="checked"]').waitFor();
    };
    await send();
    expect(await page.locator('[data-count="new"]').innerText()).toContain('2');
    expect(await page.locator('[data-row="4"]').innerText()).toContain('不符合本馆的证号格式');
    expect(await page.content()).not.toMatch(/赵一|13900000101|2099000101/u);
    await look('import');
    await page.getByRole('button', { name: '登记 2 行' }).click();
    await page.locator('[data-state="done"]').waitFor();
    await page.getByRole('button', { name: '关闭' }).click();
    await send();
    expect(await page.locator('[data-count="same"]').innerText()).toContain('2');
    await page.getByRole('button', { name: '没有要登记的行' }).waitFor();
    expect(desk.problems).toEqual([]);
  });
});
