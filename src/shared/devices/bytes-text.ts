// Bytes of a code to text. The decoders of the platform are passed in: shared code has none.

/** Strict decoders: null where the bytes are no text of that encoding. */
export interface TextDecoders {
  utf8: (bytes: Uint8Array) => string | null;
  gb18030: (bytes: Uint8Array) => string | null;
}

/** Text of a code: UTF-8, else GB18030 (GB 18030-2022, which holds GBK and GB 2312); null where it is neither. */
export function textOf(bytes: Uint8Array, decoders: TextDecoders): string | null {
  return decoders.utf8(bytes) ?? decoders.gb18030(bytes);
}

/** A text without the one line end (CR LF, CR or LF) that a scanner was set to append. */
export function withoutLineEnd(text: string): string {
  return text.replace(/\r\n$|[\r\n]$/u, '');
}

/** Whether nothing is left of a text but control signs. */
export function isNothing(text: string): boolean {
  return /^[\u0000-\u001f]*$/u.test(text);
}
