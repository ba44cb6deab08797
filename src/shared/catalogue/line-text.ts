// Text of a table in GB18030, line by line: tables are put together from others, some of them in UTF-8.

import { byteBuffer } from './byte-buffer.ts';
import { isUtf8AllTheSame } from './encoding.ts';
import type { TextDecoders } from './encoding.ts';

/** Bytes kept until a line ends; what is longer is no table, and read in GB18030. */
const MOST_KEPT = 1 << 20;

const isEnd = (byte: number | undefined) => byte === 0x0a || byte === 0x0d;

/** Decodes text in GB18030 that comes in pieces, with lines in UTF-8 among it; what is no text becomes U+FFFD. */
export function lineDecoder(decoders: TextDecoders): ReturnType<TextDecoders['stream']> {
  const waiting = byteBuffer();
  const gb18030 = decoders.stream('gb18030');
  const utf8 = decoders.stream('utf-8');
  /** The beginning of the line was given up to GB18030. */
  let isCut = false;
  const textOf = (bytes: Uint8Array): string => {
    let text = '';
    let from = 0;
    for (let at = 0; at < bytes.length;) {
      let next = at;
      while (next < bytes.length && !isEnd(bytes[next])) next += 1;
      next = Math.min(next + 1, bytes.length);
      if (!isCut && isUtf8AllTheSame(bytes.subarray(at, next))) {
        text += gb18030.write(bytes.subarray(from, at)) + utf8.write(bytes.subarray(at, next));
        from = next;
      }
      isCut = false;
      at = next;
    }
    return text + gb18030.write(bytes.subarray(from));
  };
  return {
    write(bytes) {
      waiting.append(bytes);
      const held = waiting.bytes();
      let whole = held.length;
      while (whole > 0 && !isEnd(held[whole - 1])) whole -= 1;
      let text = textOf(held.subarray(0, whole));
      if (held.length - whole > MOST_KEPT) {
        text += gb18030.write(held.subarray(whole));
        isCut = true;
        whole = held.length;
      }
      waiting.drop(whole);
      return text;
    },
    end: () => textOf(waiting.bytes()) + utf8.end() + gb18030.end(),
  };
}
