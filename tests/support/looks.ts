// Looks at a page in light and dark once nothing moves on it any more.

import { expect } from 'vitest';
import type { Page } from 'playwright-core';
import { axeFindings, cutFindings, wordFindings } from './page-checks.ts';

/** Waits until nothing on the page moves: two looks a moment apart see the same. */
async function still(page: Page): Promise<void> {
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

/** Lets the page wear its dark or light colours at once, without the blending in between. */
async function wear(page: Page, theme: 'light' | 'dark'): Promise<void> {
  await page.emulateMedia({ colorScheme: theme });
  const worn = theme === 'dark' ? 'html.dark' : 'html:not(.dark)';
  await page.locator(worn).waitFor({ state: 'attached' });
  await page.evaluate(() => {
    for (const animation of document.getAnimations()) {
      if (animation instanceof CSSTransition) animation.finish();
    }
  });
}

/** How a page is looked at. */
interface Look {
  /** Its colours too, in light and dark; they are the same in every language. */
  colours: boolean;
  /** Words that look raw and are meant to. */
  meant?: RegExp | undefined;
}

/** What is wrong with the page as it stands, a line each; nothing for a page that is in order. */
export async function findings(page: Page, { colours, meant }: Look): Promise<string[]> {
  await still(page);
  await wear(page, 'light');
  const words = (await wordFindings(page)).filter((line) => meant?.test(line) !== true);
  const light = [
    ...(await axeFindings(page, colours ? 'all' : 'colourless')),
    ...(await cutFindings(page)),
    ...words.map((line) => `raw: ${line}`),
  ];
  if (!colours) return light;
  await wear(page, 'dark');
  const found = [...(await axeFindings(page, 'colours')), ...(await cutFindings(page))];
  await wear(page, 'light');
  return [...light, ...found.map((line) => `dark: ${line}`)];
}
