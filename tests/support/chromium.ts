// Finds a Chromium and opens pages in it: an installed one, else the one inside the npm package.
import { accessSync, constants } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { chromium } from 'playwright-core';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';

const require = createRequire(import.meta.url);
const INSTALLED = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome-stable',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe',
];

/** Quiet and closed: nothing is fetched, nothing stays behind. */
const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

function isProgram(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

interface Candidate {
  executablePath: string;
  env?: Record<string, string>;
}

/** Programs to try, best first. */
async function* candidates(): AsyncGenerator<Candidate> {
  const named = process.env['SHUTAI_CHROMIUM'];
  if (named !== undefined) return yield { executablePath: named };
  for (const executablePath of INSTALLED.filter(isProgram)) yield { executablePath };
  if (process.platform === 'linux') yield* packed();
  return undefined;
}

/** The one in node_modules: as it is, and with the libraries of its own archive for a machine without libnss3. */
async function* packed(): AsyncGenerator<Candidate> {
  const { default: chromium, inflate } = await import('@sparticuz/chromium');
  const executablePath = await chromium.executablePath();
  yield { executablePath };
  const archive = join(dirname(require.resolve('@sparticuz/chromium')), '../bin/al2023.tar.br');
  const libraries = join(await inflate(archive), 'lib');
  const env = { HOME: tmpdir(), PATH: process.env['PATH'] ?? '', LD_LIBRARY_PATH: libraries };
  yield { executablePath, env };
}

/** Another test of the run may be unpacking the program at this moment: it is not to be run before it is whole. */
const BUSY = 'ETXTBSY';
const MOST_WAITS = 40;

/** Without a locale of its own the browser would not write a Chinese name of a file. */
const LOCALE = { LC_ALL: 'C.UTF-8' };

async function launch(candidate: Candidate, args: string[], waits = 0): Promise<Browser> {
  try {
    const env = { ...(candidate.env ?? process.env), ...LOCALE };
    return await chromium.launch({ executablePath: candidate.executablePath, env, args });
  } catch (error) {
    if (!String(error).includes(BUSY) || waits === MOST_WAITS) throw error;
    await new Promise((resolve) => setTimeout(resolve, 250));
    return launch(candidate, args, waits + 1);
  }
}

/**
 * Starts a Chromium without a window. Further flags may be given.
 * @throws Error with the command that installs one
 */
export async function launchBrowser(flags: readonly string[] = []): Promise<Browser> {
  const reasons: string[] = [];
  for await (const candidate of candidates()) {
    try {
      return await launch(candidate, [...FLAGS, ...flags]);
    } catch (error) {
      reasons.push(
        `${candidate.executablePath}: ${String(error).split('\n').slice(0, 3).join(' ')}`,
      );
    }
  }
  throw new Error(
    `No Chromium runs here. Install one ("apt-get install chromium", or "apt-get install libnss3 libnspr4" ` +
      `for the one in node_modules), or name it in SHUTAI_CHROMIUM.\n${reasons.join('\n')}`,
  );
}

/** A page with everything that went wrong on it so far: uncaught errors, console errors, policy violations. */
export interface OpenedPage {
  page: Page;
  problems: string[];
}

/** Opens an address in a context of its own; 1280×800, Chinese and light unless told otherwise. */
export async function openPage(
  browser: Browser,
  url: string,
  options: BrowserContextOptions = {},
): Promise<OpenedPage> {
  const context = await browser.newContext({
    viewport: { width: 1280, height: 800 },
    locale: 'zh-CN',
    colorScheme: 'light',
    ...options,
  });
  const page = await context.newPage();
  const problems = collectProblems(page);
  await page.goto(url);
  return { page, problems };
}

/** Collects what goes wrong on a page from now on. */
export function collectProblems(page: Page): string[] {
  const problems: string[] = [];
  page.on('pageerror', (error) => problems.push(`error: ${error.message}`));
  page.on('console', (message) => {
    if (message.type() === 'error') problems.push(`console: ${message.text()}`);
  });
  return problems;
}
