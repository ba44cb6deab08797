// What is asked of a SIP2 server, as messages, and which answers can be about it.

import type { Zone } from '../../../shared/library/zone.ts';
import type { Instant } from '../../../shared/lib/time.ts';
import type { HoldOrder, LoanOrder, ReturnOrder } from '../port.ts';
import { sipDate } from './dates.ts';
import type { Field, Fields, Message } from './message.ts';
import { fieldOf } from './message.ts';

/** What every question carries besides itself. */
export interface Terms {
  /** AO, as the system names itself. */
  institution: string;
  /** AP, where we are. */
  location: string;
  zone: Zone;
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

/** Patron information (63) with the list of what the reader has. */
export function askReader(card: string, at: Instant, terms: Terms): Message<'63'> {
  const fields: Field[] = [
    ['AO', terms.institution],
    ['AA', card],
    ['AC', ''],
    ['AD', ''],
    ['BP', '1'],
    ['BQ', '999'],
  ];
  const fixed = { language: '000', at: sipDate(at, terms.zone), summary: '  Y       ' };
  return { code: '63', fixed, fields };
}

/** End of what concerns one reader (35). */
export function endSession(card: string, at: Instant, terms: Terms): Message<'35'> {
  const fields: Field[] = [
    ['AO', terms.institution],
    ['AA', card],
    ['AC', ''],
    ['AD', ''],
  ];
  return { code: '35', fixed: { at: sipDate(at, terms.zone) }, fields };
}

function loanFields({ barcode, card }: Pick<LoanOrder, 'barcode' | 'card'>, terms: Terms): Field[] {
  return [
    ['AO', terms.institution],
    ['AA', card],
    ['AB', barcode],
    ['AC', ''],
    ['AD', ''],
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

/** Hold (15) for any copy of the title of a copy. */
export function askHold(order: HoldOrder, terms: Terms): Message<'15'> {
  const fields: Field[] = [
    ['BS', order.pickup],
    ['BY', '2'],
    ...loanFields(order, terms).filter(([id]) => id !== 'AD'),
    ['AD', ''],
    ['BO', 'N'],
  ];
  return { code: '15', fixed: { mode: '+', at: sipDate(order.at, terms.zone) }, fields };
}
