// What a desk says about its service, in every state: sentences, choices, keyboard, axe, both languages and themes.

import { readFileSync } from 'node:fs';
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { launchBrowser, openPage } from '../support/chromium.ts';
import { findings } from '../support/looks.ts';
import { startScriptedDesk } from '../support/scripted-desk.ts';
import type { ScriptedDesk } from '../support/scripted-desk.ts';
import { AT_THE_DOOR, STANDINGS, TEXTS } from '../support/sync-stops.ts';
import { MORNING, MORNING_COUNTS } from '../support/sync-morning.ts';
import { infoOf, statusOf, syncScript } from '../support/sync-scene.ts';
import { LETTER_WAIT } from '../../src/renderer/keys/use-keys.ts';
import { refuse } from '../../src/shared/lib/result.ts';

const LANGUAGES = ['zh', 'en'] as const;

let browser: Browser;
let desk: ScriptedDesk;
let page: Page;
let problems: string[] = [];

beforeAll(async () => {
  browser = await launchBrowser();
  desk = await startScriptedDesk({});
});
afterAll(async () => {
  await desk.stop();
  await browser.close();
});
/** What went wrong on any page, and answers that the script lacked. */
const faults: string[] = [];
afterEach(async () => {
  await page?.context().close();
  faults.push(...problems, ...desk.bugs.splice(0));
});

/** Moves on to a row; the next key waits, as a second one at once would be a scanner's. */
async function nextRow(commandId: string | undefined): Promise<void> {
  await page.keyboard.press('j');
  await page.locator(`li.current[data-command="${commandId}"]`).waitFor();
  await page.waitForTimeout(LETTER_WAIT);
}

/** Opens the page in a language, before a desk in that state. */
async function open(to: string, language: 'zh' | 'en' = 'zh', size = { width: 1280, height: 800 }) {
  const look = { language, theme: 'system', sound: false };
  desk.script({ 'memory.get': () => ({ value: look }) });
  ({ page, problems } = await openPage(browser, desk.url(), { viewport: size }));
  page.setDefaultTimeout(15_000);
  if (to === 'door') return;
  await page.locator('.frame').waitFor();
  await page.goto(`${page.url().split('#')[0] ?? ''}#/${to}`);
}

/** Before anybody is signed in the language is chosen on the page. */
async function speak(language: 'zh' | 'en'): Promise<void> {
  await page.locator('main').waitFor();
  const choice = page.getByRole('radio', { name: { zh: '中文', en: 'English' }[language] });
  if (await choice.isVisible()) await choice.locator('..').click();
  await page.locator(`html[lang^="${language}"]`).waitFor({ state: 'attached' });
}

// What axe finds is the same in every language: it looks at one.
describe.each(LANGUAGES)('every standing in %s', (language) => {
  it.each(Object.entries(STANDINGS))('%s', async (_name, stop) => {
    desk.script(syncScript(stop.status, stop.info));
    desk.script(stop.more ?? {});
    await open(stop.to, language);
    await page.locator(stop.stands).first().waitFor();
    await stop.open?.(page, TEXTS[language]);
    expect(await findings(page, { axe: language === 'zh' })).toEqual([]);
  });
});

describe.each(LANGUAGES)('at the door in %s', (language) => {
  it.each(Object.entries(AT_THE_DOOR))('%s', async (_name, stop) => {
    desk.script(syncScript(stop.status, stop.info));
    desk.script(stop.more ?? {});
    await open('door', language);
    await page.locator(stop.stands).first().waitFor();
    await speak(language);
    await stop.open?.(page, TEXTS[language]);
    expect(await findings(page, { axe: language === 'zh' })).toEqual([]);
  });
});

describe('small windows', () => {
  it.each([
    ['1024×640', { width: 1024, height: 640 }],
    ['1280×800 at 150 %', { width: 853, height: 533 }],
  ])('nothing is cut at %s', async (_name, size) => {
    desk.script(syncScript(statusOf(MORNING_COUNTS)));
    await open('sync?tab=refused', 'en', size);
    await page.locator('li[data-command]').first().waitFor();
    expect(await findings(page, { axe: false })).toEqual([]);
    for (const row of MORNING.refused) await nextRow(row.commandId);
    await page.locator('li.current [data-choice="discard"]').waitFor();
  });
});

describe('by keyboard', () => {
  it('puts a refused action away and goes on with the next', async () => {
    let rows = MORNING.refused;
    desk.script({
      ...syncScript(statusOf(MORNING_COUNTS)),
      'sync.list': () => ({ total: rows.length, rows, names: {} }),
      'sync.dismiss': () => {
        rows = rows.slice(1);
        return { ok: true };
      },
    });
    await open('sync?tab=refused');
    await page.locator('li[data-command]').first().waitFor();
    await nextRow(MORNING.refused[0]?.commandId);
    await page.keyboard.press('d');
    await expect
      .poll(() => desk.asked.find(({ name }) => name === 'sync.dismiss')?.input)
      .toEqual({ commandId: MORNING.refused[0]?.commandId });
    desk.tell('outbox');
    await expect.poll(() => page.locator('li[data-command]').count()).toBe(2);
    await expect
      .poll(() => page.evaluate(() => document.activeElement?.getAttribute('data-command')))
      .toBe(MORNING.refused[1]?.commandId);
  });

  it('goes through the tabs with the arrows', async () => {
    desk.script(syncScript(statusOf(MORNING_COUNTS)));
    await open('sync?tab=refused');
    await page.locator('[role="tab"][data-tab="refused"]').focus();
    await page.keyboard.press('ArrowRight');
    await page.locator('[data-tab="exceptions"][aria-selected="true"]').waitFor();
    expect(page.url()).toContain('tab=exceptions');
  });

  it('asks once more before everything is loaded anew, and takes Escape for no', async () => {
    desk.script({ ...syncScript(statusOf()), 'sync.resync': () => ({ ok: true }) });
    await open('sync');
    await page.getByRole('button', { name: TEXTS.zh.reload }).click();
    await expect
      .poll(() =>
        page
          .locator('.confirm button')
          .first()
          .evaluate((one) => one === document.activeElement),
      )
      .toBe(true);
    await page.keyboard.press('Escape');
    await page.locator('.confirm').waitFor({ state: 'detached' });
    expect(desk.asked.some(({ name }) => name === 'sync.resync')).toBe(false);
    await page.getByRole('button', { name: TEXTS.zh.reload }).click();
    await page.locator('.confirm button').first().click();
    await expect.poll(() => desk.asked.some(({ name }) => name === 'sync.resync')).toBe(true);
  });
});

describe('joining', () => {
  const ALONE = {
    state: 'alone',
    address: null,
    log: null,
    desk: { id: 'd', code: 'D1', name: '', campus: null },
  } as const;

  const SENTENCES: Record<string, RegExp> = {
    unreachable: /连不上这个地址/u,
    plain_http: /只能用于本机/u,
    bad_address: /写法不对/u,
    bad_code: /不对，或已经用过、过期/u,
    bad_enroll_code: /接入码不对/u,
    too_old: /请更新程序/u,
    too_new: /请先更新中心服务/u,
    already_joined: /已经接入/u,
    not_served: /还不能接入/u,
  };

  it('says every refusal in a sentence and keeps what was typed', async () => {
    desk.script(syncScript(statusOf(ALONE), infoOf({ joined: false, online: false })));
    await open('sync');
    await page.locator('[name="address"]').fill('https://shutai.example');
    await page.locator('[name="code"]').fill('ABCD-1234');
    await page.locator('[name="name"]').fill('1 号机');
    for (const [code, sentence] of Object.entries(SENTENCES)) {
      desk.script({ 'sync.join': () => refuse(code) });
      await page.locator('[name="name"]').press('Enter');
      await expect.poll(() => page.locator(`[data-code="${code}"]`).innerText()).toMatch(sentence);
    }
    expect(await page.locator('[name="code"]').inputValue()).toBe('ABCD-1234');
  });

  it('on another base offers export and a fresh start, and says what becomes of the work', async () => {
    let given: unknown;
    desk.script({
      ...syncScript(statusOf({ ...ALONE, waiting: 7 }), infoOf({ joined: false, online: false })),
      'sync.join': (input) => {
        given = input;
        if (!input.fresh) return refuse('base_differs', { actions: 7 });
        // Joining signs everybody out.
        desk.script({ 'session.info': () => infoOf({ person: null }) });
        desk.tell('session');
        return { ok: true, deskCode: 'N2', aside: 'outbox-aside.db' };
      },
      'sync.export': () => ({ ok: true, name: 'shutai-D1.json', text: '{"actions":[]}' }),
    });
    await open('sync');
    for (const name of ['address', 'code', 'name']) {
      await page.locator(`[name="${name}"]`).fill('https://shutai.example');
    }
    await page.locator('form.join button[type="submit"]').click();
    await page.locator('[data-code="base_differs"]').waitFor();
    const download = page.waitForEvent('download');
    await page.locator('form.join').getByRole('button', { name: TEXTS.zh.export }).click();
    const file = await download;
    expect(file.suggestedFilename()).toBe('shutai-D1.json');
    expect(readFileSync(await file.path(), 'utf8')).toBe('{"actions":[]}');
    await page.getByRole('button', { name: TEXTS.zh.fresh }).click();
    await page.getByText('7 个操作不会上传').waitFor();
    await page.getByRole('button', { name: TEXTS.zh.freshYes }).click();
    await page.getByText('outbox-aside.db').waitFor();
    expect(given).toMatchObject({ fresh: true });
  });
});

describe('all of it', () => {
  it('went without an error on a console or an answer that the contract does not know', () => {
    expect(faults).toEqual([]);
  });
});
