// What can be said to the simulator of readers on its command line.

import { parseArgs } from 'node:util';

/** How the campus is to behave. */
export interface CampusStart {
  /** Where the service is. */
  address: string;
  /** Requests a minute, on a usual morning. */
  rate: number;
  /** Seed and scale of the demonstration library, which say what cards its readers have. */
  seed: number | null;
  scale: number;
  /** Makes a run repeatable; null = another one each time. */
  dice: number | null;
  /** One reader comes, and that is all. */
  once: boolean;
  /** When it ends: so many seconds after the start, or at an instant of real time; null = never. */
  until: { seconds: number } | { instant: string } | null;
  /** So many readers at once, as fast as they can; null = the gentle flow. */
  load: number | null;
  /** Says nothing of a service that does not answer yet. */
  wait: boolean;
}

/** What the terminal shows on `--help`. */
export const USAGE = `Usage: npm run readers -- [options]
  --address URL   where the service is (otherwise http://127.0.0.1:4180)
  --rate N        requests a minute (otherwise 2: one every 20 to 40 seconds)
  --seed N, --scale N   those of the demonstration library, if not the usual ones
  --dice N        the same course of things each time
  --once          one reader comes, asks for one thing, and that is all
  --until T       ends after 90s, 30m or 2h, or at an instant (2026-01-01T12:00:00Z)
  --load N        so many readers at once, without a pause: how much the service bears
  --wait          the service may not be there yet
  --help          print this
Only for the demonstration library: each reader's PIN is the last six digits of the card.`;

const OPTIONS = {
  address: { type: 'string' },
  rate: { type: 'string' },
  seed: { type: 'string' },
  scale: { type: 'string' },
  dice: { type: 'string' },
  once: { type: 'boolean' },
  until: { type: 'string' },
  load: { type: 'string' },
  wait: { type: 'boolean' },
  help: { type: 'boolean' },
} as const;

function number(name: string, text: string | undefined, least: number, most: number) {
  if (text === undefined) return null;
  const value = Number(text);
  if (text.trim() !== '' && value >= least && value <= most) return value;
  throw new Error(`${name} wants a number from ${least} to ${most}, not "${text}".`);
}

const UNITS: Record<string, number> = { s: 1, m: 60, h: 3600 };

function untilOf(text: string | undefined): CampusStart['until'] {
  if (text === undefined) return null;
  const [, count, unit = 's'] = /^(\d{1,6})([smh])?$/u.exec(text) ?? [];
  if (count !== undefined) return { seconds: Number(count) * (UNITS[unit] ?? 1) };
  if (Number.isNaN(Date.parse(text))) {
    throw new Error(`--until wants 90s, 30m, 2h or an instant, not "${text}".`);
  }
  return { instant: text };
}

function addressOf(text = 'http://127.0.0.1:4180'): string {
  const url = URL.parse(text);
  if (!url || !/^https?:$/u.test(url.protocol)) {
    throw new Error(`--address wants http://… or https://…, not "${text}".`);
  }
  return url.href.replace(/\/+$/u, '');
}

/**
 * Reads the command line; null when only help is asked for.
 * @throws Error with a sentence for the person at the terminal
 */
export function readCampusStart(words: readonly string[]): CampusStart | null {
  const { values } = parseArgs({ args: [...words], options: OPTIONS, strict: true });
  if (values.help) return null;
  return {
    address: addressOf(values.address),
    rate: number('--rate', values.rate, 0.01, 600) ?? 2,
    seed: number('--seed', values.seed, 0, 2 ** 31 - 1),
    scale: number('--scale', values.scale, 1, 200) ?? 1,
    dice: number('--dice', values.dice, 0, 2 ** 31 - 1),
    once: values.once ?? false,
    until: untilOf(values.until),
    load: number('--load', values.load, 1, 2000),
    wait: values.wait ?? false,
  };
}
