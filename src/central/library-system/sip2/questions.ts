// What is asked of a SIP2 server, as messages, and which answers can be about it.

import type { Zone } from '../../../shared/library/zone.ts';
import type { Instant } from '../../../shared/lib/time.ts';
import type { HoldOrder, LoanOrder, ReturnOrder } from '../port.ts';
import { sipDate } from './dates.ts';
import type { DayOrder } from './dates.ts';
import type { Field, Fields, Message } from './message.ts';
import { fieldOf } from './message.ts';

/** What every question carries besides itself. */
export interface Terms {
  /** AO, as the system names itself. */
  institution: string;
  /** AP, where we are. */
  location: string;
  zone: Zone;
  dayOrder: DayOrder | null;
  /** What the system says that it does; null where it does not say. */
  abilities: readonly string[] | null;
  /** Whether it keeps holds, as it says or as it showed; null until it did. */
  holds: boolean | null;
}

const yesNo = (yes: boolean) => (yes ? 'Y' : 'N');
const BLANK = ' '.repeat(18);

/** Copies are named by their barcode; systems pad it, or change small letters. */
export function isAbout(id: 'AA' | 'AB', wanted: string): (answer: Fields) => boolean {
  return (answer) => {
    const named = fieldOf(answer, id);
    return named === null || named.toLowerCase() === wanted.trim().toLowerCase();
  };
}

/** Item information (17). */
export function askCopy(barcode: string, at: Instant, terms: Terms): Message<'17'> {
  const fields: Field[] = [
    ['AO', terms.institution],
    ['AB', barcode],
    ['AC', ''],
  ];
  return { code: '17', fixed: { at: sipDate(at, terms.zone) }, fields };
}

/** What a list of a reader's things is of: where `Y` stands in the summary of the question. */
const SUMMARIES = { holds: 'Y         ', charged: '  Y       ', unavailable: '     Y    ' };
/** Things of a reader that can be listed. */
export type Listed = keyof typeof SUMMARIES;

/** Patron information (63) with the list of what the reader has, or waits for. */
export function askReader(card: string, listed: Listed, at: Instant, terms: Terms): Message<'63'> {
  const fields: Field[] = [
    ['AO', terms.institution],
    ['AA', card],
    ['AC', ''],
    ['BP', '1'],
    ['BQ', '999'],
  ];
  const fixed = { language: '000', at: sipDate(at, terms.zone), summary: SUMMARIES[listed] };
  return { code: '63', fixed, fields };
}

/** End of what concerns one reader (35). */
export function endSession(card: string, at: Instant, terms: Terms): Message<'35'> {
  const fields: Field[] = [
    ['AO', terms.institution],
    ['AA', card],
    ['AC', ''],
  ];
  return { code: '35', fixed: { at: sipDate(at, terms.zone) }, fields };
}

/** No AD: SIPServer and Koha take an empty password of the reader for a wrong one. */
function loanFields({ barcode, card }: Pick<LoanOrder, 'barcode' | 'card'>, terms: Terms): Field[] {
  return [
    ['AO', terms.institution],
    ['AA', card],
    ['AB', barcode],
    ['AC', ''],
  ];
}

/** Checkout (11). A loan that has happened is not to be blocked, and keeps its due date. */
export function askLoan(order: LoanOrder, terms: Terms): Message<'11'> {
  const fixed = {
    renewal: 'N',
    noBlock: yesNo(order.happened),
    at: sipDate(order.at, terms.zone),
    noBlockDue: order.happened ? sipDate(order.due, terms.zone) : BLANK,
  };
  return { code: '11', fixed, fields: [...loanFields(order, terms), ['BO', 'N'], ['BI', 'N']] };
}

/** Checkin (09). */
export function askReturn(order: ReturnOrder, terms: Terms): Message<'09'> {
  const fixed = {
    noBlock: yesNo(order.happened),
    at: sipDate(order.at, terms.zone),
    returned: sipDate(order.returned, terms.zone),
  };
  const fields: Field[] = [
    ['AP', terms.location],
    ['AO', terms.institution],
    ['AB', order.barcode],
    ['AC', ''],
    ['BI', 'N'],
  ];
  return { code: '09', fixed, fields };
}

/** Renew (29). */
export function askRenewal(order: LoanOrder, terms: Terms): Message<'29'> {
  const fixed = {
    thirdParty: 'N',
    noBlock: yesNo(order.happened),
    at: sipDate(order.at, terms.zone),
    noBlockDue: order.happened ? sipDate(order.due, terms.zone) : BLANK,
  };
  return { code: '29', fixed, fields: [...loanFields(order, terms), ['BO', 'N']] };
}

/** Hold (15), or its end, for one copy (type 3) or for any of the title of a copy (2). */
export function askHold(order: HoldOrder, terms: Terms): Message<'15'> {
  const pickup: Field[] = order.pickup === '' ? [] : [['BS', order.pickup]];
  const fields: Field[] = [
    ...pickup,
    ['BY', order.thisCopy ? '3' : '2'],
    ...loanFields(order, terms),
    ['BO', 'N'],
  ];
  return {
    code: '15',
    fixed: { mode: order.ends ? '-' : '+', at: sipDate(order.at, terms.zone) },
    fields,
  };
}
