// Every number, list and switch that the library sets; a queue brings its own defaults beside its definition.

import type { Policy } from './entities.ts';
import { valueProblem } from './policy-values.ts';
import type { ValueProblem } from './policy-values.ts';

/** What a policy can be. */
export type PolicyValue = number | boolean | string | string[];

/** Reads policies; a key without a row has its default. Unknown keys and wrong types throw: they are bugs. */
export interface Policies {
  number(key: string): number;
  list(key: string): string[];
  flag(key: string): boolean;
  text(key: string): string;
}

/** Defaults that belong to no single queue. */
export const COMMON_POLICIES: Record<string, PolicyValue> = {
  /** Name of the library, both languages. */
  'library.name.zh': '示范大学图书馆',
  'library.name.en': 'Demonstration University Library',
  'library.zone': 'Asia/Shanghai',
  /** Minutes of a claim at a desk and on a pick round. */
  'claim.desk_minutes': 30,
  'claim.round_minutes': 240,
  /** Minutes in which the actor may undo (rule 8). */
  'undo.actor_minutes': 10,
  /** Idle minutes after which a desk locks. */
  'session.lock_minutes': 10,
  /** Open days that a copy waits on the hold shelf. */
  'pickup.open_days': 3,
  /** Days of a loan that an action of a queue begins. */
  'loan.days': 30,
  /** Categories that a reader can be registered in, by their codes. */
  'reader.categories': ['undergraduate', 'postgraduate', 'teacher', 'staff', 'external'],
  /** Language of notices to readers: `zh`, `en` or `both`. */
  'notice.language': 'zh',
  /** Days before the due date, days after it, and days before a hold ends, when readers are reminded; 0: not at all. */
  'notice.due_soon_days': 3,
  'notice.overdue_days': ['1', '7', '14', '30'],
  'notice.hold_expiring_days': 1,
  /** When nothing is sent (`22:00-07:00`, the library's clock; empty: never), and when a day's digest goes out. */
  'notice.quiet_hours': '22:00-07:00',
  'notice.digest_at': '18:00',
  /** Patterns of what is scanned; `library/barcodes` reads them. */
  'barcode.copy': '^[NS]\\d{8}$',
  'barcode.card': '^\\d{10}$',
  'barcode.crate': '^CR-\\d{3}$',
  'barcode.bag': '^BAG-\\d{4}$',
  /** First day on which registrations are counted in figures (`2016-11-04`); empty = all. */
  'figures.registered_since': '',
  /** On the first open day of a month the desk keeps the report of the month before. */
  'figures.monthly_report': true,
  /** Days after which an ended request loses the link to its reader. */
  'privacy.unlink_days': 180,
  /** Scheme of call numbers: `clc`, `lc` or `dewey`; collections with another one as `CODE=lc`. */
  'call_number.scheme': 'clc',
  'call_number.schemes': [],
  /** Open points of the Chinese Library Classification, see library/call-number-parts. */
  'call_number.letters': 'before_signs',
  'call_number.mark': 'letter',
  'call_number.item_signs': '-("=<:+.',
  'call_number.item_letters': 'shorter_first',
  /** Shelving practice is passed with so many per cent right over so many exercises. */
  'practice.pass_percent': 90,
  'practice.pass_exercises': 30,
  /** Signs that a scanner in keyboard mode may put around a code. */
  'wedge.prefixes': [],
  'wedge.suffixes': ['Enter', 'Tab'],
  /** AFI of what is in the library and of what was taken out, two hexadecimal digits (ISO 28560-1). */
  'rfid.afi_in': '07',
  'rfid.afi_out': 'C2',
  /** The EAS bit is written with the AFI. */
  'rfid.eas': true,
  /** How often a tag is written before it goes to the list of those to put right. */
  'rfid.tries': 3,
  /** Tags of new books: data model, ISIL of the library (empty: none), DSFID. */
  'rfid.model': 'iso28560_2',
  'rfid.isil': '',
  'rfid.dsfid': '06',
};

/** Policies from rows over defaults. */
export function policiesOf(defaults: Record<string, PolicyValue>, rows: Policy[]): Policies {
  const set = new Map(rows.map((row) => [row.id, row.value]));
  const read = (key: string): unknown => {
    const value = set.get(key) ?? defaults[key];
    if (value === undefined) throw new Error(`no such policy: ${key}`);
    return value;
  };
  const typed = <T>(key: string, is: (value: unknown) => value is T): T => {
    const value = read(key);
    if (is(value)) return value;
    const fallback: unknown = defaults[key];
    if (is(fallback)) return fallback;
    throw new Error(`policy ${key} is of another type`);
  };
  return {
    number: (key) => typed(key, (value) => typeof value === 'number'),
    flag: (key) => typed(key, (value) => typeof value === 'boolean'),
    text: (key) => typed(key, (value) => typeof value === 'string'),
    list: (key) => typed(key, isList),
  };
}

function isList(value: unknown): value is string[] {
  return Array.isArray(value) && value.every((each) => typeof each === 'string');
}

/** Whether a value may stand for a policy: of its default's type, and such that everything still works with it. */
export function policyProblem(
  defaults: Record<string, PolicyValue>,
  key: string,
  value: unknown,
): 'unknown_policy' | 'wrong_type' | ValueProblem | null {
  const fallback = Object.hasOwn(defaults, key) ? defaults[key] : undefined;
  if (fallback === undefined) return 'unknown_policy';
  const same = Array.isArray(fallback) ? isList(value) : typeof value === typeof fallback;
  return same ? valueProblem(key, value) : 'wrong_type';
}
