// What library labels, books and the page's own codes are printed in.

/** Each by its name in the browser's own detector (Shape Detection API) and in the decoder that the page brings. */
export const FORMATS = [
  { native: 'code_128', decoder: 'Code128' },
  { native: 'code_39', decoder: 'Code39' },
  { native: 'codabar', decoder: 'Codabar' },
  { native: 'ean_13', decoder: 'EAN13' },
  { native: 'qr_code', decoder: 'QRCode' },
] as const;

/** What was read, as it is printed below the bars: Codabar frames a number with letters A to D that nobody prints. */
export function codeOf(format: string, text: string): string {
  return format.toLowerCase() === 'codabar' ? text.replace(/^[A-D](.+)[A-D]$/iu, '$1') : text;
}
