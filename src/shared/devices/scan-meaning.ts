// What a scan may mean, by its form alone; the desk then looks at its rows. Ambiguity is kept, not guessed.

import { cleanCode, codeKinds } from '../library/barcodes.ts';
import { toIsbn13 } from '../library/isbn.ts';
import type { Policies } from '../library/policies.ts';

/** One reading of a scanned text. */
export type ScanReading =
  | { kind: 'copy'; barcode: string }
  | { kind: 'card'; card: string }
  | { kind: 'isbn'; isbn: string }
  | { kind: 'crate'; code: string }
  | { kind: 'bag'; code: string }
  | { kind: 'place'; code: string };

/** Readings of a text, the likeliest first; empty when nothing is left of it after cleaning. */
export function scanReadings(text: string, policies: Policies): ScanReading[] {
  const read = cleanCode(text);
  if (read === '') return [];
  // A keyboard with Caps Lock on turns a code's letters round; no pattern of a library hangs on their case alone.
  const upper = read.toUpperCase();
  const code = codeKinds(read, policies).length > 0 ? read : upper;
  const readings: ScanReading[] = codeKinds(code, policies).map((kind) => {
    if (kind === 'copy') return { kind, barcode: code };
    if (kind === 'card') return { kind, card: code };
    return { kind, code };
  });
  const isbn = toIsbn13(code);
  if (isbn !== null) readings.push({ kind: 'isbn', isbn });
  readings.push({ kind: 'place', code: code.toUpperCase() });
  if (!readings.some((each) => each.kind === 'copy'))
    readings.push({ kind: 'copy', barcode: code });
  return readings;
}
