// Starts the Electron bundles in the stand-in and hands over their page.
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import { collectProblems } from './chromium.ts';
import type { OpenedPage } from './chromium.ts';
import { ensureBuilt, profileFor, runNode, waitFor, wordsOf } from './desk.ts';
import type { DeskOptions } from './desk.ts';
import { freePort } from './free-port.ts';

/** The desk in its own window, as far as it goes without Electron's runtime. */
export interface StartedShell extends OpenedPage {
  printed(): string;
  stop(): Promise<void>;
}

/** Starts it and waits for the page. */
export async function startShell(options: DeskOptions = {}): Promise<StartedShell> {
  ensureBuilt();
  const { profile, forget } = profileFor(options);
  const port = await freePort();
  const runner = join(import.meta.dirname, 'shell-runner.ts');
  const run = runNode([runner, String(port), ...wordsOf(options, profile)]);
  await waitFor(run, /^(Shown) /mu);
  const browser = await chromium.connectOverCDP(`http://127.0.0.1:${port}`);
  const page = browser
    .contexts()
    .flatMap((context) => context.pages())
    .find((one) => one.url().startsWith('https://desk.shutai.test'));
  if (page === undefined) throw new Error(`No page:\n${run.printed()}`);
  return {
    page,
    problems: collectProblems(page),
    printed: run.printed,
    async stop() {
      await browser.close();
      run.child.kill('SIGINT');
      await run.ended;
      forget();
    },
  };
}
