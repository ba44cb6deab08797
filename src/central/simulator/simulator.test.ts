// A campus of readers against a real service over HTTP, and against one that is away, busy or closed.

import { performance } from 'node:perf_hooks';
import { describe, expect, it } from 'vitest';
import { laneClock } from '../../../tests/support/central-lane.ts';
import { readerHttp } from '../../../tests/support/reader-http.ts';
import type { ReaderHttp } from '../../../tests/support/reader-http.ts';
import { realTimers } from '../../../tests/support/notice-scene.ts';
import { diceOf } from '../../demo/dice.ts';
import { toIsbn13 } from '../../shared/library/isbn.ts';
import { readCampusStart } from './arguments.ts';
import { nextIn, runCampus } from './campus.ts';
import type { CampusParts } from './campus.ts';
import { diceFrom } from './dice.ts';
import { lendingOf } from './lending.ts';
import { runLoad } from './load.ts';
import { phonesOf } from './people.ts';
import type { Reply } from './reader-api.ts';
import { readerApi } from './reader-api.ts';
import { someIsbn, wishOf } from './wishes.ts';

/** Numbers that only look random. */
const numbers = (seed: number) => diceOf(seed, 'reader', 0).unit;

/** Readers 1 to 3 of the model library. */
const cards = { count: 3, card: (index: number) => `180000000${index + 1}`, active: () => true };
const clock = { now: () => '2026-01-05T01:00:00.000Z' };

/** A campus whose waits take no time and end after so many. */
function campus(api: CampusParts['api'], visits: number, seed = 1) {
  const waits: number[] = [];
  const said: string[] = [];
  const parts: CampusParts = {
    api,
    cards,
    dice: diceFrom(numbers(seed)),
    clock,
    pause: async (ms) => waits.push(ms) < visits,
    print: (line) => void said.push(line),
  };
  return { parts, waits, said };
}

async function addressOf(http: ReaderHttp): Promise<string> {
  return http.app.listen({ host: '127.0.0.1', port: 0 });
}

const gentle = { rate: 2, once: false, wait: false };

describe('a campus of readers', () => {
  it('asks for what the library has and has not, follows its requests, and never stumbles', async () => {
    await using http = await readerHttp();
    const api = readerApi(await addressOf(http), realTimers);
    const { parts, said } = campus(api, 60, 4);
    const { made } = await runCampus(parts, gentle);
    const { store } = http.service;
    const requests = await store.reads.page('request', '', 1000);
    const rows = requests.map(({ image }) => JSON.parse(image) as { queue: string; code: string });
    // Every book of this small library stands where its readers are.
    const queues = new Set(rows.map(({ queue }) => queue));
    expect([...queues].toSorted()).toEqual(['delivery', 'find_book', 'purchase']);
    expect(rows).toHaveLength(made);
    expect(rows.every(({ code }) => code.startsWith('W-'))).toBe(true);
    expect(said.join('\n')).toMatch(/cancel W-\d{4}/u);
    expect(said.join('\n')).not.toMatch(/could not sign in|does not answer|bad_body|undefined/u);
    expect(said[0]).toMatch(/^06-06 \d\d:\d\d {2}1800\*\*\*\*0\d {2}/u);
  });

  it('borrows by phone, renews, waits, and passes loans on to a friend', async () => {
    await using http = await readerHttp();
    const api = readerApi(await addressOf(http), realTimers);
    const { service } = http;
    // Everything is done at every visit, and the friend is always there.
    const chances = diceFrom(numbers(5));
    const dice = {
      ...chances,
      chance: (likely: number) => likely !== 0.2,
      pick: <T>(list: readonly T[]) =>
        list.find((each) => each === '数学') ?? chances.pick<T>(list),
    };
    const phones = phonesOf(api);
    const friend = () => phones(cards.card(1));
    const said: string[] = [];
    for (let visit = 0; visit < 8; visit += 1) {
      const lending = { phone: phones(cards.card(0)), dice, friend, campus: 'north' };
      for await (const did of lendingOf(lending)) said.push(`${did.reply.status} ${did.said}`);
      for (const { copyId } of await service.lane.look((world) => world.list('unverifiedLoans'))) {
        await http.staff('desk-a', 'loan.verify', copyId, { scan: copyId.toUpperCase() });
      }
      laneClock.forward(visit % 2 === 0 ? 1 : 24 * 60);
    }
    const told = said.join('\n');
    expect(told).toMatch(/^200 borrowed C\d by phone/mu);
    expect(told).toMatch(/^200 renewed 《/mu);
    expect(told).toMatch(/^200 passed 《[^》]+》 on$/mu);
    const transfers = (await service.store.reads.all('transfer')).map(
      ({ image }) => JSON.parse(image) as { state: string },
    );
    expect(transfers.some(({ state }) => state === 'accepted')).toBe(true);
  });

  it('comes once and goes', async () => {
    await using http = await readerHttp();
    const api = readerApi(await addressOf(http), realTimers);
    const { parts, waits } = campus(api, 9);
    expect(await runCampus(parts, { ...gentle, once: true })).toMatchObject({ troubled: false });
    expect(waits).toEqual([]);
  });

  it('tries again, ever more slowly, where nothing answers, and says so once', async () => {
    const api = readerApi('http://127.0.0.1:9', realTimers);
    const { parts, waits, said } = campus(api, 8);
    expect(await runCampus(parts, gentle)).toEqual({ made: 0, troubled: true });
    expect(waits).toEqual([1000, 2000, 4000, 8000, 16_000, 30_000, 30_000, 30_000]);
    expect(said).toEqual(['The service does not answer; the readers try again.']);
    const waiting = campus(api, 2);
    await runCampus(waiting.parts, { ...gentle, wait: true });
    expect(waiting.said).toEqual([]);
    const once = campus(api, 2);
    expect(await runCampus(once.parts, { ...gentle, once: true })).toMatchObject({
      troubled: true,
    });
  });

  it('comes again when a busy service says so', async () => {
    const busy: Reply = { status: 429, body: { code: 'too_many' }, retryAfter: 7 };
    const { parts, waits, said } = campus({ call: async () => busy }, 2);
    await runCampus(parts, gentle);
    expect(waits).toEqual([7000, 7000]);
    expect(said).toEqual(['The service has too much to do; again in 7 s.']);
  });

  it('is told when its library is another one', async () => {
    await using http = await readerHttp();
    const api = readerApi(await addressOf(http), realTimers);
    const { parts, said } = campus(api, 1);
    await runCampus({ ...parts, cards: { ...cards, card: () => '9999999999' } }, gentle);
    expect(said[0]).toContain('could not sign in');
  });
});

describe('a wish', () => {
  const campusOf = (campus: string, available: number) => ({ campus, held: 1, available });
  const titles = [
    { id: 'here', available: 2, byCampus: [campusOf('north', 1), campusOf('south', 1)] },
    { id: 'there', available: 1, byCampus: [campusOf('north', 0), campusOf('south', 1)] },
    { id: 'out', available: 0, byCampus: [campusOf('south', 0)] },
  ];

  it('is for a book that only the other campus has on its shelves', async () => {
    const reply: Reply = { status: 200, body: { rows: titles }, retryAfter: null };
    const phone = { card: '', get: async () => reply, post: async () => reply };
    const dice = diceFrom(numbers(2));
    const wishing = { phone, dice, campus: 'north', now: '2018-06-06T00:30:00.000Z' };
    expect(await wishOf(wishing, ['reallocation'])).toEqual({
      body: { queue: 'reallocation', kind: 'for_loan', titleId: 'there', targetCampus: 'north' },
    });
  });
});

describe('the load mode', () => {
  it('counts what the service bears, call by call', async () => {
    await using http = await readerHttp({ rates: { reader: { burst: 9999, perSecond: 999 } } });
    const api = readerApi(await addressOf(http), realTimers);
    const began = performance.now();
    const { parts, said } = campus(api, 99);
    const isOver = () => performance.now() - began > 1500;
    const elapsed = () => performance.now() - began;
    const lines = await runLoad({ ...parts, elapsed, isOver }, 3);
    expect(lines.map(({ call }) => call)).toEqual([
      'sign in',
      'search',
      'title',
      'submit',
      'my requests',
      'cancel',
    ]);
    for (const { call, count, perSecond, p50, p99, failed } of lines) {
      expect(count, call).toBeGreaterThan(0);
      expect(perSecond, call).toBeGreaterThan(0);
      expect(p99, call).toBeGreaterThanOrEqual(p50);
      expect(failed, call).toBe(0);
    }
    expect(said.join('\n')).toContain('p99 ms');
  });
});

describe('parts of it', () => {
  it('a reader comes every 20 to 40 seconds by day, more seldom by night', () => {
    const dice = diceFrom(numbers(9));
    const many = (now: string) => Array.from({ length: 200 }, () => nextIn(2, now, dice) / 1000);
    const morning = many('2018-06-06T03:30:00.000Z');
    expect(Math.min(...morning)).toBeGreaterThanOrEqual(20);
    expect(Math.max(...morning)).toBeLessThanOrEqual(40);
    expect(Math.min(...many('2018-06-05T19:30:00.000Z'))).toBeGreaterThan(100);
  });

  it('books that the library lacks have valid numbers', () => {
    const dice = diceFrom(numbers(4));
    for (let count = 0; count < 50; count += 1) {
      const isbn = someIsbn(dice);
      expect(toIsbn13(isbn)).toBe(isbn);
    }
    expect(dice.id()).toMatch(
      /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/u,
    );
  });

  it('the command line is read, and wrong words are told in a sentence', () => {
    expect(readCampusStart([])).toMatchObject({ rate: 2, address: 'http://127.0.0.1:4180' });
    expect(readCampusStart(['--until', '30m', '--load', '50'])).toMatchObject({
      until: { seconds: 1800 },
      load: 50,
    });
    expect(readCampusStart(['--help'])).toBeNull();
    expect(() => readCampusStart(['--rate', 'fast'])).toThrow('--rate wants a number');
    expect(() => readCampusStart(['--address', 'here'])).toThrow('--address wants');
    expect(() => readCampusStart(['--until', 'soon'])).toThrow('--until wants');
  });
});
