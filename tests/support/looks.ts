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
  /** By axe, and in light and dark. What axe looks at is the same in every language: once is enough. */
  axe: boolean;
  /** Words that look raw and are meant to. */
  meant?: RegExp | undefined;
}

/** What stays cut: a page may still be laying itself out when its words stand. */
async function cuts(page: Page): Promise<string[]> {
  const found = await cutFindings(page);
  if (found.length === 0) return found;
  await page.waitForTimeout(500);
  return cutFindings(page);
}

/** What is wrong with the page as it stands, a line each; nothing for a page that is in order. */
export async function findings(page: Page, { axe, meant }: Look): Promise<string[]> {
  await still(page);
  const words = (await wordFindings(page)).filter((line) => meant?.test(line) !== true);
  const raw = words.map((line) => `raw: ${line}`);
  if (!axe) return [...(await cuts(page)), ...raw];
  await wear(page, 'light');
  const light = [...(await axeFindings(page, 'all')), ...(await cuts(page)), ...raw];
  await wear(page, 'dark');
  const dark = [...(await axeFindings(page, 'colours')), ...(await cuts(page))];
  await wear(page, 'light');
  return [...light, ...dark.map((line) => `dark: ${line}`)];
}
