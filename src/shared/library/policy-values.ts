// What a policy's value must be besides its type, so that nothing that the library sets can stop a desk.

import { isIsil } from '../devices/rfid/isil.ts';
import { readRuleLine } from './loan-rules.ts';
import { isZone } from './zone.ts';

/** Why a value of the right type may still not stand. */
export type ValueProblem = 'wrong_format' | 'out_of_range' | 'not_a_pattern';

/** Largest numbers by the ending of the key; instants and sums stay countable. */
const MOST: readonly [RegExp, number][] = [
  [/(?:days|hours)$/u, 3650],
  [/percent$/u, 100],
  [/tries$/u, 20],
  [/price_cap$|confirm_above$|^loan\.(?:fine_per_day|fine_cap|block_fines)$/u, 1_000_000_000],
  [/minutes$|target/u, 1_000_000],
  [/./u, 10_000],
];
/** With none of these a desk would lock at once, a claim lapse as it is made and a loan end as it begins. */
const AT_LEAST_ONE =
  /lock_minutes$|verify_minutes$|^transfer\.minutes$|^claim\.|^loan\.days$|loan_days$|^pickup\.|slot_days$|unlink_days$|tries$|pass_exercises$|forget_seconds$/u;
const CLOCK = '(?:[01]\\d|2[0-3]):[0-5]\\d';
const WINDOW = new RegExp(`^(${CLOCK})-(${CLOCK})$`, 'u');

/** Policies that take one of a few values, each with a word of its own. */
export const POLICY_OPTIONS: Readonly<Record<string, readonly string[]>> = {
  'review.moderation': ['at_once', 'after_look', 'flagged'],
  'notice.language': ['zh', 'en', 'both'],
  'delivery.loan_at': ['hand_over', 'packing'],
  'call_number.scheme': ['clc', 'lc', 'dewey'],
  'call_number.letters': ['before_signs', 'after_signs'],
  'call_number.mark': ['letter', 'first', 'ignored'],
  'call_number.item_letters': ['shorter_first', 'alphabetical'],
  'loan.ledger': ['built_in', 'sip2'],
  'rfid.model': ['iso28560_2', 'iso28560_3'],
};

const OWN_SCHEME = /^\S+=(?:clc|lc|dewey)$/u;

/** An order of the signs of an item line must name each of them. */
function isEverySign(text: string): boolean {
  return [...'-("=<:+.'].every((sign) => text.includes(sign));
}

function isPattern(text: string): boolean {
  try {
    return text !== '' && text.length <= 200 && new RegExp(text, 'u').test('') !== undefined;
  } catch {
    return false;
  }
}

function isDay(text: string): boolean {
  const at = Date.parse(`${text}T00:00:00.000Z`);
  return /^\d{4}-\d\d-\d\d$/u.test(text) && new Date(at || 0).toISOString().startsWith(text);
}

function isWindow(text: string): boolean {
  const [, from = '', to = ''] = WINDOW.exec(text) ?? [];
  return from < to;
}

function areRounds(days: readonly string[]): boolean {
  const numbers = days.map(Number);
  const grow = numbers.every((each, index) => each > (numbers[index - 1] ?? 0) && each <= 365);
  return days.every((each) => /^\d{1,3}$/u.test(each)) && grow && days.length > 0;
}

/** Hours of one day or over midnight. */
const HOURS = new RegExp(`^${CLOCK}-${CLOCK}$`, 'u');

/** Two hexadecimal digits. */
const isByte = (text: string) => /^[\dA-F]{2}$/iu.test(text);

const TEXTS: Record<string, (text: string) => boolean> = {
  'library.zone': isZone,
  'library.name.zh': (text) => text.trim() !== '',
  'library.name.en': (text) => text.trim() !== '',
  'figures.registered_since': (text) => text === '' || isDay(text),
  'purchase.fund_year_end': (text) => isDay(`2019-${text}`),
  'call_number.item_signs': (text) => text.length === 8 && isEverySign(text),
  'notice.quiet_hours': (text) => text === '' || HOURS.test(text),
  'notice.digest_at': (text) => new RegExp(`^${CLOCK}$`, 'u').test(text),
  'rfid.afi_in': isByte,
  'rfid.afi_out': isByte,
  'rfid.dsfid': isByte,
  'rfid.isil': (text) => text === '' || isIsil(text),
};
const LISTS: Record<string, (list: readonly string[]) => boolean> = {
  'find_book.rounds.days': areRounds,
  'notice.overdue_days': (list) => list.length === 0 || areRounds(list),
  'reader.categories': (list) => list.length > 0 && list.every((each) => each.length <= 40),
  'call_number.schemes': (list) => list.every((each) => OWN_SCHEME.test(each)),
  'loan.rules': (list) => list.every((each) => readRuleLine(each) !== null),
  'delivery.slots': (list) => list.length > 0 && list.every(isWindow),
};

function numberProblem(key: string, value: number): ValueProblem | null {
  const least = AT_LEAST_ONE.test(key) ? 1 : 0;
  const most = MOST.find(([ending]) => ending.test(key))?.[1] ?? 0;
  return Number.isInteger(value) && value >= least && value <= most ? null : 'out_of_range';
}

/** Whether a value of the right type may stand for that policy. */
export function valueProblem(key: string, value: unknown): ValueProblem | null {
  if (typeof value === 'number') return numberProblem(key, value);
  if (typeof value === 'string') {
    if (key.startsWith('barcode.')) return isPattern(value) ? null : 'not_a_pattern';
    const fits = POLICY_OPTIONS[key]?.includes(value) ?? TEXTS[key]?.(value) ?? true;
    return fits && value.length <= 200 ? null : 'wrong_format';
  }
  if (!Array.isArray(value)) return null;
  const list = value.map(String);
  const short = list.length <= 200 && list.every((each) => each !== '' && each.length <= 80);
  const unlike = new Set(list).size === list.length;
  return short && unlike && (LISTS[key]?.(list) ?? true) ? null : 'wrong_format';
}
