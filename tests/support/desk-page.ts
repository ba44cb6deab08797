// A desk with the demonstration library and a browser before it, for all the tests of a file.

import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll } from 'vitest';
import { launchBrowser, openPage } from './chromium.ts';
import { startDesk } from './desk.ts';
import type { StartedDesk } from './desk.ts';
import { queueDesk } from './queue-desk.ts';
import type { QueueDesk } from './queue-desk.ts';

/** What stands while the tests of a file run. */
export interface DeskPage {
  readonly page: Page;
  /** Works the page as a librarian does. */
  readonly at: QueueDesk;
  /** What went wrong on the page so far. */
  readonly problems: string[];
}

interface Standing extends DeskPage {
  desk: StartedDesk;
  browser: Browser;
}

async function begin(): Promise<Standing> {
  const desk = await startDesk();
  const browser = await launchBrowser();
  const opened = await openPage(browser, desk.url);
  return { desk, browser, ...opened, at: queueDesk(opened.page) };
}

/** Starts both before the first test and ends them after the last; a test that fails leaves `out/e2e/<name>.png`. */
export function useDeskPage(name: string): DeskPage {
  let standing: Standing | undefined;
  const now = (): Standing => {
    if (!standing) throw new Error('the desk has not started');
    return standing;
  };
  beforeAll(async () => void (standing = await begin()));
  afterAll(async () => {
    await standing?.browser.close();
    await standing?.desk.stop();
  });
  afterEach(async ({ task }) => {
    if (task.result?.state === 'fail') await now().page.screenshot({ path: `out/e2e/${name}.png` });
  });
  return {
    get page() {
      return now().page;
    },
    get at() {
      return now().at;
    },
    get problems() {
      return now().problems;
    },
  };
}
