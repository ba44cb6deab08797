// A reader with the readers' page on a phone's screen, worked as a thumb does.

import type { Browser, Page } from 'playwright-core';
import { openPage } from './chromium.ts';

/** A phone's screen. */
export const PHONE = { width: 390, height: 844 };

/** Digits of a demonstration card that are its PIN. */
const PIN = 6;

/** Cards that the sign-in page names in the demonstration. */
export async function demoCards(address: string): Promise<string[]> {
  const answer = await fetch(`${address}/v1/reader/about`);
  return ((await answer.json()) as { demoCards: string[] }).demoCards;
}

/** A title as the service tells it, as far as a test wants to choose one. */
export interface FoundTitle {
  id: string;
  title: string;
  copies: { id: string; barcode: string; campus: string; status: string }[];
}

/** Opens the page in a browser context of its own. */
export async function readersPage(browser: Browser, address: string) {
  const { page, problems } = await openPage(browser, `${address}/m`, {
    viewport: PHONE,
    hasTouch: true,
  });
  page.setDefaultTimeout(15_000);
  const go = async (path: string) => {
    await page.goto(`${address}/m#/${path}`);
    await page.locator('h1').waitFor();
  };
  /** Asks the service with the token of this page, to choose what is clicked; waits where that is too often. */
  const ask = async <T>(path: string): Promise<T> => {
    const { status, wait, body } = await page.evaluate(async (asked) => {
      const { token } = JSON.parse(sessionStorage.getItem('shutai-reader') ?? '{}') as {
        token: string;
      };
      const answer = await fetch(`v1/reader/${asked}`, {
        headers: { authorization: `Bearer ${token}` },
      });
      const seconds = Number(answer.headers.get('retry-after') ?? 0);
      return { status: answer.status, wait: seconds, body: (await answer.json()) as unknown };
    }, path);
    if (status === 429) {
      await page.waitForTimeout(wait * 1000);
      return ask(path);
    }
    if (status !== 200) throw new Error(`${path}: ${status} ${JSON.stringify(body)}`);
    return body as T;
  };
  return {
    page,
    problems,
    go,
    ask,
    async signIn(card: string, pin = card.slice(-PIN)) {
      await page.locator('input[name="card"]').fill(card);
      await page.locator('input[name="pin"]').fill(pin);
      await page.locator('form button.main').click();
    },
    /** Titles that a search finds, with their copies. */
    async titles(text: string, most: number): Promise<FoundTitle[]> {
      const { rows } = await ask<{ rows: { id: string; title: string }[] }>(
        `titles?limit=50&text=${encodeURIComponent(text)}`,
      );
      const found: FoundTitle[] = [];
      for (const { id, title } of rows.slice(0, most)) {
        const { copies } = await ask<{ copies: FoundTitle['copies'] }>(`titles/${id}`);
        found.push({ id, title, copies });
      }
      return found;
    },
    /** Chooses in a field by its value. */
    choose: (name: string, value: string) =>
      page.locator(`select[name="${name}"]`).selectOption(value),
    send: () => page.locator('form button.main').click(),
    said: () => page.locator('.said').innerText(),
    main: () => page.locator('main').innerText(),
    close: () => page.context().close(),
  };
}
/** One reader at the page. */
export type ReadersPage = Awaited<ReturnType<typeof readersPage>>;

/** Two readers of the demonstration, each signed in on a phone of their own. */
export async function twoReaders(
  browser: Browser,
  address: string,
): Promise<[ReadersPage, ReadersPage]> {
  const [one = '', two = ''] = await demoCards(address);
  const signedIn = async (card: string) => {
    const reader = await readersPage(browser, address);
    await reader.signIn(card);
    await reader.page.locator('nav.tabs').waitFor();
    return reader;
  };
  return [await signedIn(one), await signedIn(two)];
}

/** Waits until a page shows a text. */
export async function shows(page: Page, text: RegExp | string): Promise<void> {
  await page.getByText(text).first().waitFor();
}
