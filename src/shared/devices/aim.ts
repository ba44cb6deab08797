// What an AIM identifier says of a code (ISO/IEC 15424), with the vendor forms that Zebra sends.

/** Kinds of bar code that a library meets; each has its name under `devices.symbology`. */
export const SYMBOLOGIES = [
  'code39',
  'code128',
  'gs1_128',
  'ean',
  'ean_add_on',
  'ean_8',
  'upc',
  'codabar',
  'code93',
  'interleaved',
  'pdf417',
  'qr',
  'data_matrix',
  'aztec',
  'data_bar',
  'han_xin',
] as const;
/** A kind of bar code. */
export type Symbology = (typeof SYMBOLOGIES)[number];

/** By letter and modifier, else by the letter alone. */
const BY_AIM: Record<string, Symbology> = {
  A: 'code39',
  C: 'code128',
  C1: 'gs1_128',
  E: 'ean',
  E1: 'ean_add_on',
  E2: 'ean_add_on',
  E4: 'ean_8',
  F: 'codabar',
  G: 'code93',
  I: 'interleaved',
  L: 'pdf417',
  Q: 'qr',
  d: 'data_matrix',
  z: 'aztec',
  e: 'data_bar',
  h: 'han_xin',
  Xg: 'upc',
  X9: 'ean',
  XC: 'ean_8',
  Xk: 'upc',
};
/** Codes built of GS1 application identifiers (GS1 General Specifications, 5.1.2). */
const GS1: ReadonlySet<string> = new Set(['C1', 'Q3', 'Q4', 'Q5', 'Q6', 'd2', 'e0', 'z1']);

/** The kind of bar code; null for an identifier that says none, such as another vendor's. */
export function symbologyOf(aim: string): Symbology | null {
  return BY_AIM[aim] ?? BY_AIM[aim.slice(0, 1)] ?? null;
}

/** Whether the text of the code is made of GS1 elements, `01` and a GTIN first. */
export function isGs1(aim: string): boolean {
  return GS1.has(aim);
}
