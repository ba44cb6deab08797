// The tabs of circulation with rows of each kind on them, for whoever looks at every page.

import type { Page } from 'playwright-core';

/** Types codes on a tab and waits for what each came to. */
const typed =
  (...codes: string[]) =>
  async (page: Page): Promise<void> => {
    for (const [index, code] of codes.entries()) {
      await page.locator('[data-typed]').fill(code);
      await page.locator('[data-typed]').press('Enter');
      await page.locator('.list > .row').nth(index).waitFor();
      await page.locator('[data-mood="asking"]').waitFor({ state: 'detached' });
    }
  };

async function titleFound(page: Page): Promise<void> {
  await page.locator('[data-find]').fill('化学');
  await page.locator('[data-find]').press('Enter');
  await page.locator('.hit').first().click();
  await page.locator('[data-place]').waitFor();
}

const nothing = typed();
const OPENED: Record<string, (page: Page) => Promise<void>> = {
  lend: typed('N10000015', 'N99999999'),
  back: typed('N10000015', 'N99999999'),
  renew: nothing,
  holds: titleFound,
  shelf: nothing,
  phone: typed('N10000015'),
  transfers: nothing,
  cases: nothing,
};

/** Each tab by its address, what shows that it stands, and what is opened on it. */
export const COUNTER_STOPS = Object.entries(OPENED).map(([tab, open]) => ({
  to: `circulation/${tab}`,
  stands: `[data-tab="${tab}"][aria-selected="true"]`,
  open,
}));
