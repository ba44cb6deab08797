// Bytes of tags as hexadecimal, as text, and turned round block by block.

/** Upper-case hexadecimal, two digits a byte. */
export function toHex(bytes: Uint8Array): string {
  return [...bytes].map((byte) => byte.toString(16).padStart(2, '0').toUpperCase()).join('');
}

/** Bytes of a hexadecimal text, blanks left out; null where it is none. */
export function fromHex(text: string): Uint8Array | null {
  const digits = text.replaceAll(/\s/gu, '');
  if (digits.length % 2 === 1 || !/^[\da-f]*$/iu.test(digits)) return null;
  return Uint8Array.from(digits.match(/../gu) ?? [], (pair) => Number.parseInt(pair, 16));
}

/** The bytes of every whole block in reverse; some readers and tags keep them so. */
export function reverseBlocks(bytes: Uint8Array, blockSize: number): Uint8Array {
  const turned = Uint8Array.from(bytes);
  for (let at = 0; at + blockSize <= turned.length; at += blockSize) {
    turned.subarray(at, at + blockSize).reverse();
  }
  return turned;
}

/** Whether nothing but this byte is there. */
export function isFilledWith(bytes: Uint8Array, byte: number): boolean {
  return bytes.every((each) => each === byte);
}

/** Whether two pieces hold the same bytes. */
export function sameBytes(one: Uint8Array, other: Uint8Array): boolean {
  return one.length === other.length && one.every((byte, index) => byte === other[index]);
}

/** UTF-8 bytes; null for text that has none (half a surrogate pair). */
export function utf8Bytes(text: string): Uint8Array | null {
  try {
    const escaped = encodeURIComponent(text).replaceAll(/%([\dA-F]{2})|[^%]/gu, (sign, hex) =>
      String(hex ?? sign.charCodeAt(0).toString(16).padStart(2, '0')),
    );
    return fromHex(escaped);
  } catch {
    return null;
  }
}

/** Text of UTF-8 bytes; null where they are none. */
export function utf8Text(bytes: Uint8Array): string | null {
  try {
    return decodeURIComponent(toHex(bytes).replaceAll(/../gu, '%$&'));
  } catch {
    return null;
  }
}

/** Bytes joined, the rest up to `size` zero. */
export function joined(parts: readonly Uint8Array[], size = 0): Uint8Array {
  const length = parts.reduce((sum, part) => sum + part.length, 0);
  const whole = new Uint8Array(Math.max(length, size));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
