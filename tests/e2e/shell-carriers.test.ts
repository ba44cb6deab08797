// The same page over both carriers: the loopback host in a browser, and Electron's bundles in the stand-in.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DEMO_PASSWORD } from '../../src/demo/about.ts';
import { launchBrowser, openPage } from '../support/chromium.ts';
import type { OpenedPage } from '../support/chromium.ts';
import { copyDemo, startDesk } from '../support/desk.ts';
import { startShell } from '../support/shell.ts';

type Opened = OpenedPage & { stop(): Promise<void> };

/** One profile for both: what one host leaves, the other opens. */
let profile: string;
beforeAll(async () => {
  profile = mkdtempSync(join(tmpdir(), 'shutai-carriers-'));
  await copyDemo(profile);
});
afterAll(() => rmSync(profile, { recursive: true, force: true }));

async function openLoopback(): Promise<Opened> {
  const desk = await startDesk({ profile });
  const browser = await launchBrowser();
  const opened = await openPage(browser, desk.url);
  const stop = async () => {
    await browser.close();
    await desk.stop();
  };
  return { ...opened, stop };
}

async function signIn(page: Page, login: string): Promise<void> {
  await page.locator('input[name=login]').fill(login);
  await page.locator('input[name=password]').fill(DEMO_PASSWORD);
  await page.locator('button[type=submit]').click();
  await page.locator('nav').first().waitFor();
}

describe.each([
  ['the loopback host', openLoopback],
  ["Electron's bundles", () => startShell({ profile })],
])('%s', (_name, open) => {
  let opened: Opened;
  beforeAll(async () => {
    opened = await open();
  });
  afterAll(() => opened.stop());

  it('shows the sign-in page with the accounts of the demonstration', async () => {
    const { page } = opened;
    await page.locator('input[name=login]').waitFor();
    expect(await page.locator('body').innerText()).toContain('admin');
    expect(await page.title()).toContain('Shutai');
  });

  it('refuses a wrong password in words and keeps what was typed', async () => {
    const { page } = opened;
    await page.locator('input[name=login]').fill('desk-n');
    await page.locator('input[name=password]').fill('not the password');
    await page.locator('button[type=submit]').click();
    await page.locator('[role=alert]').waitFor();
    expect(await page.locator('input[name=login]').inputValue()).toBe('desk-n');
    expect(await page.locator('nav').count()).toBe(0);
  });

  it('signs in, and answers what only a signed-in person may ask', async () => {
    const { page } = opened;
    await signIn(page, 'desk-n');
    await page.locator('nav a[href="#/queue/find_book"]').click();
    await page.getByRole('row').nth(1).waitFor();
    expect(await page.getByRole('row').count()).toBeGreaterThan(1);
  });

  it('finds the same desk, and whoever is signed in, after the page was loaded again', async () => {
    await opened.page.reload();
    await opened.page.locator('nav a[href="#/queue/find_book"]').waitFor();
    await opened.page.getByRole('row').nth(1).waitFor();
    expect(await opened.page.locator('input[name=login]').count()).toBe(0);
  });

  it('keeps its policy without a word of complaint', async () => {
    expect(opened.problems).toEqual([]);
    const blocked = await opened.page.evaluate(async () => {
      const seen: string[] = [];
      document.addEventListener('securitypolicyviolation', (event) =>
        seen.push(event.violatedDirective),
      );
      const script = document.createElement('script');
      script.textContent = 'window.broken = true';
      document.body.append(script);
      await fetch('https://evil.test/').catch(() => undefined);
      await new Promise((later) => setTimeout(later, 50));
      return { seen, ran: 'broken' in window };
    });
    expect(blocked.ran).toBe(false);
    expect(blocked.seen).toEqual(expect.arrayContaining(['script-src-elem', 'connect-src']));
  });

  it('gives the page nothing of Node or Electron', async () => {
    const names = await opened.page.evaluate(() =>
      ['require', 'process', 'module', 'Buffer', 'ipcRenderer'].filter((name) => name in window),
    );
    expect(names).toEqual([]);
  });
});
