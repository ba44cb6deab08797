// The load mode: many readers at once, each as fast as the answers come, and what the service made of it.

import { millis } from '../../shared/lib/time.ts';
import type { Dice } from './dice.ts';
import { SEARCHED, phonesOf, somebody } from './people.ts';
import type { Cards, Phone } from './people.ts';
import type { ReaderApi, Reply } from './reader-api.ts';

/** What a load is made from. */
export interface LoadParts {
  api: ReaderApi;
  cards: Cards;
  dice: Dice;
  /** Milliseconds of a clock that only goes forward. */
  elapsed(): number;
  /** Waits; false when it is time to end. */
  pause(ms: number): Promise<boolean>;
  /** Whether it is time to end. */
  isOver(): boolean;
  print(line: string): void;
}

/** How long the answers of one kind of call took, in ms. */
interface Measured {
  times: number[];
  refused: number;
  tooMany: number;
  failed: number;
}

/** One line of the table. */
export interface LoadLine {
  call: string;
  count: number;
  perSecond: number;
  p50: number;
  p99: number;
  refused: number;
  tooMany: number;
  failed: number;
}

function quantile(sorted: readonly number[], share: number): number {
  const at = Math.min(sorted.length - 1, Math.ceil(share * sorted.length) - 1);
  return sorted[Math.max(0, at)] ?? 0;
}

function lineOf(call: string, measured: Measured, seconds: number): LoadLine {
  const { times, refused, tooMany, failed } = measured;
  const sorted = times.toSorted((a, b) => a - b);
  const count = times.length + tooMany + failed;
  return {
    call,
    count,
    perSecond: count / seconds,
    p50: quantile(sorted, 0.5),
    p99: quantile(sorted, 0.99),
    refused,
    tooMany,
    failed,
  };
}

/** Counts the calls of everybody. */
function measuring(elapsed: () => number) {
  const all = new Map<string, Measured>();
  const of = (call: string): Measured => {
    const known = all.get(call);
    if (known) return known;
    const fresh = { times: [], refused: 0, tooMany: 0, failed: 0 };
    all.set(call, fresh);
    return fresh;
  };
  return {
    async timed(call: string, work: () => Promise<Reply>): Promise<Reply> {
      const began = elapsed();
      const reply = await work();
      const measured = of(call);
      if (reply.status === 429) measured.tooMany += 1;
      else if (reply.status === 0 || reply.status >= 500) measured.failed += 1;
      else {
        measured.times.push(elapsed() - began);
        if (reply.status >= 400) measured.refused += 1;
      }
      return reply;
    },
    lines: (ms: number) =>
      [...all].map(([call, measured]) => lineOf(call, measured, Math.max(ms, 1) / 1000)),
  };
}

type Measuring = ReturnType<typeof measuring>;

/** Searches, looks at a title, asks for it and cancels, again and again. */
async function hurry(
  phone: Phone,
  { dice, isOver, pause }: LoadParts,
  { timed }: Measuring,
): Promise<void> {
  while (!isOver()) {
    const text = encodeURIComponent(dice.pick(SEARCHED));
    const found = await timed('search', () => phone.get(`/v1/reader/titles?text=${text}`));
    const rows = (found.body['rows'] ?? []) as { id: string }[];
    if (rows.length > 0) {
      const { id } = dice.pick(rows);
      await timed('title', () => phone.get(`/v1/reader/titles/${id}`));
      const body = { queue: 'find_book', requestId: dice.id(), titleId: id };
      const made = await timed('submit', () => phone.post('/v1/reader/requests', body));
      await timed('my requests', () => phone.get('/v1/reader/requests?which=open'));
      const { results } = made.body as { results?: { request?: { id: string } }[] };
      const request = results?.[0]?.request?.id;
      if (request !== undefined) {
        const cancel = { requestId: dice.id() };
        await timed('cancel', () => phone.post(`/v1/reader/requests/${request}/cancel`, cancel));
      }
    }
    const wait = found.status === 429 || found.status === 0 ? 1000 * (found.retryAfter ?? 1) : 0;
    if (wait > 0 && !(await pause(wait))) return;
  }
}

/** Distinct readers. */
function crowd(cards: Cards, dice: Dice, size: number): string[] {
  const chosen = new Set<string>();
  while (chosen.size < Math.min(size, cards.count / 2)) chosen.add(somebody(cards, dice));
  return [...chosen];
}

const cell = (value: number, digits: number) => value.toFixed(digits).padStart(9);

function printTable(lines: readonly LoadLine[], print: (line: string) => void): void {
  const head = ['count', 'a second', 'p50 ms', 'p99 ms', 'refused', 'too many', 'failed'];
  print(`${'call'.padEnd(12)}${head.map((each) => each.padStart(9)).join('')}`);
  for (const { call, count, perSecond, p50, p99, refused, tooMany, failed } of lines) {
    const numbers = [
      cell(count, 0),
      cell(perSecond, 1),
      cell(p50, 1),
      cell(p99, 1),
      cell(refused, 0),
      cell(tooMany, 0),
      cell(failed, 0),
    ];
    print(`${call.padEnd(12)}${numbers.join('')}`);
  }
}

/** Signs so many readers in, lets them hurry until it is over, and prints what came of it. */
export async function runLoad(parts: LoadParts, size: number): Promise<LoadLine[]> {
  const { api, cards, dice, elapsed, isOver, print } = parts;
  const phones = phonesOf(api);
  const people = crowd(cards, dice, size).map((card) => phones(card));
  print(`${people.length} readers sign in…`);
  const signing = measuring(elapsed);
  const came = elapsed();
  for (const phone of people) {
    if (isOver()) break;
    await signing.timed('sign in', () => phone.get('/v1/reader/me'));
  }
  const began = elapsed();
  const rest = measuring(elapsed);
  print('… and hurry.');
  await Promise.all(people.map((phone) => hurry(phone, parts, rest)));
  const lines = [...signing.lines(began - came), ...rest.lines(elapsed() - began)];
  printTable(lines, print);
  return lines;
}

/** Seconds of a load when nobody says how long. */
export const LOAD_SECONDS = 30;

/** Milliseconds until an instant. */
export function msUntil(instant: string, now: string): number {
  return Math.max(0, millis(instant) - millis(now));
}
