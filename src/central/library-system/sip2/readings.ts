// What answers of a SIP2 server mean: fields by their code, whatever their order.

import { millis } from '../../../shared/lib/time.ts';
import type { Instant } from '../../../shared/lib/time.ts';
import { SYSTEM_ABILITIES } from '../../../shared/sync/library-system.ts';
import type { CopyThere, Lent, ReaderThere, Returned, SystemStatus } from '../port.ts';
import { readDate } from './dates.ts';
import type { Reading } from './dates.ts';
import type { Manners, Reply } from './line.ts';
import { allOf, fieldOf } from './message.ts';
import type { Fields } from './message.ts';

/** The system's own words, for the screen (AF) and for a printed line (AG), each once. */
export function messagesOf(fields: Fields): string[] {
  return [...new Set(allOf(fields, 'AF', 'AG'))];
}

/** Yes of a fixed part: `Y`, and `1` where a system says so (the alert of FOLIO's edge-sip2). */
export function isYes(flag: string): boolean {
  return flag === 'Y' || flag === '1';
}

/** What a system says that it can do (BX); null where it says nothing. */
export function abilitiesOf(fields: Fields): string[] | null {
  const flags = fieldOf(fields, 'BX');
  return flags === null ? null : SYSTEM_ABILITIES.filter((_, index) => flags[index] === 'Y');
}

/** What the system says of itself (98), at `now` by our clock. */
export function statusOf(
  { message }: Reply<'99'>,
  { sums }: Manners,
  reading: Reading,
  now: Instant,
): SystemStatus {
  const theirs = readDate(message.fixed.at, reading);
  return {
    online: isYes(message.fixed.online),
    abilities: abilitiesOf(message),
    version: message.fixed.version.trim(),
    institution: fieldOf(message, 'AO') ?? '',
    libraryName: fieldOf(message, 'AM') ?? '',
    ahead: theirs === null ? null : Math.round((millis(theirs) - millis(now)) / 1000),
    checked: sums,
  };
}

/** Circulation status of item information; two digits of the standard. */
const STATES: Readonly<Record<string, CopyThere['state']>> = {
  '03': 'available',
  '04': 'charged',
  '05': 'charged',
  '07': 'charged',
  '08': 'hold_shelf',
  '09': 'available',
  '10': 'in_transit',
  '11': 'charged',
  '12': 'lost',
  '13': 'lost',
};

/** A copy (18). One that the system does not know has no title. */
export function copyOf({ message }: Reply<'17'>, barcode: string, reading: Reading): CopyThere {
  const { circulation } = message.fixed;
  const title = fieldOf(message, 'AJ') ?? '';
  const unknown = title === '' && (circulation === '01' || circulation.trim() === '');
  return {
    barcode: fieldOf(message, 'AB') ?? barcode,
    title,
    state: unknown ? 'unknown' : (STATES[circulation] ?? 'other'),
    circulation,
    due: readDate(fieldOf(message, 'AH') ?? '', reading),
    card: fieldOf(message, 'AA'),
    holds: Number(fieldOf(message, 'CF') ?? 0) || 0,
    place: fieldOf(message, 'AP') ?? fieldOf(message, 'AQ') ?? '',
  };
}

/** States of a copy that is charged to nobody there. */
export const BACK: ReadonlySet<CopyThere['state']> = new Set([
  'available',
  'hold_shelf',
  'in_transit',
]);

/** Whether two cards or barcodes are one; systems pad them, or change small letters. */
export function isSame(one: string, two: string): boolean {
  return one.trim().toLowerCase() === two.trim().toLowerCase();
}

/** Whether a list of what a reader has (AU) names a copy: by its barcode, or by its title as Evergreen does. */
export function isAmong(copies: readonly string[], { barcode, title }: CopyThere): boolean {
  return copies.some(
    (each) =>
      isSame(each, barcode) ||
      isSame(each.split(/\s/u)[0] ?? '', barcode) ||
      (title !== '' && isSame(each, title)),
  );
}

/** A reader (64); the first flag says that charging is denied. */
export function readerOf({ message }: Reply<'63'>, card: string): ReaderThere {
  const { fixed } = message;
  return {
    card: fieldOf(message, 'AA') ?? card,
    name: fieldOf(message, 'AE') ?? '',
    valid: fieldOf(message, 'BL') !== 'N',
    mayBorrow: !isYes(fixed.flags[0] ?? ''),
    charged: Number(fixed.charged) || 0,
    overdue: Number(fixed.overdue) || 0,
    copies: allOf(message, 'AU', 'AS', 'CD'),
  };
}

/** What came of a loan or a renewal (12, 30). */
export function lentOf(fields: Fields, reading: Reading): Lent {
  const dueText = fieldOf(fields, 'AH') ?? '';
  return { due: readDate(dueText, reading), dueText, already: false };
}

/** What came of a return (10). */
export function returnedOf({ message }: Reply<'09'>): Returned {
  return {
    alert: isYes(message.fixed.alert),
    kind: fieldOf(message, 'CV') ?? '',
    place: fieldOf(message, 'CT') ?? fieldOf(message, 'AQ') ?? '',
    already: false,
  };
}
