// The two encodings in which library systems speak SIP2: GBK (as GB18030 reads it) and UTF-8.

import iconv from 'iconv-lite';

/** Encoding of a library system's texts; one setting for a library. */
export type Encoding = 'gbk' | 'utf-8';

/** Their names, as a setting is written. */
export const ENCODINGS: readonly Encoding[] = ['gbk', 'utf-8'];

const DECODERS = { gbk: new TextDecoder('gb18030'), 'utf-8': new TextDecoder('utf-8') };

/** Text of bytes; what is no text of that encoding becomes U+FFFD. */
export function decodeText(bytes: Uint8Array, encoding: Encoding): string {
  return DECODERS[encoding].decode(bytes);
}

/** Bytes of a text; signs that the encoding lacks become `?`. */
export function encodeText(text: string, encoding: Encoding): Uint8Array {
  return iconv.encode(text, encoding === 'gbk' ? 'gb18030' : 'utf8');
}

/**
 * Whether a value can be said in a field: no sign that ends a field or a message, and none that gets lost on its way.
 * Whatever was scanned goes through here, so that nobody adds fields by a barcode.
 */
export function isSayable(value: string, encoding: Encoding): boolean {
  if (/[|\p{Cc}\u2028\u2029\uFFFD]/u.test(value)) return false;
  return decodeText(encodeText(value, encoding), encoding) === value;
}
