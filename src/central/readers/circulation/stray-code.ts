// A code that a phone brought to the wrong place: what it is, so that the sentence can say where it belongs.

import { readCode } from '../../../shared/circulation/transfers/transfer-code.ts';
import { scanReadings } from '../../../shared/devices/scan-meaning.ts';
import type { ScanReading } from '../../../shared/devices/scan-meaning.ts';
import { cleanCode } from '../../../shared/library/barcodes.ts';
import type { Failure } from '../../failure.ts';
import type { ReaderContext } from '../reader-context.ts';
import { refusal } from '../refused.ts';

async function readingsOf(context: ReaderContext, text: string): Promise<ScanReading[]> {
  const { settings } = await context.env();
  return scanReadings(text, settings.policies);
}

/** What a text is by its form: only the first reading counts, a number may be a valid ISBN by chance. */
async function formOf(context: ReaderContext, text: string) {
  const [first] = await readingsOf(context, text);
  const number = first?.kind === 'isbn' ? first.isbn : first?.kind === 'issn' ? first.issn : null;
  return { isCard: first?.kind === 'card', isCopy: first?.kind === 'copy', number };
}

/** The barcode as the library writes it of what was typed or scanned; null where no copy has it. */
export async function knownBarcode(context: ReaderContext, text: string): Promise<string | null> {
  const readings = await readingsOf(context, text);
  const read = readings.flatMap((each) => (each.kind === 'copy' ? [each.barcode] : []));
  const found = await context.rows.lists('copyByBarcode', [cleanCode(text), ...read]);
  return [...found.values()].flat()[0]?.barcode ?? null;
}

/** Why a text that is the barcode of no copy is none, where its form says that; else null. */
export async function noCopy(context: ReaderContext, text: string): Promise<Failure | null> {
  const { isCard, isCopy, number } = await formOf(context, text);
  if (isCard) return refusal(409, 'card_no_copy');
  if (number !== null) return refusal(409, 'isbn_no_copy', { isbn: number });
  // By its form alone: whether there is such an offer is said only where guesses are counted.
  const offered = !isCopy && readCode(cleanCode(text)) !== null;
  return offered ? refusal(409, 'offer_no_copy') : null;
}

/** Why a text that no offer has is none. */
export async function noOffer(context: ReaderContext, text: string): Promise<Failure> {
  const barcode = await knownBarcode(context, text);
  if (barcode !== null) return refusal(404, 'copy_no_offer', { barcode });
  const { isCard, isCopy, number } = await formOf(context, text);
  if (isCard) return refusal(404, 'card_no_offer');
  if (number !== null) return refusal(404, 'isbn_no_offer', { isbn: number });
  return isCopy
    ? refusal(404, 'copy_no_offer', { barcode: cleanCode(text) })
    : refusal(404, 'transfer_unknown');
}
