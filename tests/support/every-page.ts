// What every page has to stand, in one language: axe, nothing cut, no raw words, no errors, at 1280×800.

import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { launchBrowser, openPage } from './chromium.ts';
import { COUNTER_STOPS } from './counter-pages.ts';
import { startDesk } from './desk.ts';
import type { StartedDesk } from './desk.ts';
import { findings } from './looks.ts';
import { cnmarc } from './marc-file.ts';
import { queueDesk } from './queue-desk.ts';
import { SECTIONS } from '../../src/renderer/pages/figures/sections.ts';
import { QUEUE_NAMES } from '../../src/shared/queues/request.ts';

/** What a language is called in the switch. */
const LANGUAGES = { zh: '中文', en: 'English' } as const;
type Language = keyof typeof LANGUAGES;

const PARTS = 'desk desks staff policy calendar place reason template fund vendor readers'.split(
  ' ',
);

/** A page by its address, what shows that it stands, and what is opened on it before it is looked at. */
interface Stop {
  to: string;
  stands: string;
  open?: (page: Page) => Promise<void>;
}

/** Opens the first row of the page's list. */
async function firstRow(page: Page): Promise<void> {
  await page.locator('[role="row"]').first().click();
}

async function opened(page: Page): Promise<void> {
  await firstRow(page);
  await page.locator('.head .code').waitFor();
}

/** Sends a damaged file, so that every part of the import shows what it can. */
async function lookedThrough(page: Page): Promise<void> {
  const good = cnmarc({ title: '数据库', isbn: '9787302511855', barcodes: ['N99000001'] });
  const buffer = Buffer.concat([good, good.subarray(0, 90)]);
  const file = { name: 'books.iso', mimeType: 'application/octet-stream', buffer };
  await page.locator('input[type="file"]').setInputFiles(file);
  await page.locator('.import summary').click();
  await page.locator('.import .el-button--primary').first().click();
  await page.locator('[data-state="checked"]').waitFor();
}

/** Opens the first crate of the list. */
async function firstCrate(page: Page): Promise<void> {
  await page.locator('button[data-crate]').first().click();
  await page.locator('tr[data-barcode]').first().waitFor();
}

/** Opens the first message, and what it can become. */
async function converting(page: Page): Promise<void> {
  await firstRow(page);
  await page.locator('[data-convert]').click();
  await page.locator('[data-convert-do]').waitFor();
}

/** Opens the first review, and why it might not be shown. */
async function hiding(page: Page): Promise<void> {
  await firstRow(page);
  await page.locator('[data-hide]').click();
  await page.locator('[data-hide-do]').waitFor();
}

/** Scrolls through the figures, since each is drawn when it comes into sight. */
async function allFigures(page: Page): Promise<void> {
  for (const figure of await page.locator('[data-figure]').all()) {
    await figure.scrollIntoViewIfNeeded();
    await figure.locator('[data-save]').first().waitFor();
  }
}

/** Opens the requests behind the first bar. */
async function figureRows(page: Page): Promise<void> {
  await allFigures(page);
  await page.locator('.chart').first().focus();
  await page.keyboard.press('End');
  await page.keyboard.press('Enter');
  await page.locator('[data-total]').waitFor();
}

const STOPS: readonly Stop[] = [
  { to: 'workbench', stands: 'h1' },
  ...QUEUE_NAMES.map((name) => ({ to: `queue/${name}`, stands: '[role="row"]', open: opened })),
  { to: 'rounds', stands: '.preview tbody tr, .preview .empty' },
  { to: 'rounds/hand', stands: '[data-crate]' },
  { to: 'rounds/crates', stands: 'button[data-crate]', open: firstCrate },
  ...COUNTER_STOPS,
  { to: 'search?tab=titles&q=化学', stands: '[role="row"]', open: firstRow },
  { to: 'search?tab=copies&q=N1056', stands: 'h1' },
  { to: 'search?tab=readers&q=王', stands: '.hit' },
  ...['trolley', 'reading', 'inventory', 'practice'].map((tab) => ({
    to: `shelving/${tab}`,
    stands: '.shelving h1',
  })),
  { to: 'feedback/tickets', stands: '[data-ticket]', open: converting },
  { to: 'feedback/suggestions?list=accepted', stands: '[data-suggestion]', open: firstRow },
  { to: 'feedback/suggestions?list=ended', stands: '[data-suggestion]', open: firstRow },
  { to: 'feedback/reviews', stands: '[data-review]', open: hiding },
  ...SECTIONS.map((name) => ({
    to: `figures/${name}`,
    stands: '[data-figure] canvas',
    open: name === 'reallocation' ? figureRows : allFigures,
  })),
  { to: 'staff', stands: '[data-page]' },
  { to: 'staff/groups', stands: '[data-group]' },
  { to: 'figures/reports', stands: '.report img' },
  { to: 'devices', stands: '.devices .columns' },
  { to: 'sync', stands: 'form.join' },
  ...PARTS.map((part) => ({ to: `settings/${part}`, stands: 'a.part[aria-current="page"]' })),
  { to: 'settings/catalogue', stands: '.import', open: lookedThrough },
];

/** Words that a page shows on purpose and that look raw: placeholders of the texts that it lets people edit. */
const MEANT: Record<string, RegExp> = {
  'settings/template': /\{\w+\}/u,
  'settings/policy': /\\d\{\d+\}/u,
};

let desk: StartedDesk;
let browser: Browser;
let page: Page;
let problems: string[];

/** A fresh page that also says on its console what the policy refuses. */
async function open(): Promise<void> {
  ({ page, problems } = await openPage(browser, await desk.freshUrl()));
  await page.evaluate(() => {
    document.addEventListener('securitypolicyviolation', (event) =>
      // eslint-disable-next-line no-console -- the test reads what the page's console says
      console.error(`policy: ${event.violatedDirective} ${event.blockedURI}`),
    );
  });
  await page.locator('.account, .frame').first().waitFor();
  if (await page.locator('.frame').isVisible()) await leave();
}

/** Goes to a page; the rail marks it in the same moment as the page stands. */
async function goTo(to: string): Promise<void> {
  const path = to.split('?')[0] ?? '';
  await page.goto(`${page.url().split('#')[0] ?? ''}#/${to}`);
  const root = path.startsWith('queue/') ? path : (path.split('/')[0] ?? '');
  await page.locator(`.rail a[aria-current="page"][href="#/${root}"]`).waitFor();
}

async function signIn(login: string): Promise<void> {
  const account = page.locator('.account');
  await account.filter({ has: page.getByText(login, { exact: true }) }).click();
  await page.locator('form button[type="submit"]').click();
  await page.locator('.frame').waitFor();
}

async function speak(language: Language): Promise<void> {
  await page.getByRole('radio', { name: LANGUAGES[language] }).focus();
  await page.keyboard.press('Space');
  await page.locator(`html[lang^="${language}"]`).waitFor({ state: 'attached' });
}

async function leave(): Promise<void> {
  await page.getByRole('button', { name: /当前馆员|Signed in/u }).click();
  await page.locator('.ends button').last().click();
  await page.locator('.account').first().waitFor();
}

/** Opens every page and form of a desk in a language; by axe, in light and dark, where asked. */
export function everyPage(language: Language, { axe }: { axe: boolean }): void {
  const look = (meant?: RegExp) => findings(page, { axe, meant });

  beforeAll(async () => {
    desk = await startDesk();
    browser = await launchBrowser();
    await open();
  });
  afterAll(async () => {
    await browser.close();
    await desk.stop();
  });

  it('sign-in', async () => {
    await speak(language);
    expect(await look()).toEqual([]);
  });

  it('joining a service before anybody signs in', async () => {
    const join = { zh: '接入图书馆的中心服务', en: 'Join a library’s central service' }[language];
    await page.getByRole('button', { name: join }).click();
    await page.locator('form.join').waitFor();
    expect(await look()).toEqual([]);
    const back = { zh: '返回登录', en: 'Back to sign-in' }[language];
    await page.getByRole('button', { name: back }).click();
    await page.locator('.account').first().waitFor();
  });

  it('every page of a head of the library', async () => {
    await signIn('head');
    for (const stop of STOPS) {
      await goTo(stop.to);
      await page.locator(stop.stands).first().waitFor();
      await stop.open?.(page);
      expect.soft({ [stop.to]: await look(MEANT[stop.to]) }).toEqual({ [stop.to]: [] });
    }
  });

  it('what a scan opens, the palette and the keys', async () => {
    const at = queueDesk(page);
    // A busy machine may press the keys too slowly for a scanner; then it is scanned again.
    const card = page.locator('aside.card .unknown');
    await expect
      .poll(
        async () => {
          await at.scan('N99999999');
          return card.waitFor({ timeout: 1_500 }).then(
            () => true,
            () => false,
          );
        },
        { timeout: 20_000 },
      )
      .toBe(true);
    expect.soft(await look(), 'an unknown barcode').toEqual([]);
    await page.keyboard.press('Escape');
    await page.locator('aside.card').waitFor({ state: 'detached' });
    for (const key of ['Control+k', '?']) {
      await page.keyboard.press(key);
      await page.getByRole('dialog').waitFor();
      expect.soft(await look(), key).toEqual([]);
      await page.keyboard.press('Escape');
      await page.getByRole('dialog').waitFor({ state: 'detached' });
    }
  });

  it('what a desk librarian fills in', async () => {
    await leave();
    await signIn('desk-n');
    for (const name of QUEUE_NAMES) {
      await goTo(`queue/${name}`);
      await page.locator('[role="row"]').first().waitFor();
      await page.getByRole('grid').focus();
      await page.keyboard.press('+');
      await page.locator('form.submit').waitFor();
      await page.keyboard.press('Control+Enter');
      await page.locator('[aria-invalid="true"]').first().waitFor();
      expect.soft({ [name]: await look() }).toEqual({ [name]: [] });
      await page.keyboard.press('Escape');
    }
  });

  it('a round that is walked, and its list as it is printed', async () => {
    await goTo('rounds');
    await page.locator('.preview tbody tr').first().waitFor();
    await page.locator('[data-start]').click();
    await page.locator('.card .call').waitFor();
    expect.soft(await look(), 'walk').toEqual([]);
    await page.locator('[data-print-list]').click();
    await page.locator('.print-panel img').first().waitFor();
    expect.soft(await look(), 'print').toEqual([]);
    await page.keyboard.press('Escape');
    await page.locator('[data-end="ask"]').click();
    expect.soft(await look(), 'end').toEqual([]);
    await page.locator('[data-end="yes"]').click();
    await page.locator('[data-start]').waitFor();
  });

  it('without an error on the console or against the policy', () => {
    expect(problems).toEqual([]);
  });
}
