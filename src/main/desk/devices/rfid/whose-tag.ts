// Whose book a tag is.

import type { Policies } from '../../../../shared/library/policies.ts';
import { cleanCode } from '../../../../shared/library/barcodes.ts';
import type { KnownTag } from './know-tag.ts';

/** Barcode of a tag that was understood. */
export function barcodeOf(known: KnownTag | null | undefined): string | null {
  return known?.read.is === 'item' ? known.read.pii : null;
}

/** A book of another library, when both say whose they are. */
export function isOtherOwner({ read }: KnownTag, policies: Policies): boolean {
  const own = policies.text('rfid.isil');
  const owner = read.is === 'item' ? read.owner : null;
  return own !== '' && owner !== null && owner !== own;
}

/** A barcode as it is compared, however it was typed. */
export function codeOf(barcode: string): string {
  return cleanCode(barcode).toUpperCase();
}
