// Copies from the holdings field of a record, by the mapping that the library uses.

import type { DraftCopy } from './draft.ts';
import { subfieldsOf } from './marc-record.ts';
import type { Subfield } from './marc-record.ts';
import type { HoldingsMapping } from './options.ts';

/** The first subfield of these codes that says something. */
function firstOf(subfields: readonly Subfield[], codes: string): string {
  for (const code of codes) {
    const value = subfields.find((each) => each.code === code && each.value !== '')?.value;
    if (value !== undefined) return value;
  }
  return '';
}

/** MARC 21 852 first indicator: 0 LC, 1 Dewey put their item number after a blank, all else after a stroke. */
function strokeOf(tag: string, text: string): string {
  return tag === '852' && /^[01]/u.test(text) ? ' ' : '/';
}

function joined(values: readonly string[], stroke: string): string {
  return values.reduce((whole, value) =>
    stroke === ' ' || value.startsWith('/') || whole.endsWith('/')
      ? `${whole}${value.startsWith('/') || whole.endsWith('/') ? '' : ' '}${value}`
      : `${whole}${stroke}${value}`,
  );
}

function callNumberOf(
  subfields: readonly Subfield[],
  { tag, callNumber }: HoldingsMapping,
  text: string,
): string {
  for (const alternative of callNumber.split(' ')) {
    const values = [...alternative].map((code) => firstOf(subfields, code)).filter(Boolean);
    if (values.length > 0) return joined(values, strokeOf(tag, text));
  }
  return '';
}

/** Copies of one holdings field: one a barcode, all with what the field says besides. */
export function copiesOf(text: string, mapping: HoldingsMapping): DraftCopy[] {
  const subfields = subfieldsOf(text);
  if (subfields.length === 0) return [];
  const shared = {
    collection: firstOf(subfields, mapping.collection),
    callNumber: callNumberOf(subfields, mapping, text),
    volume: firstOf(subfields, mapping.volume),
  };
  const barcodes = subfields
    .filter(({ code, value }) => mapping.barcode.includes(code) && value !== '')
    .map(({ value }) => value);
  // A field without a barcode still tells of a copy, which the report then names.
  return (barcodes.length === 0 ? [''] : barcodes).map((barcode) => ({ barcode, ...shared }));
}
