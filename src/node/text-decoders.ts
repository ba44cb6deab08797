// Decoders of catalogue texts over Node's own, which has every encoding of ICU.

import type { TextDecoders } from '../shared/catalogue/encoding.ts';

function fatal(encoding: string): (bytes: Uint8Array) => string | null {
  const decoder = new TextDecoder(encoding, { fatal: true, ignoreBOM: true });
  return (bytes) => {
    try {
      return decoder.decode(bytes);
    } catch {
      return null;
    }
  };
}

/** UTF-8 and GB18030. */
export const TEXT_DECODERS: TextDecoders = {
  utf8: fatal('utf-8'),
  gb18030: fatal('gb18030'),
  stream(encoding) {
    const decoder = new TextDecoder(encoding);
    return {
      write: (bytes) => decoder.decode(bytes, { stream: true }),
      end: () => decoder.decode(),
    };
  },
};
