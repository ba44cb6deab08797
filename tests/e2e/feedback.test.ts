// Readers' voices from the telephone to the desk and back: a message, a review with a script in it, a suggestion to its first loan.

import { randomUUID } from 'node:crypto';
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { demoLibrary } from '../../src/demo/library.ts';
import { readersOf } from '../../src/demo/readers.ts';
import { launchBrowser, openPage } from '../support/chromium.ts';
import { queueDesk } from '../support/queue-desk.ts';
import type { QueueDesk } from '../support/queue-desk.ts';
import { readersPage } from '../support/readers-page.ts';
import { readerAt, startJoined, startService } from '../support/together.ts';

type Reader = Awaited<ReturnType<typeof readerAt>>;
type Row = Record<string, unknown>;

const SCRIPT = '<img src=x onerror="window.stolen=1"><script>window.stolen=1</script>值得一读';
const ISBN = '9787111213826';
const once = (body: Row = {}) => ({ requestId: randomUUID(), ...body });

let browser: Browser;
let at: QueueDesk;
let page: Page;
let problems: string[];
let first: Reader;
let second: Reader;
let address: string;
let cards: string[];
const stops: (() => Promise<unknown>)[] = [];

/** Cards of readers who may ask for something. */
function activeCards(): string[] {
  const { seed } = demoLibrary({ cardHash: () => '' });
  const places = { campus: (letter: string) => letter } as Parameters<typeof readersOf>[2];
  const readers = readersOf(seed, 14_000, places);
  const all = Array.from({ length: 60 }, (_, n) => 13_900 + n);
  return all.filter(readers.active).map(readers.card);
}

beforeAll(async () => {
  const service = await startService();
  stops.push(service.stop);
  const desk = await startJoined(service, 'North-1');
  stops.push(desk.stop);
  browser = await launchBrowser();
  stops.push(() => browser.close());
  ({ page, problems } = await openPage(browser, desk.url));
  at = queueDesk(page);
  ({ address } = service);
  cards = activeCards();
  const [one = '', two = ''] = cards;
  first = await readerAt(address, one);
  second = await readerAt(address, two);
});
afterEach(async ({ task }) => {
  if (task.result?.state === 'fail') await page.screenshot({ path: 'out/e2e/feedback.png' });
});
afterAll(async () => {
  for (const stop of stops.toReversed()) await stop();
});

async function open(path: string): Promise<void> {
  await page.goto(`${page.url().split('#')[0] ?? ''}#/${path}`);
}
const rows = async (reader: Reader, path: string) =>
  (await reader.get(path))['rows'] as Row[] | undefined;
const ticket = async () => (await rows(first, '/feedback'))?.[0] ?? {};
const wish = async (reader = first) => (await rows(reader, '/suggestions'))?.[0] ?? {};

/** A title of which a copy stands on its shelf, with that copy's barcode. */
async function shelved(
  text: string,
): Promise<{ titleId: string; barcode: string; campus: string }> {
  const found = await rows(first, `/titles?text=${encodeURIComponent(text)}`);
  for (const { id } of found ?? []) {
    const titleId = String(id);
    const { copies } = (await first.get(`/titles/${titleId}`)) as { copies: Row[] };
    const free = copies.find(
      (copy) => copy['status'] === 'on_shelf' && String(copy['barcode']).startsWith('N'),
    );
    if (free && copies.length === 1) {
      return { titleId, barcode: String(free['barcode']), campus: String(free['campus']) };
    }
  }
  throw new Error('no title has one copy on its shelf');
}

describe('a message', () => {
  it('is read, taken and answered at the desk', async () => {
    await first.post('/feedback', once({ text: '缺少一本数据库的书', category: 'resources' }));
    await at.as('desk-n', 'N1');
    await open('feedback/tickets');
    await page.getByText('缺少一本数据库的书').click();
    expect(await page.locator('[data-word]').innerText()).toContain('缺少一本数据库的书');
    await page.locator('[data-take]').click();
    await page.getByText('已由您负责').waitFor();
    await page.locator('textarea[name="answer"]').fill('已经登记，会列入采购。');
    await page.locator('[data-send]').click();
    await page.locator('[data-word].ours').waitFor();
    await expect
      .poll(ticket)
      .toMatchObject({ state: 'answered', answer: '已经登记，会列入采购。' });
  });

  it('is reopened by the reader, and becomes a suggestion of theirs', async () => {
    const { id } = await ticket();
    await first.post(`/feedback/${String(id)}/reopen`, once({ text: '想要的是系统概论' }));
    await page.getByText('重新提出', { exact: true }).first().waitFor();
    await expect.poll(() => page.locator('[data-said]').innerText()).toContain('想要的是系统概论');
    await page.locator('[data-convert]').click();
    await page.locator('input[name="isbn"]').fill('9787111213827');
    await page.locator('input[name="bookTitle"]').fill('数据库系统概论');
    await page.locator('[data-convert-do]').click();
    // A wrong number is said, and nothing typed is lost.
    await page.locator('[data-code="bad_input"]').waitFor();
    await page.locator('input[name="isbn"]').fill(ISBN);
    await page.locator('[data-convert-do]').click();
    await page.locator('[data-link="became"]').waitFor();
    await expect.poll(() => ticket()).toMatchObject({ became: { kind: 'suggestion' } });
    expect(await wish()).toMatchObject({ isbn: ISBN, state: 'sent', first: true });
    await first.post(`/feedback/${String(id)}/confirm`, once());
    // Closed: the words leave the desk, and stay with the reader.
    await expect.poll(() => page.locator('[data-said]').innerText()).toBe('原文不在本台。');
    expect(await ticket()).toMatchObject({
      state: 'closed',
      text: expect.stringContaining('缺少'),
    });
  });
});

describe('a review', () => {
  it('with a script in it is text for whoever looks at it, and for every reader', async () => {
    const { titleId } = await shelved('历史');
    await first.post(`/titles/${titleId}/review`, once({ stars: 4, text: SCRIPT }));
    await open('feedback/reviews');
    await page.locator('[data-review]').first().waitFor();
    await page.getByRole('grid').focus();
    await page.keyboard.press('End');
    await page.keyboard.press('Enter');
    await expect.poll(() => page.locator('[data-review-text]').innerText()).toBe(SCRIPT);
    expect(await page.locator('[data-review-text] *').count()).toBe(0);
    await page.locator('[data-show]').click();
    await page.getByText('已公开。').waitFor();
    await expect
      .poll(() => second.get(`/titles/${titleId}/reviews`))
      .toMatchObject({ stars: 4, rows: [{ text: SCRIPT, own: false }] });
    await open(`search?tab=titles&q=x&title=${titleId}`);
    await expect.poll(() => page.locator('[data-title-reviews]').innerText()).toContain(SCRIPT);
    expect(
      await page.locator('[data-title-reviews] img, [data-title-reviews] script').count(),
    ).toBe(0);
    expect(await page.evaluate(() => 'stolen' in window)).toBe(false);
    const phone = await readersPage(browser, address);
    await phone.signIn(cards[1] ?? '');
    await phone.page.locator('nav').first().waitFor();
    await phone.go(`title/${titleId}`);
    await expect.poll(phone.main).toContain(SCRIPT);
    expect(await phone.page.evaluate(() => 'stolen' in window)).toBe(false);
    expect(phone.problems).toEqual([]);
    await phone.close();
  });
});

describe('a suggestion', () => {
  it('is joined, decided with what the library has in sight, and ordered', async () => {
    await second.post('/suggestions', once({ isbn: ISBN, bookTitle: '数据库系统概论' }));
    await at.as('acquisitions', 'N1');
    await open('feedback/suggestions');
    await page.locator('[role="row"]', { hasText: '数据库系统概论' }).click();
    await page.locator('[data-held]').waitFor();
    await expect
      .poll(() => page.locator('[data-open-suggestion]').innerText())
      .toContain('想要这本书的读者 · 2');
    await page.locator('textarea[name="text"]').fill('教学需要，予以采购。');
    await page.locator('[data-accept]').click();
    await page.locator('select[name="fund"]').selectOption({ index: 1 });
    await page.locator('input[name="price"]').fill('48.00');
    await page.locator('[data-order]').click();
    await expect
      .poll(() => wish())
      .toMatchObject({ state: 'ordered', answer: '教学需要，予以采购。' });
  });

  it('takes no other book for it, and one that came goes to whoever suggested it first', async () => {
    const { titleId, barcode, campus } = await shelved('概论');
    const other = page.locator('[data-code="other_title"]');
    await at.scan(barcode);
    await other.waitFor();
    // A wish without a number, for a book that has come by another way.
    const wished = once({ bookTitle: '一本新到的书', campus });
    await first.post('/suggestions', wished);
    await open('feedback/suggestions?list=sent');
    await page.locator('[role="row"]', { hasText: '一本新到的书' }).click();
    await page.locator('[data-accept]').click();
    await page.locator('[data-order]').waitFor();
    await at.scan(barcode);
    await page.getByText('已登记到馆。').waitFor();
    await expect.poll(() => wish()).toMatchObject({ state: 'arrived', titleId });
    const holds = await rows(first, '/holds');
    expect(holds).toEqual(expect.arrayContaining([expect.objectContaining({ titleId })]));
    // The first loan is the suggester's: nobody else gets the copy by telephone before them.
    await expect(second.post('/loans', once({ barcode }))).rejects.toThrow(/409/u);
    await first.post('/loans', once({ barcode }));
    expect(await rows(first, '/loans')).toEqual(
      expect.arrayContaining([expect.objectContaining({ barcode })]),
    );
  });

  it('leaves no trouble on the page', () => {
    expect(problems).toEqual([]);
  });
});
