// Bytes that come in pieces of any size and are taken from the front.

/** A buffer that grows at its end and shrinks at its front. */
export interface ByteBuffer {
  append(chunk: Uint8Array): void;
  /** What is there now; valid until the next `append` or `drop`. */
  bytes(): Uint8Array;
  /** Forgets so many bytes at the front. */
  drop(count: number): void;
}

/** Makes an empty one. */
export function byteBuffer(): ByteBuffer {
  let store = new Uint8Array(0);
  let start = 0;
  let end = 0;
  const makeRoom = (more: number) => {
    const held = end - start;
    const roomy = held + more <= store.length;
    const next = roomy ? store : new Uint8Array(Math.max(1 << 16, 2 * (held + more)));
    next.set(store.subarray(start, end));
    [store, start, end] = [next, 0, held];
  };
  return {
    append(chunk) {
      if (end + chunk.length > store.length) makeRoom(chunk.length);
      store.set(chunk, end);
      end += chunk.length;
    },
    bytes: () => store.subarray(start, end),
    drop(count) {
      start += count;
    },
  };
}
