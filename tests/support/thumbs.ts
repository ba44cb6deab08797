// What a thumb hits on a phone's screen: everything to tap is large enough, and nothing is wider than the screen.

import type { Page } from 'playwright-core';

/** Pixels in both directions that a thumb wants. */
const THUMB = 44;

/** What is too small to tap, or wider than the screen; a line each. A box to tick is as large as its label. */
export function thumbFindings(page: Page): Promise<string[]> {
  return page.evaluate((least) => {
    const small = [...document.querySelectorAll('a, button, input, select, textarea')].flatMap(
      (element) => {
        const isTick = element.matches('[type="checkbox"], [type="radio"]');
        const target = (isTick ? element.closest('label') : null) ?? element;
        const { width, height } = target.getBoundingClientRect();
        const isShown = width > 0 && !element.matches('.skip');
        // Half a pixel is the browser's rounding.
        if (!isShown || Math.min(width, height) > least - 0.5) return [];
        const name = (target.textContent || element.getAttribute('name') || '').trim();
        return [`small: ${element.tagName} “${name}” ${Math.round(width)}×${Math.round(height)}`];
      },
    );
    const isWide = document.documentElement.scrollWidth > innerWidth;
    return isWide ? [...small, 'wider than the screen'] : small;
  }, THUMB);
}
