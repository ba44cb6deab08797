// Looks at a page as a reviewer does: axe, what is cut, and words that no person should meet.
import axe from 'axe-core';
import type { RunOptions } from 'axe-core';
import type { Page } from 'playwright-core';

const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

/** Only what is wrong is wanted, and no style sheet is fetched a second time. */
const QUICK: RunOptions = { resultTypes: ['violations'], preload: false };

/** Which rules axe goes by: every one, or only those of colours. */
const RULES = {
  all: { ...QUICK, runOnly: { type: 'tag', values: TAGS } },
  colours: { ...QUICK, runOnly: { type: 'rule', values: ['color-contrast'] } },
} satisfies Record<string, RunOptions>;

/** What axe finds, one line a place. It is put into the page once a document. */
export async function axeFindings(page: Page, what: keyof typeof RULES): Promise<string[]> {
  const isThere = await page.evaluate(() => 'axe' in globalThis);
  if (!isThere) await page.evaluate(axe.source);
  const { violations } = await page.evaluate(
    (options) => (globalThis as unknown as { axe: typeof axe }).axe.run(document, options),
    RULES[what],
  );
  return violations.flatMap(({ id, nodes }) =>
    nodes.map((node) => `${id}: ${node.target.join(' ')} ${node.any[0]?.message ?? node.html}`),
  );
}

/** What is cut: a page wider than its window, and text longer than the box that clips it without an ellipsis and a title. */
export function cutFindings(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const root = document.documentElement;
    const found: string[] = [];
    if (root.scrollWidth > root.clientWidth) {
      found.push(`the page is ${root.scrollWidth} wide in a window of ${root.clientWidth}`);
    }
    const clips = (value: string) => value === 'hidden' || value === 'clip';
    const named = (element: Element) =>
      element.closest('[title]') !== null || element.querySelector('[title]') !== null;
    for (const element of document.body.querySelectorAll<HTMLElement>('*')) {
      const style = getComputedStyle(element);
      const size = element.getBoundingClientRect();
      // What is one pixel large is for ears, not for eyes.
      if (size.width < 2 || size.height < 2 || style.visibility === 'hidden') continue;
      const text = [...element.childNodes].some(
        (node) => node.nodeType === Node.TEXT_NODE && node.textContent?.trim(),
      );
      const wide = clips(style.overflowX) && element.scrollWidth > element.clientWidth + 1;
      const high = clips(style.overflowY) && element.scrollHeight > element.clientHeight + 2;
      const clamped = style.webkitLineClamp !== 'none' || style.textOverflow === 'ellipsis';
      if (!text || (!wide && !high) || (clamped && named(element))) continue;
      found.push(
        `cut: ${element.className || element.tagName} "${element.innerText.slice(0, 60)}"`,
      );
    }
    return found;
  });
}

/** Words as a person reads them: no placeholder left open, no key of a word, no code. */
export function wordFindings(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const raw =
      /\{\w+\}|\b[a-z]+_[a-z_]+\b|\b(?:undefined|NaN|null|\[object)\b|\b\w{8}-\w{4}-7\w{3}-/u;
    return document.body.innerText.split('\n').filter((line) => raw.test(line));
  });
}
