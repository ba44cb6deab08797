// What a scan may mean, by its form alone; the desk then looks at its rows. Ambiguity is kept, not guessed.

import { cleanCode, codeForms, codeKinds } from '../library/barcodes.ts';
import type { Policies } from '../library/policies.ts';
import { productNumber } from '../library/product-numbers.ts';
import { isGs1, symbologyOf } from './aim.ts';

/** One reading of a scanned text. */
export type ScanReading =
  | { kind: 'copy'; barcode: string }
  | { kind: 'card'; card: string }
  /** `addOn`: two or five digits beside the number (issue, price). */
  | { kind: 'isbn'; isbn: string; addOn: string | null }
  | { kind: 'issn'; issn: string; addOn: string | null }
  /** The two or five digits alone: the scanner has left out the number that they belong to. */
  | { kind: 'add_on'; digits: string }
  | { kind: 'crate'; code: string }
  | { kind: 'bag'; code: string }
  /** Any place with a code of its own: range, hold-shelf slot, locker, trolley, service point. */
  | { kind: 'place'; code: string }
  /** The number of an RFID tag itself (ISO 15693, ISO 14443), which is not what is written on it. */
  | { kind: 'tag'; uid: string };

/** Eight bytes beginning with E0 (ISO 15693), or four or seven of a contactless card, in hexadecimal digits. */
const TAG = /^(?:E0[0-9A-F]{14}|(?=.*[A-F])(?:[0-9A-F]{8}|[0-9A-F]{14}))$/u;
/** GS1 element 01: a GTIN of fourteen digits; a book's begins with 0. */
const GTIN = /^01(0)(\d{13})/u;

function patterned(code: string, policies: Policies): ScanReading[] {
  return codeKinds(code, policies).map((kind) => {
    if (kind === 'copy') return { kind, barcode: code };
    if (kind === 'card') return { kind, card: code };
    return { kind, code };
  });
}

function printed(code: string, aim: string): ScanReading[] {
  if (symbologyOf(aim) === 'ean_add_on') return [{ kind: 'add_on', digits: code }];
  const gtin = isGs1(aim) ? GTIN.exec(code)?.[2] : undefined;
  const number = productNumber(gtin ?? code);
  if (number === null) return [];
  const { addOn } = number;
  return number.kind === 'isbn'
    ? [{ kind: 'isbn', isbn: number.number, addOn }]
    : [{ kind: 'issn', issn: number.number, addOn }];
}

/** The AIM identifier that stands before a text, or that its scanner gave beside it; empty where there is none. */
function aimOf(text: string, given: string | null): string {
  return given ?? /^\](\w{2})/u.exec(text.normalize('NFKC'))?.[1] ?? '';
}

/**
 * Readings of a text, the likeliest first; empty when nothing is left of it after cleaning. `aim`: identifier of the
 * scanner (ISO/IEC 15424) without its `]`, null where there is none. Every reading that rows answer counts: which of
 * them is meant is for a person to say.
 */
export function scanReadings(
  text: string,
  policies: Policies,
  aim: string | null = null,
): ScanReading[] {
  const read = cleanCode(text);
  if (read === '') return [];
  // A keyboard with Caps Lock on turns a code's letters round; no pattern of a library hangs on their case alone.
  const upper = read.toUpperCase();
  const isOne = (form: string) => codeKinds(form, policies).length > 0;
  const forms = codeForms(codeForms(read).some(isOne) ? read : upper);
  const [code = read, ...others] = forms;
  const readings: ScanReading[] = [
    ...patterned(code, policies),
    ...printed(code, aimOf(text, aim)),
    ...others.flatMap((form) => patterned(form, policies)),
  ];
  if (TAG.test(upper)) readings.push({ kind: 'tag', uid: upper });
  for (const form of forms) readings.push({ kind: 'place', code: form.toUpperCase() });
  for (const barcode of forms) {
    const known = readings.some((each) => each.kind === 'copy' && each.barcode === barcode);
    if (!known) readings.push({ kind: 'copy', barcode });
  }
  return readings;
}
