// A round walked on the screen from its start to the empty crate, by keyboard and scanner, at two desks of one machine.

import type { Page } from 'playwright-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { useDeskPage } from '../support/desk-page.ts';
import type { QueueDesk } from '../support/queue-desk.ts';
import { readCode } from '../support/read-code.ts';
import { scanUntil } from '../support/scan-until.ts';

const there = useDeskPage('rounds');
let page: Page;
let at: QueueDesk;
let problems: string[];
beforeAll(() => void ({ page, at, problems } = there));

const CRATE = 'CR-090';
const shown = () => page.locator('.card');
const said = (mood: string) => page.locator(`[data-mood="${mood}"]`);

async function openRounds(tab = ''): Promise<void> {
  await page.goto(`${page.url().split('#')[0] ?? ''}#/rounds/${tab}`);
  await page.getByRole('heading', { level: 1, name: '拣书' }).waitFor();
}

const codes = () => shown().locator('.code .quiet.mono');
/** Barcode of the stop that is shown. */
const barcode = () => codes().innerText();
const kind = async () => (await shown().locator('.top').innerText()).slice(0, 2);

/** Scans, and waits until the page has said something of that mood. */
async function scan(code: string, mood: string): Promise<void> {
  await at.scan(code);
  await said(mood).waitFor({ timeout: 20_000 });
}

/** Waits until another stop than that one is shown, or none. */
async function leaves(code: string): Promise<void> {
  await expect.poll(() => codes().allInnerTexts(), { timeout: 15_000 }).not.toContain(code);
}

describe('a pick round', () => {
  let moved = '';

  it('is chosen, counted before it is claimed, and started', async () => {
    await at.as('desk-n', 'N1');
    await openRounds();
    await page.locator('.preview tbody tr').first().waitFor();
    const stops = await page.locator('.preview tbody tr').count();
    await page.keyboard.press('Enter');
    await shown().waitFor();
    expect(await page.locator('.list [role="row"] .status').count()).toBeGreaterThanOrEqual(stops);
    // The number of stops that the head counts is the number that the preview promised.
    expect(await page.locator('.progress .words').innerText()).toMatch(/已走 0 \/ \d+ 站/u);
  });

  it('says what is wrong with a wrong book, and prints a list that can be scanned', async () => {
    await scan('N99999999', 'wrong');
    const wanted = await barcode();
    await page.locator('[data-print-list]').click();
    await page.locator('.print-panel .bar-code img').first().waitFor();
    const code = page.locator('.print-panel .bar-code', { hasText: wanted }).locator('img');
    expect(await readCode('code128', code.first())).toBe(wanted);
    await page.keyboard.press('Escape');
    await page.locator('.print-panel').waitFor({ state: 'detached' });
  });

  it('is walked scan by scan: picked, found with its cause by one key, missed with places looked', async () => {
    let missed = 0;
    for (let stop = 0; stop < 60 && (await shown().count()) > 0; stop += 1) {
      const code = await barcode();
      const isSearch = (await kind()) === '找书';
      if (isSearch && missed === 0) {
        missed += 1;
        await page.keyboard.press('w');
        await page.locator('form.form').waitFor();
        await page.getByRole('button', { name: '全选' }).click();
        await page.keyboard.press('Control+Enter');
      } else if (isSearch) {
        const cause = page.locator('[data-cause="misshelved"]');
        await scanUntil(at, code, async () => (await cause.count()) > 0);
        await page.keyboard.press('2');
      } else {
        if ((await shown().locator('.top').innerText()).includes('调拨')) moved = code;
        await scanUntil(at, code, async () => !(await codes().allInnerTexts()).includes(code));
      }
      await leaves(code);
    }
    await page.getByText('架上的都走完了').waitFor();
    expect([missed, moved]).toEqual([1, expect.stringMatching(/\d/u)]);
    expect(await page.locator('.list').getByText('未见').count()).toBe(1);
  });

  it('packs what is in hand into a crate by two scans, and its list is read back by a scanner', async () => {
    await page.getByRole('tab', { name: '手上的书' }).click();
    await page.locator('.hand section .line').first().waitFor();
    await scan(moved, 'attention');
    await scan(CRATE, 'good');
    await at.scan(moved);
    await page.getByText(`${moved} 已装入 ${CRATE}`).waitFor();
    await page.locator('[data-print-crate]').click();
    const head = page.locator('.print-panel article header .bar-code img');
    await head.waitFor();
    expect(await readCode('code128', head)).toBe(CRATE);
    await page.emulateMedia({ media: 'print' });
    expect(await page.locator('.rail').isVisible()).toBe(false);
    expect(await page.locator('.print-panel .paper').isVisible()).toBe(true);
    await page.emulateMedia({ media: 'screen' });
    await page.keyboard.press('Escape');
  });

  it('ends with what was not fetched given back', async () => {
    await page.locator('[data-end="ask"]').click();
    // Copies are in hand still, and that is said before.
    await page.locator('[data-end="yes"]').click();
    await page.locator('[data-start]').waitFor();
    expect(await page.getByRole('tab', { name: '手上的书' }).innerText()).toBe('手上的书');
  });

  it('empties the crate at the other campus, and names what is missing when it is closed early', async () => {
    await at.as('desk-s', 'S1');
    await openRounds('crates');
    await scan(CRATE, 'good');
    await page.locator(`[data-barcode="${moved}"]`).waitFor();
    await page.locator('[data-close="ask"]').click();
    await page.getByText('还有 1 册没有扫到').waitFor();
    await page.locator('.sure').getByRole('button', { name: '取消' }).click();
    await scan('N99999999', 'wrong');
    await at.scan(moved);
    await page.getByText('全部到齐').waitFor();
    await page.locator(`[data-crate="${CRATE}"]`).waitFor({ state: 'detached' });
    // The slip of the request that has arrived, or the next step, is on its own page.
    await page.locator(`[data-barcode="${moved}"] a`).click();
    await page.locator('.head .code').waitFor();
    expect(problems).toEqual([]);
  });

  it('prints a slip whose QR code is the request', async () => {
    await at.open('reallocation');
    await page.getByRole('tab', { name: '全部未结' }).click();
    const row = page.locator('[role="row"]', { hasText: '运送中' }).first();
    await row.click();
    await page.locator('.bar [data-action="slip"]').click();
    const code = await at.code();
    expect(await readCode('qr', page.locator('.slip .bar-code img').last())).toBe(code);
    await page.locator('[data-paper="receipt"]').click();
    await page.locator('.paper-receipt').waitFor();
    const pdf = await page.pdf({ preferCSSPageSize: true });
    // 80 mm are 226.8 points.
    expect(pdf.toString('latin1')).toMatch(/MediaBox \[0 0 22[67]/u);
    expect(problems).toEqual([]);
  });
});
