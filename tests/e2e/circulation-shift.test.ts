// A shift at a counter: two hundred scans without the mouse, with all that goes wrong in one, and the ledger after it.

import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DEMO_PASSWORD } from '../../src/demo/about.ts';
import { launchBrowser, openPage } from '../support/chromium.ts';
import { counterBooks } from '../support/counter-books.ts';
import type { CounterBooks } from '../support/counter-books.ts';
import { queueDesk } from '../support/queue-desk.ts';
import { hearTones, shiftScanner, startShiftDesk } from '../support/shift-desk.ts';
import type { Said, ShiftDesk } from '../support/shift-desk.ts';
import { startService } from '../support/together.ts';

let service: Awaited<ReturnType<typeof startService>>;
let desk: ShiftDesk;
let browser: Browser;
let page: Page;
let problems: string[];
let books: CounterBooks;
let scanner: ReturnType<typeof shiftScanner>;
const stops: (() => Promise<unknown>)[] = [];
/** Whose each copy is, as the green rows said. */
const ledger = new Map<string, string>();
/** Readers who were served. */
const readers = new Set<string>();
/** The next copies that nobody has had yet. */
const fresh = (count: number) => books.free.splice(0, count);
const freshOne = () => fresh(1)[0] ?? '';
/** What the first readers took along. */
const lent: string[] = [];

beforeAll(async () => {
  books = counterBooks();
  service = await startService();
  stops.push(service.stop);
  desk = await startShiftDesk(service);
  stops.push(desk.stop);
  browser = await launchBrowser();
  stops.push(() => browser.close());
  ({ page, problems } = await openPage(browser, 'about:blank'));
  await hearTones(page);
  await page.goto(desk.url);
  await queueDesk(page).as('supervisor', 'N1');
  scanner = shiftScanner(page, desk);
});
afterAll(async () => {
  for (const stop of stops.toReversed()) await stop();
});

async function press(...keys: string[]): Promise<void> {
  for (const key of keys) {
    await page.keyboard.press(key);
    // A letter acts when no other key has followed.
    await page.waitForTimeout(90);
  }
}
async function open(tab: string): Promise<void> {
  await page.goto(`${page.url().split('#')[0] ?? ''}#/circulation/${tab}`);
  await page.locator(`[data-tab="${tab}"][aria-selected="true"]`).waitFor();
}
/** Nothing waits to be sent, and everything is read. */
async function settled(): Promise<void> {
  const standing = async () => {
    const { state, waiting, received } = await desk.client['sync.status']({});
    return `${state}, ${waiting + received} open`;
  };
  await expect.poll(standing).toBe('live, 0 open');
}
const rows = () => page.locator('.list > .row').count();

/** A card; gives the reader who is served from then on. */
async function serve(card: string): Promise<string> {
  expect((await scanner.scan(card)).tone).toBe('good');
  const panel = page.locator('[data-reader]');
  await panel.waitFor();
  const reader = (await panel.getAttribute('data-reader')) ?? '';
  readers.add(reader);
  return reader;
}
/** A copy before its reader's card. */
async function waitsForCard(barcode: string): Promise<void> {
  const said = await scanner.scan(barcode);
  expect(said, said.text).toMatchObject({ mood: 'attention', tone: 'attention' });
  expect(said.text).toContain('等待读者证');
}
async function lend(barcode: string, reader: string): Promise<Said> {
  const said = await scanner.scan(barcode);
  expect(said, said.text).toMatchObject({ mood: 'good', tone: 'good' });
  expect(said.text).toMatch(new RegExp(`已借出 .+${barcode}.+应还`, 'u'));
  ledger.set(barcode, reader);
  return said;
}
async function takeBack(barcode: string, next = /放回 .+/u): Promise<Said> {
  const said = await scanner.scan(barcode);
  expect(said, said.text).toMatchObject({ mood: 'good', tone: 'good' });
  expect(said.text).toMatch(new RegExp(`已还 .+${barcode}`, 'u'));
  expect(said.text).toMatch(next);
  ledger.delete(barcode);
  return said;
}
/** A red row with its tone and its sentence. */
async function refused(barcode: string, code: string, sentence: RegExp): Promise<void> {
  const said = await scanner.scan(barcode);
  expect(said, said.text).toMatchObject({ mood: 'wrong', tone: 'wrong', code });
  expect(said.text).toMatch(sentence);
}
/** The same copy once more: one row that counts, and no red. */
async function again(barcode: string): Promise<void> {
  const before = await rows();
  const said = await scanner.scan(barcode);
  expect(said, said.text).toMatchObject({ mood: 'good', tone: 'attention' });
  expect(said.text).toMatch(new RegExp(`${barcode}.+扫到 2 次`, 'u'));
  expect(await rows()).toBe(before);
}

describe('a shift', () => {
  it('lends to one reader after the other, card first or books first', async () => {
    await open('lend');
    for (const [turn, card] of books.cards.slice(0, 5).entries()) {
      const own = fresh(14);
      lent.push(...own);
      const [first = '', second = ''] = own;
      if (turn % 2 === 1) {
        // The last reader's list is done with, so that these wait for the card to come.
        await press('d');
        for (const early of [first, second]) await waitsForCard(early);
      }
      const reader = await serve(card);
      if (turn % 2 === 1) for (const early of [first, second]) ledger.set(early, reader);
      for (const barcode of own.slice(turn % 2 === 1 ? 2 : 0)) await lend(barcode, reader);
      await again(own.at(-1) ?? '');
    }
    expect(ledger.size).toBe(lent.length);
  });

  it('says what is wrong with a reader, a copy, a code, and passes what may be passed, by keys', async () => {
    const wanted = freshOne();
    expect((await scanner.scan(books.blocked)).tone).toBe('wrong');
    await refused(wanted, 'reader_blocked', /读者证已停用（.+）/u);
    expect((await scanner.scan(books.expired)).tone).toBe('wrong');
    await refused(wanted, 'reader_expired', /读者证已于 .+ 到期/u);
    const reader = await serve(books.cards[5] ?? '');
    await refused('N99999999', 'unknown_barcode', /馆里没有条码/u);
    await refused(books.lent[0] ?? '', 'on_loan', /已借出，应还日期/u);
    await refused(books.slots[0] ?? '', 'place_scanned', /架位或地点的码/u);
    await refused(books.reference, 'not_lendable', /只供馆内阅览/u);
    await press('o');
    await page.keyboard.type('教师当堂要用', { delay: 5 });
    // Somebody else's book lands in the gate meanwhile: the note keeps what was typed.
    await lend(freshOne(), reader);
    await page.keyboard.press('Enter');
    await page.locator('.row[data-mood="good"]', { hasText: books.reference }).waitFor();
    ledger.set(books.reference, reader);
    // The row that was asked again has the focus, not the top of the page.
    expect(await page.evaluate(() => document.activeElement?.classList.contains('row'))).toBe(true);
  });

  it('goes on where it was after another page, and hears nothing while it is locked', async () => {
    // Red rows stay through the turns of others; "done" puts away one's own, then, with nobody served, what is left.
    expect(await page.locator('.row[data-mood="wrong"]').count()).toBe(5);
    await press('d');
    await expect.poll(rows).toBe(2);
    await press('d');
    await expect.poll(rows).toBe(0);
    const reader = await serve(books.cards[6] ?? '');
    await lend(freshOne(), reader);
    await press('g', 'w');
    await page.locator('h1', { hasText: '工作台' }).waitFor();
    const next = freshOne();
    await scanner.scan(next);
    await page.locator('aside.card .book h2').waitFor();
    await press('Escape', 'g', 'c');
    await page.locator('[data-reader]').waitFor();
    await lend(next, reader);
    await desk.client['session.lock']({});
    await page.locator('.frame[inert]').waitFor({ state: 'attached' });
    for (const code of fresh(2)) await scanner.lost(code);
    await page.waitForTimeout(300);
    await page.locator('input[type="password"]').fill(DEMO_PASSWORD);
    await page.keyboard.press('Enter');
    await page.locator('.frame:not([inert])').waitFor();
    expect(await rows()).toBe(2);
    await lend(freshOne(), reader);
  });

  it('goes on without the service, marked, and is in order once it is back', async () => {
    await settled();
    await page.locator('[data-offline]').waitFor({ state: 'detached' });
    await service.kill();
    await page.locator('[data-offline]').waitFor({ timeout: 30_000 });
    const reader = await serve(books.cards[7] ?? '');
    const offline = fresh(8);
    for (const barcode of offline) expect((await lend(barcode, reader)).text).toContain('离线记录');
    await open('back');
    for (const barcode of offline.slice(0, 2))
      expect((await takeBack(barcode)).text).toContain('离线记录');
    await service.start();
    await page.locator('[data-offline]').waitFor({ state: 'detached', timeout: 60_000 });
    await expect.poll(() => page.locator('.list', { hasText: '离线记录' }).count()).toBe(0);
  });

  it('takes back what was lent, what is late, what somebody waits for, and what lay in the book drop', async () => {
    expect(await scanner.scan(books.cards[0] ?? '')).toMatchObject({ mood: 'good', tone: 'good' });
    const back = lent.slice(0, 66);
    for (const barcode of back) await takeBack(barcode);
    await again(back.at(-1) ?? '');
    for (const barcode of books.late.slice(0, 5))
      expect((await takeBack(barcode)).text).toMatch(/逾期 \d+ 个开放日/u);
    await takeBack(books.awaited[0] ?? '', /放上预约架/u);
    await again(books.awaited[0] ?? '');
    const slot = books.slots[4] ?? '';
    await scanner.scan(slot);
    await page.locator('.row', { hasText: `已放上预约架 ${slot}` }).waitFor();
    await refused(books.slots[5] ?? '', 'place_scanned', /架位或地点的码/u);
    await press('b', '[');
    await page.locator('.band', { hasText: '2018年6月5日' }).waitFor();
    // Brought on its last day or before: nothing is owed for it.
    for (const barcode of books.late.slice(5, 7)) await takeBack(barcode);
    await press('b');
    expect(await rows()).toBe(back.length + 12);
  });

  it('has lent what the green rows said, and nothing else', async () => {
    await settled();
    const open = await Promise.all(
      [...readers].map(async (readerId) => {
        const panel = await desk.client['circulation.reader']({ readerId });
        return (panel?.loans ?? []).map(({ book }) => [book.barcode, readerId] as const);
      }),
    );
    expect(new Map(open.flat())).toEqual(ledger);
    expect(await desk.client['circulation.cases']({})).toEqual([]);
    expect(scanner.count()).toBeGreaterThan(180);
    expect(problems).toEqual([]);
  });
});
