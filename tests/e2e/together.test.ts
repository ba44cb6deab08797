// Service, two desks and a reader, each a program of its own, watched in a real browser while cables are pulled.

import { randomUUID } from 'node:crypto';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { demoLibrary } from '../../src/demo/library.ts';
import { readersOf } from '../../src/demo/readers.ts';
import { launchBrowser, openPage } from '../support/chromium.ts';
import { queueDesk } from '../support/queue-desk.ts';
import type { QueueDesk } from '../support/queue-desk.ts';
import { readerAt, startJoined, startService } from '../support/together.ts';

type Service = Awaited<ReturnType<typeof startService>>;
type Row = Record<string, unknown>;

let service: Service;
let north: QueueDesk;
let south: QueueDesk;
let browser: Browser;
const stops: (() => Promise<unknown>)[] = [];

beforeAll(async () => {
  service = await startService();
  stops.push(service.stop);
  const [one, two] = await Promise.all([
    startJoined(service, 'North-1'),
    startJoined(service, 'South-1'),
  ]);
  stops.push(one.stop, two.stop);
  browser = await launchBrowser();
  stops.push(() => browser.close());
  north = queueDesk((await openPage(browser, one.url)).page);
  south = queueDesk((await openPage(browser, two.url)).page);
  await north.as('desk-n', 'N1');
  await south.as('desk-both', 'S1');
});
afterAll(async () => {
  for (const stop of stops.toReversed()) await stop();
});

/** Card of the first reader who may ask for something. */
function activeCard(): string {
  const { seed } = demoLibrary({ cardHash: () => '' });
  const places = { campus: (letter: string) => letter } as Parameters<typeof readersOf>[2];
  const readers = readersOf(seed, 14_000, places);
  const index = Array.from({ length: 40 }, (_, at) => at + 4000).find(readers.active) ?? 0;
  return readers.card(index);
}

/** Asks for a copy that stands at the north campus to be brought there; gives the request's code. */
async function askDelivery(): Promise<string> {
  const reader = await readerAt(service.address, activeCard());
  const choices = (await reader.get('/choices')) as Record<string, Row[]>;
  const isNorth = ({ name }: Row) => (name as { zh: string }).zh === '北校区';
  const campus = choices['campuses']?.find(isNorth)?.['id'];
  const address = choices['addresses']?.find((each) => each['campus'] === campus);
  const slots = choices['slots']?.find((each) => each['campus'] === campus);
  const slot = (slots?.['slots'] as Row[] | undefined)?.[0]?.['slot'];
  const { rows } = (await reader.get(`/titles?text=${encodeURIComponent('历史')}`)) as {
    rows: Row[];
  };
  for (const { id } of rows) {
    const { copies } = (await reader.get(`/titles/${String(id)}`)) as { copies: Row[] };
    const free = copies.find((copy) => copy['status'] === 'on_shelf' && copy['campus'] === campus);
    if (!free) continue;
    const made = await reader.post('/requests', {
      queue: 'delivery',
      requestId: randomUUID(),
      copyId: free['id'],
      address: address?.['id'],
      slot,
    });
    return JSON.stringify(made).match(/W-\d+/u)?.[0] ?? '';
  }
  throw new Error('no copy is free');
}

const central = (desk: QueueDesk) => desk.page.locator('footer a[href$="#/sync"]').first();

describe('together', () => {
  it('a reader’s request comes to both desks by itself', async () => {
    await north.open('delivery');
    await north.page.getByRole('tab', { name: '全部未结' }).click();
    const code = await askDelivery();
    expect(code).toMatch(/^W-\d{4,}$/u);
    await north.open('delivery', code);
    await south.open('delivery', code);
    await expect.poll(() => central(north).innerText()).toContain('在线');
  });

  it('two desks decide without the service; the later one is told who was first, and may choose', async () => {
    const code = await askDelivery();
    await north.open('delivery', code);
    await south.open('delivery', code);
    await service.kill();
    await expect.poll(() => central(north).innerText(), { timeout: 30_000 }).toContain('离线');
    await north.begin('accept');
    await north.send();
    await north.reaches('accepted');
    await expect.poll(() => central(north).innerText()).toContain('1');
    await south.begin('cancel');
    await south.choose('reason', '重复申请');
    await south.send();
    await south.reaches('cancelled');

    await service.start();
    const settled = () =>
      Promise.all([north, south].map((desk) => central(desk).innerText())).then((all) =>
        all.every((text) => text.includes('在线')),
      );
    await expect.poll(settled, { timeout: 60_000 }).toBe(true);
    // Whoever reached the service first was taken; on the other desk the page explains it.
    const refused = (desk: QueueDesk) => desk.page.getByText(/被拒绝|需处理/u).first();
    const loser = await Promise.race(
      [north, south].map((desk) =>
        refused(desk)
          .waitFor({ timeout: 30_000 })
          .then(() => desk),
      ),
    );
    await loser.page.goto(`${loser.page.url().split('#')[0] ?? ''}#/sync`);
    await loser.page.getByRole('heading', { level: 1, name: '同步' }).waitFor();
    const request = loser.page.getByRole('link', { name: new RegExp(code, 'u') }).first();
    await request.waitFor();
    await loser.page.screenshot({ path: 'out/e2e/conflict.png' });
    expect(await loser.page.locator('main').innerText()).toMatch(
      /在它送到中心服务之前，.+已在 \d\d:\d\d (?:取消|受理)了申请/u,
    );
    // The desk shows what the service holds, and offers nothing to take back.
    expect(await loser.page.getByText('可撤销').count()).toBe(0);
    await request.click();
    await loser.reaches(loser === north ? 'cancelled' : 'accepted');
  });
});
