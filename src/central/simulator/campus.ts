// The gentle flow: readers come one after another as on a campus, more of them by day than by night.

import { instantOf, millis } from '../../shared/lib/time.ts';
import type { Clock } from '../../shared/lib/time.ts';
import { zoneOf } from '../../shared/library/zone.ts';
import type { Dice } from './dice.ts';
import { phonesOf, shownCard, somebody } from './people.ts';
import type { Cards } from './people.ts';
import type { ReaderApi, Reply } from './reader-api.ts';
import { visitOf } from './visit.ts';

/** What a campus is made from. */
export interface CampusParts {
  api: ReaderApi;
  cards: Cards;
  dice: Dice;
  /** Real time. */
  clock: Clock;
  /** Waits so many milliseconds; false when it is time to end. */
  pause(ms: number): Promise<boolean>;
  print(line: string): void;
}

/** Share of the usual rate in each hour of the library's day. */
const HOURS = [
  0.15, 0.1, 0.1, 0.1, 0.1, 0.15, 0.3, 0.6, 1, 1.1, 1.1, 1, 0.8, 0.9, 1.1, 1.1, 1, 0.9, 0.8, 1, 1.1,
  0.9, 0.6, 0.3,
];
const MINUTE = 60_000;
const LONGEST_WAIT = 30_000;

const ZONE = zoneOf('Asia/Shanghai');

/** Day and minutes after midnight in the library's zone. */
function localTime(now: string): { day: string; minutes: number } {
  const day = ZONE.dayOf(now);
  return { day, minutes: Math.floor((millis(now) - millis(ZONE.at(day, 0))) / MINUTE) };
}

/** `06-06 08:03`, as the library's clock shows it. */
function shownTime(now: string): string {
  const { day, minutes } = localTime(now);
  const two = (number: number) => String(number).padStart(2, '0');
  return `${day.slice(5)} ${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
}

/** Milliseconds to the next reader: evenly between two thirds and four thirds of the mean, longer at quiet hours. */
export function nextIn(rate: number, now: string, dice: Dice): number {
  const hour = Math.floor(localTime(now).minutes / 60);
  const mean = MINUTE / rate / (HOURS[hour] ?? 1);
  return Math.round(mean * (2 / 3 + (dice.unit() * 2) / 3));
}

function troubleText({ status, retryAfter }: Reply): string {
  if (status === 0) return 'The service does not answer; the readers try again.';
  if (status === 429) return `The service has too much to do; again in ${retryAfter ?? 1} s.`;
  return `The service answers ${status}; the readers try again.`;
}

/** Milliseconds until the next try: doubled each time, at most half a minute, or as the service says. */
function waitAfter(reply: Reply, tries: number): number {
  const own = Math.min(1000 * 2 ** Math.min(tries, 5), LONGEST_WAIT);
  return reply.retryAfter === null ? own : Math.max(own, reply.retryAfter * 1000);
}

/** Readers come until it is time to end. Gives how many requests they made. */
export async function runCampus(
  parts: CampusParts,
  { rate, once, wait }: { rate: number; once: boolean; wait: boolean },
): Promise<{ made: number; troubled: boolean }> {
  const { api, cards, dice, clock, pause, print } = parts;
  const phones = phonesOf(api);
  /** Milliseconds that the library's clock is ahead. */
  let ahead = 0;
  let made = 0;
  let tries = 0;
  for (;;) {
    const card = somebody(cards, dice);
    const visit = await visitOf(phones(card), dice, () => phones(somebody(cards, dice)));
    if (visit.now !== null) ahead = millis(visit.now) - millis(clock.now());
    const now = instantOf(millis(clock.now()) + ahead);
    for (const said of visit.said) print(`${shownTime(now)}  ${shownCard(card)}  ${said}`);
    made += visit.made;
    const { trouble } = visit;
    if (once && (!trouble || !wait)) return { made, troubled: trouble !== null };
    // Whoever starts service and readers together knows that the first answer takes a while.
    if (trouble && tries === 0 && !(wait && made === 0)) print(troubleText(trouble));
    const ms = trouble ? waitAfter(trouble, tries) : nextIn(rate, now, dice);
    tries = trouble ? tries + 1 : 0;
    if (!(await pause(ms))) return { made, troubled: trouble !== null };
  }
}
