// Every page in Chinese and English, light and dark, at 1280×800: axe, nothing cut, no raw words, no errors.

import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchBrowser, openPage } from '../support/chromium.ts';
import { startDesk } from '../support/desk.ts';
import type { StartedDesk } from '../support/desk.ts';
import { axeFindings, cutFindings, wordFindings } from '../support/page-checks.ts';
import { queueDesk } from '../support/queue-desk.ts';
import { QUEUE_NAMES } from '../../src/shared/queues/request.ts';

/** What a language is called in the switch. */
const LANGUAGES = { zh: '中文', en: 'English' } as const;
type Language = keyof typeof LANGUAGES;

const PARTS = 'desk staff policy calendar place reason template fund vendor'.split(' ');

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

const STOPS: readonly Stop[] = [
  { to: 'workbench', stands: 'h1' },
  ...QUEUE_NAMES.map((name) => ({ to: `queue/${name}`, stands: '[role="row"]', open: opened })),
  { to: 'search?tab=titles&q=化学', stands: '[role="row"]', open: firstRow },
  { to: 'search?tab=copies&q=N1056', stands: 'h1' },
  { to: 'search?tab=readers&q=王', stands: '.hit' },
  { to: 'figures', stands: 'canvas, svg[role="img"]' },
  { to: 'sync', stands: 'h1' },
  ...PARTS.map((part) => ({ to: `settings/${part}`, stands: 'a.part[aria-current="page"]' })),
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

beforeAll(async () => {
  desk = await startDesk();
  browser = await launchBrowser();
});
afterAll(async () => {
  await browser.close();
  await desk.stop();
});

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

/** Waits until nothing on the page moves: two looks a moment apart see the same. */
async function still(): Promise<void> {
  let before = '';
  await expect
    .poll(
      async () => {
        const now = await page.evaluate(() => `${location.hash}${document.body.innerText}`);
        const same = now === before;
        before = now;
        return same && !(await page.locator('[aria-busy="true"]').first().isVisible());
      },
      { interval: 120, timeout: 15_000 },
    )
    .toBe(true);
}

/** Goes to a page; the rail marks it in the same moment as the page stands. */
async function goTo(to: string): Promise<void> {
  const path = to.split('?')[0] ?? '';
  await page.goto(`${page.url().split('#')[0] ?? ''}#/${to}`);
  const root = path.startsWith('queue/') ? path : (path.split('/')[0] ?? '');
  await page.locator(`.rail a[aria-current="page"][href="#/${root}"]`).waitFor();
}

/** Lets the page wear its dark or light colours at once, without the blending in between. */
async function wear(theme: 'light' | 'dark'): Promise<void> {
  await page.emulateMedia({ colorScheme: theme });
  const worn = theme === 'dark' ? 'html.dark' : 'html:not(.dark)';
  await page.locator(worn).waitFor({ state: 'attached' });
  await page.evaluate(() => {
    for (const animation of document.getAnimations()) {
      if (animation instanceof CSSTransition) animation.finish();
    }
  });
}

async function signIn(login: string): Promise<void> {
  const account = page.locator('.account');
  await account.filter({ has: page.getByText(login, { exact: true }) }).click();
  await page.locator('form button[type="submit"]').click();
  await page.locator('.frame').waitFor();
}

/** Looks at the page as it stands, in light and in dark; dark differs in its colours only. */
async function findings(meant?: RegExp): Promise<Record<'light' | 'dark', string[]>> {
  await still();
  await wear('light');
  const words = (await wordFindings(page)).filter((line) => meant?.test(line) !== true);
  const light = [
    ...(await axeFindings(page, 'all')),
    ...(await cutFindings(page)),
    ...words.map((line) => `raw: ${line}`),
  ];
  await wear('dark');
  const dark = [...(await axeFindings(page, 'colours')), ...(await cutFindings(page))];
  await wear('light');
  return { light, dark };
}

const CLEAN = { light: [], dark: [] };

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

describe.each(['zh', 'en'] as const)('pages in %s', (language) => {
  beforeAll(open);
  afterAll(() => page.context().close());

  it('sign-in', async () => {
    await speak(language);
    expect(await findings()).toEqual(CLEAN);
  });

  it('every page of a head of the library', async () => {
    await signIn('head');
    for (const stop of STOPS) {
      await goTo(stop.to);
      await page.locator(stop.stands).first().waitFor();
      await stop.open?.(page);
      expect.soft({ [stop.to]: await findings(MEANT[stop.to]) }).toEqual({ [stop.to]: CLEAN });
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
    expect.soft(await findings(), 'an unknown barcode').toEqual(CLEAN);
    await page.keyboard.press('Escape');
    await page.locator('aside.card').waitFor({ state: 'detached' });
    for (const key of ['Control+k', '?']) {
      await page.keyboard.press(key);
      await page.getByRole('dialog').waitFor();
      expect.soft(await findings(), key).toEqual(CLEAN);
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
      expect.soft({ [name]: await findings() }).toEqual({ [name]: CLEAN });
      await page.keyboard.press('Escape');
    }
  });

  it('without an error on the console or against the policy', () => {
    expect(problems).toEqual([]);
  });
});
