// The handover sheet on paper: one page when every part is full, in both languages, and readable from a dark screen.

import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ROOM } from '../../src/renderer/pages/workbench/sheet-room.ts';
import type { Language } from '../../src/shared/words/fill.ts';
import { launchBrowser, openPage } from '../support/chromium.ts';
import { startDesk } from '../support/desk.ts';
import type { StartedDesk } from '../support/desk.ts';
import { queueDesk } from '../support/queue-desk.ts';
import { queueTexts } from '../support/queue-texts.ts';

let desk: StartedDesk;
let browser: Browser;
beforeAll(async () => {
  desk = await startDesk();
  browser = await launchBrowser();
});
afterAll(async () => {
  await browser.close();
  await desk.stop();
});

/** Pages of a PDF. */
const pagesOf = (pdf: Buffer) => pdf.toString('latin1').match(/\/Type\s*\/Page[^s]/gu)?.length ?? 0;

/** The longest words that a state has in a language. */
function longestState(language: Language): string {
  const texts = Object.values(queueTexts(language)).flatMap(({ states }) => Object.values(states));
  return texts.toSorted((a, b) => b.length - a.length)[0] ?? '';
}

/** Fills every part with rows of long words, as many as it has room for, and says of each that there are more. */
async function fillSheet(page: Page, state: string): Promise<void> {
  await page.locator('.sheet [data-part="dueFirst"] tr').first().waitFor({ state: 'attached' });
  await page.evaluate(
    ({ room, words }) => {
      const first = document.querySelector('.sheet [data-part="dueFirst"]');
      const table = first?.querySelector('table');
      const more = first?.querySelector(':scope > p');
      if (!table || !more) throw new Error('the sheet has more that is due than it has room for');
      const model = table.querySelector('tr')?.cloneNode(true) as HTMLElement;
      const cells = ['N1-10412', '管理'.repeat(40), 'TP393.092/1234=2:3', words];
      for (const [index, text] of cells.entries()) {
        const cell = model.children[index];
        if (cell) cell.textContent = text;
      }
      const full = Object.entries(room).map(([name, count]) => {
        const rows = table.cloneNode(true) as HTMLElement;
        const body = rows.querySelector('tbody');
        body?.replaceChildren(...Array.from({ length: count }, () => model.cloneNode(true)));
        return { section: document.querySelector(`.sheet [data-part="${name}"]`), rows };
      });
      const said = more.cloneNode(true);
      for (const { section, rows } of full) {
        section?.querySelectorAll('table, p').forEach((old) => old.remove());
        section?.append(rows, said.cloneNode(true));
      }
    },
    { room: ROOM, words: state },
  );
}

const LANGUAGES = { zh: '中文', en: 'English' } as const;
/** What an A4 sheet has within margins of 12 mm, in pixels. */
const PAPER = { width: 703, height: 1031 };

async function signIn(page: Page, language: Language): Promise<void> {
  await page.locator('.account, .frame').first().waitFor();
  if (await page.locator('.frame').isVisible()) {
    await page.getByRole('button', { name: /当前馆员|Signed in/u }).click();
    await page.locator('.ends button').last().click();
    await page.locator('.account').first().waitFor();
  }
  await page.getByRole('radio', { name: LANGUAGES[language] }).focus();
  await page.keyboard.press('Space');
  await page.locator(`html[lang^="${language}"]`).waitFor({ state: 'attached' });
  await queueDesk(page).as('desk-n', 'N1');
}

describe.each(['zh', 'en'] as const)('the handover sheet in %s', (language) => {
  let page: Page;
  let problems: string[];
  beforeAll(async () => {
    const url = await desk.freshUrl();
    ({ page, problems } = await openPage(browser, url, { colorScheme: 'dark' }));
    await signIn(page, language);
    await page.goto(`${page.url().split('#')[0] ?? ''}#/`);
    await page.locator('html.dark').waitFor({ state: 'attached' });
    await fillSheet(page, longestState(language));
    await page.emulateMedia({ media: 'print', colorScheme: 'dark' });
    await page.setViewportSize(PAPER);
  });
  afterAll(() => page.context().close());

  it('keeps to one page when every part of it is full', async () => {
    await page.screenshot({ path: `out/e2e/handover-${language}.png`, fullPage: true });
    const pdf = await page.pdf({ preferCSSPageSize: true });
    expect(pagesOf(pdf)).toBe(1);
    expect(problems).toEqual([]);
  });

  it('says each state, code, call number and deadline whole', async () => {
    const cut = await page
      .locator('.sheet td:not(.title)')
      .evaluateAll((cells) =>
        cells
          .filter((cell) => cell.scrollWidth > cell.clientWidth)
          .map((cell) => cell.textContent.trim()),
      );
    expect(cut).toEqual([]);
  });

  it('is dark on white from a dark screen', async () => {
    const head = page.locator('.sheet thead th').first();
    const colours = await head.evaluate((cell) => {
      const { color, borderBottomColor } = getComputedStyle(cell);
      return [color, borderBottomColor, getComputedStyle(document.body).backgroundColor];
    });
    expect(colours).toEqual(['rgb(90, 101, 118)', 'rgb(213, 219, 227)', 'rgb(255, 255, 255)']);
  });
});
