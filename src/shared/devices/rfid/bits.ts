// Reads and writes numbers of any width, most significant bit first.

/** Reads from the first bit on. */
export class BitReader {
  #at = 0;
  readonly #bytes: Uint8Array;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
  }

  /** Bits not read yet. */
  get left(): number {
    return this.#bytes.length * 8 - this.#at;
  }

  /** The next `width` bits (1 to 30); null where there are fewer. */
  take(width: number): number | null {
    if (this.left < width) return null;
    let value = 0;
    for (let taken = 0; taken < width; taken += 1, this.#at += 1) {
      const byte = this.#bytes[this.#at >> 3] ?? 0;
      value = value * 2 + ((byte >> (7 - (this.#at & 7))) & 1);
    }
    return value;
  }
}

/** Collects bits. */
export class BitWriter {
  readonly #bits: number[] = [];

  put(value: number, width: number): void {
    for (let bit = width - 1; bit >= 0; bit -= 1) this.#bits.push((value >> bit) & 1);
  }

  /** Whole bytes; what is missing in the last one is the beginning of `pad` (0s where that is shorter). */
  bytes(pad: readonly number[]): Uint8Array {
    const missing = (8 - (this.#bits.length % 8)) % 8;
    const all = [...this.#bits, ...Array.from({ length: missing }, (_, index) => pad[index] ?? 0)];
    return Uint8Array.from({ length: all.length / 8 }, (_, index) =>
      all.slice(index * 8, index * 8 + 8).reduce((byte, bit) => byte * 2 + bit, 0),
    );
  }
}
